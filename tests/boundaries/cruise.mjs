// Runs dependency-cruiser with the repository's rules over a tree: the repository itself, or a fixture.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const places = ['libs', 'services', 'gateway', 'sandboxes', 'launcher', 'demo', 'bench', 'e2e'];
const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));

// a rule may be written in several lines
const ruleComments = new Map(options.ruleSet.forbidden.map(({ name, comment }) => [name, comment]));
export const importRules = [...ruleComments].map(([name, comment]) => ({ name, comment }));

/** @returns {Promise<{ files: number, violations: { rule: string, file: string, what: string }[] }>} */
export async function checkImports(baseDir) {
  const present = places.filter((place) => existsSync(join(baseDir, place)));
  const { output } = await cruise(present, { ...options, baseDir });
  const violations = output.summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
    return { rule: rule.name, file: from, what: way === from ? '' : `→ ${way}` };
  });
  return { files: output.summary.totalCruised, violations };
}
