import { createHash } from 'node:crypto';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { FileRecord, FileRecords } from './catalogue-file.ts';
import type { FileCourse } from './domain/file-course.ts';
import { type Candidate, type Offer, type Planned, planImport } from './domain/import-plan.ts';
import { candidateOf, fileCourseSchema, filePackageSchema } from './file-schemas.ts';
import { rowWords } from './import-problems.ts';
import type { ImportReport, RowOutcome } from './import-store.ts';
import type { Importing } from './importing.ts';
import { readJsonCatalogue } from './read-json.ts';
import { readWorkbook } from './read-workbook.ts';

/** What a catalogue file may be. */
export const contentTypes = {
  'application/json': { description: 'A catalogue as JSON' },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    description: 'A catalogue as workbook (.xlsx)',
  },
};
export type CatalogueContentType = keyof typeof contentTypes;

export interface CatalogueFile extends FileRecords {
  contentType: CatalogueContentType;
  /** SHA-256, hexadecimal. */
  fingerprint: string;
}

/** @throws UnreadableFile */
export async function readCatalogue(contentType: CatalogueContentType, bytes: Buffer): Promise<CatalogueFile> {
  const records = contentType === 'application/json' ? readJsonCatalogue(bytes) : await readWorkbook(bytes);
  return { ...records, contentType, fingerprint: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Imports what a file holds, in one transaction: the rows that no rule refuses, each whole. A dry run tells what that
 * would do, row by row, without doing it.
 */
export async function importFile(
  importing: Importing,
  tx: Tx,
  file: CatalogueFile,
  { by, dryRun }: { by: string; dryRun: boolean },
): Promise<ImportReport> {
  const { courses, packages, imports, audit, newId } = importing;
  if (!dryRun) await packages.guardPrices(tx);
  const plan = await planFor(importing, tx, file);
  const rows = [
    ...file.courses.map((record, i) => outcomeOf(record, plan.courses[i])),
    ...file.creditPackages.map((record, i) => outcomeOf(record, plan.creditPackages[i])),
  ];
  const { contentType, fingerprint, notices } = file;
  const report = { id: newId(), at: tx.now, by, contentType, fingerprint, counts: countsOf(rows), rows, notices };
  if (dryRun) return report;
  for (const { change } of plan.courses) if (change) await courses.save(tx, change.before, change.after);
  for (const { change } of plan.creditPackages) if (change) await packages.save(tx, change.before, change.after);
  await imports.insert(tx, report);
  await audit.note(tx, { by, action: 'imported', subject: report.id, after: report.counts });
  return report;
}

/** Imports a file in JSON, unless this very file was imported by the same before: then null. */
export async function importOnce(
  importing: Importing,
  transaction: Outbox['transaction'],
  bytes: Buffer,
  by: string,
): Promise<ImportReport | null> {
  const file = await readCatalogue('application/json', bytes);
  if (await importing.imports.wasImported(by, file.fingerprint)) return null;
  return transaction((tx) => importFile(importing, tx, file, { by, dryRun: false }));
}

async function planFor(importing: Importing, tx: Tx, file: CatalogueFile) {
  const named = {
    courses: file.courses.map((record) => candidateOf(fileCourseSchema, record)),
    creditPackages: file.creditPackages.map((record) => candidateOf(filePackageSchema, record)),
  };
  return planImport(named, await offerFor(importing, tx, named.courses), { now: tx.now, newId: importing.newId });
}

async function offerFor(
  { courses, packages, media, documents, provider, dayOf }: Importing,
  tx: Tx,
  candidates: Candidate<FileCourse>[],
): Promise<Offer> {
  const named = candidates.flatMap(({ value }) => (value ? [value] : []));
  const codes = named.map(({ code }) => code);
  const numbers = named.flatMap((each) => each.accreditations.map(({ accreditationNumber }) => accreditationNumber));
  const sound = candidates.map((candidate) => candidate.sound);
  const videos = sound.flatMap(({ trailer, chapters = [] }) =>
    [trailer ?? [], chapters.map(({ media: name }) => name)].flat(),
  );
  const files = sound.flatMap(({ documents: shown = [] }) => shown.map(({ file }) => file));
  const before = await courses.byCodes(tx, codes);
  const shown = before.flatMap(({ chapters, formerChapters = [] }) => [...chapters, ...formerChapters]);
  const known = await media.many([...new Set([...videos, ...shown.map(({ mediaId }) => mediaId)])], tx);
  return {
    courses: before,
    creditPackages: await packages.all(tx),
    cheapestOther: await courses.cheapestPerHour(tx, codes),
    numberHolders: await courses.numberHolders(tx, numbers),
    media: new Map(known.map(({ name, durationSeconds }) => [name, durationSeconds])),
    fingerprints: new Map(known.map(({ name, fingerprint }) => [name, fingerprint])),
    documents: await documents.many([...new Set(files)], tx),
    vatRates: provider.vatRatesOn(dayOf(tx.now)),
  };
}

function outcomeOf<T>({ sheet, row, code, findings, locate }: FileRecord, planned: Planned<T> | undefined): RowOutcome {
  const found = planned?.findings.map((each) => ({ field: locate(each.path), message: rowWords(each) })) ?? [];
  // a cell that can't be read is told of once, not also as one that is empty
  const others = found.filter(({ field }) => !findings.some((each) => each.field === field));
  return { sheet, row, code, outcome: planned?.outcome ?? 'refused', problems: [...findings, ...others].slice(0, 50) };
}

function countsOf(rows: RowOutcome[]): ImportReport['counts'] {
  const counts = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
