// Proves that each boundary works: each rule has a fixture of its name, in which exactly the lines (for imports: the
// files) that say `// breaks` (in JSON `"//": "breaks"`) are reported, by that rule alone. The fixture `allowed` holds what must stay possible.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkImports, importRules, root } from './cruise.mjs';
import { checkDatabases, databaseRules } from './databases.mjs';
import { checkLanguages, languageRules } from './languages.mjs';
import { checkOwnership, ownershipRules } from './ownership.mjs';
import { checkPackages, packageRules } from './packages.mjs';
import { checkPurity, purityRules } from './purity.mjs';
import { checkWording, wordingRules } from './wording.mjs';

const fixtures = join(root, 'tests/boundaries/fixtures');
const rules = [
  ...importRules,
  ...purityRules,
  ...ownershipRules,
  ...databaseRules,
  ...languageRules,
  ...wordingRules,
  ...packageRules,
].map(({ name }) => name);
const failures = [];

for (const name of readdirSync(fixtures)) {
  if (name !== 'allowed' && !rules.includes(name)) failures.push(`fixture ${name} belongs to no rule`);
}
for (const name of ['allowed', ...rules]) {
  const expected = expectations(name);
  if (name !== 'allowed' && expected.length === 0) failures.push(`${name} has no fixture that breaks it`);
  const reported = await report(name);
  for (const place of expected.filter((one) => !reported.includes(one))) failures.push(`${place} was not reported`);
  for (const place of reported.filter((one) => !expected.includes(one))) failures.push(`${place} was reported too`);
}
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stdout.write(`boundaries: ${rules.length} rules proved by fixtures, ${failures.length} failures\n`);
process.exitCode = failures.length > 0 ? 1 : 0;

/** As `rule: file`, or `rule: file:line` for rules about syntax. */
async function report(fixture) {
  const baseDir = join(fixtures, fixture);
  const imports = (await checkImports(baseDir)).violations.map(({ rule, file }) => `${rule}: ${file}`);
  const syntax = [checkPurity, checkOwnership, checkDatabases, checkLanguages, checkWording]
    .flatMap((check) => check(baseDir).violations)
    .map(({ rule, file, line }) => `${rule}: ${file}:${line}`);
  const packages = checkPackages(baseDir).violations.map(({ rule, file }) => `${rule}: ${file}`);
  return [...new Set([...imports, ...syntax, ...packages])];
}

function expectations(fixture) {
  const baseDir = join(fixtures, fixture);
  const isSyntax = [...purityRules, ...ownershipRules, ...databaseRules, ...languageRules, ...wordingRules].some(
    ({ name }) => name === fixture,
  );
  const places = [];
  let files = [];
  try {
    files = readdirSync(baseDir, { recursive: true }).filter((file) => /(\.ts|package\.json)$/.test(file));
  } catch {
    return places;
  }
  for (const file of files) {
    const lines = readFileSync(join(baseDir, file), 'utf8').split('\n');
    const breaking = lines.flatMap((line, at) => (/\/\/(": ")? ?breaks/.test(line) ? [at + 1] : []));
    if (isSyntax) places.push(...breaking.map((line) => `${fixture}: ${file}:${line}`));
    else if (breaking.length > 0) places.push(`${fixture}: ${file}`);
  }
  return places;
}
