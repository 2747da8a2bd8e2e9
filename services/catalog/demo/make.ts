/**
 * Makes catalogue.json, catalogue.xlsx and the documents of its courses out of `source/`:
 * `NODE_OPTIONS=--conditions=source npx tsx services/catalog/demo/make.ts && npx biome format --write services/catalog/demo/catalogue.json`.
 * They are committed, and both catalogues hold the same; docs/catalogue-file.md describes them.
 */
import { writeFile } from 'node:fs/promises';
import { accountants } from './source/accountants.ts';
import { estateAgents } from './source/estate-agents.ts';
import { lawyers } from './source/lawyers.ts';
import { mediators } from './source/mediators.ts';
import { notaries } from './source/notaries.ts';
import { creditPackages } from './source/packages.ts';
import { syllabusOf } from './syllabus.ts';
import { courseOf } from './to-course.ts';
import { writeSheets } from './write-sheets.ts';

const catalogue = {
  courses: [...lawyers, ...notaries, ...estateAgents, ...accountants, ...mediators].map(courseOf),
  creditPackages,
};

await writeFile(new URL('catalogue.json', import.meta.url), `${JSON.stringify(catalogue, null, 2)}\n`);
await writeFile(new URL('catalogue.xlsx', import.meta.url), await writeSheets(catalogue));
for (const course of catalogue.courses) {
  const [syllabus] = course.documents;
  if (syllabus)
    await writeFile(
      new URL(`documents/${encodeURIComponent(syllabus.file)}`, import.meta.url),
      await syllabusOf(course),
    );
}
