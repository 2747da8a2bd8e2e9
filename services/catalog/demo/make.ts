/**
 * Makes catalogue.json and catalogue.xlsx out of `source/`:
 * `npx tsx services/catalog/demo/make.ts && npx biome format --write services/catalog/demo/catalogue.json`.
 * Both are committed and hold the same; docs/catalogue-file.md describes them.
 */
import { writeFile } from 'node:fs/promises';
import { accountants } from './source/accountants.ts';
import { estateAgents } from './source/estate-agents.ts';
import { lawyers } from './source/lawyers.ts';
import { mediators } from './source/mediators.ts';
import { notaries } from './source/notaries.ts';
import { creditPackages } from './source/packages.ts';
import { courseOf } from './to-course.ts';
import { writeSheets } from './write-sheets.ts';

const catalogue = {
  courses: [...lawyers, ...notaries, ...estateAgents, ...accountants, ...mediators].map(courseOf),
  creditPackages,
};

await writeFile(new URL('catalogue.json', import.meta.url), `${JSON.stringify(catalogue, null, 2)}\n`);
await writeFile(new URL('catalogue.xlsx', import.meta.url), await writeSheets(catalogue));
