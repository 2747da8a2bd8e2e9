// Checks the repository against its boundaries: who imports whom, and the purity of domain/.
import { checkImports, importRules, root } from './cruise.mjs';
import { checkPurity, purityRules } from './purity.mjs';

const comments = new Map([...importRules, ...purityRules].map(({ name, comment }) => [name, comment]));
const imports = await checkImports(root);
const purity = checkPurity(root);
const violations = [...imports.violations, ...purity.violations];

for (const { rule, file, line, what } of violations) {
  process.stderr.write(`${file}${line ? `:${line}` : ''} ${what}\n    ${rule}: ${comments.get(rule)}\n`);
}
process.stdout.write(
  `boundaries: ${imports.files} files, ${purity.files} of them rules, ${violations.length} violations\n`,
);
process.exitCode = violations.length > 0 ? 1 : 0;
