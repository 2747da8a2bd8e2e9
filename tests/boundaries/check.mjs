// Checks the repository against its boundaries: who imports whom, the purity of domain/, and what packages name.
import { checkImports, importRules, root } from './cruise.mjs';
import { checkDatabases, databaseRules } from './databases.mjs';
import { checkLanguages, languageRules } from './languages.mjs';
import { checkOwnership, ownershipRules } from './ownership.mjs';
import { checkPackages, packageRules } from './packages.mjs';
import { checkPurity, purityRules } from './purity.mjs';
import { checkWording, wordingRules } from './wording.mjs';

const comments = new Map(
  [
    ...importRules,
    ...purityRules,
    ...ownershipRules,
    ...databaseRules,
    ...languageRules,
    ...wordingRules,
    ...packageRules,
  ].map(({ name, comment }) => [name, comment]),
);
const imports = await checkImports(root);
const purity = checkPurity(root);
const ownership = checkOwnership(root);
const databases = checkDatabases(root);
const languages = checkLanguages(root);
const wording = checkWording(root);
const packages = checkPackages(root);
const violations = [imports, purity, ownership, databases, languages, wording, packages].flatMap(
  (check) => check.violations,
);

for (const { rule, file, line, what } of violations) {
  process.stderr.write(`${file}${line ? `:${line}` : ''} ${what}\n    ${rule}: ${comments.get(rule)}\n`);
}
process.stdout.write(
  `boundaries: ${imports.files} files, ${purity.files} of them rules, ${packages.packages} packages, ${violations.length} violations\n`,
);
process.exitCode = violations.length > 0 ? 1 : 0;
