import { createHash } from 'node:crypto';
import type { AuditStore } from '@leerhuis/audit';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Provider } from '@leerhuis/provider';
import type { Course } from '../courses/domain/course.ts';
import type { Priced } from '../courses/domain/price-rule.ts';
import type { CreditPackage } from '../credit-packages/domain/credit-package.ts';
import type { FileRecord, FileRecords } from './catalogue-file.ts';
import type { FileCourse, MediaLengths } from './domain/file-course.ts';
import { type Candidate, type Offer, type Planned, planImport } from './domain/import-plan.ts';
import { candidateOf, fileCourseSchema, filePackageSchema } from './file-schemas.ts';
import { rowWords } from './import-problems.ts';
import type { ImportReport, ImportStore, RowOutcome } from './import-store.ts';
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

export interface ImportNeeds {
  courses: {
    byCodes(tx: Tx, codes: string[]): Promise<Course[]>;
    cheapestPerHour(tx: Tx, exceptCodes: string[]): Promise<Priced | null>;
    numberHolders(tx: Tx, numbers: string[]): Promise<Map<string, string>>;
    save(tx: Tx, before: Course | null, after: Course): Promise<void>;
  };
  packages: {
    all(tx: Tx): Promise<CreditPackage[]>;
    save(tx: Tx, before: CreditPackage | null, after: CreditPackage): Promise<void>;
    guardPrices(tx: Tx): Promise<void>;
  };
  media: { lengths(names: string[], tx: Tx): Promise<MediaLengths> };
  imports: ImportStore;
  audit: AuditStore;
  newId: () => string;
  provider: Pick<Provider, 'vatRatesOn'>;
  dayOf: (instant: Date) => string;
}

export type ImportCommands = ReturnType<typeof importCommands>;

export function importCommands(needs: ImportNeeds) {
  const { courses, packages, media, imports, audit, newId } = needs;

  async function planFor(tx: Tx, file: CatalogueFile) {
    const named = {
      courses: file.courses.map((record) => candidateOf(fileCourseSchema, record)),
      creditPackages: file.creditPackages.map((record) => candidateOf(filePackageSchema, record)),
    };
    return planImport(named, await offerFor(tx, named.courses), { now: tx.now, newId });
  }

  async function offerFor(tx: Tx, candidates: Candidate<FileCourse>[]): Promise<Offer> {
    const named = candidates.flatMap(({ value }) => (value ? [value] : []));
    const codes = named.map(({ code }) => code);
    const numbers = named.flatMap((each) => each.accreditations.map(({ accreditationNumber }) => accreditationNumber));
    const videos = named.flatMap((each) => [each.trailer, ...each.chapters.map((chapter) => chapter.media)]);
    return {
      courses: await courses.byCodes(tx, codes),
      creditPackages: await packages.all(tx),
      cheapestOther: await courses.cheapestPerHour(tx, codes),
      numberHolders: await courses.numberHolders(tx, numbers),
      media: await media.lengths([...new Set(videos)], tx),
      vatRates: needs.provider.vatRatesOn(needs.dayOf(tx.now)),
    };
  }

  /**
   * Imports what a file holds, in one transaction: the rows that no rule refuses, each whole. A dry run tells what that
   * would do, row by row, without doing it.
   */
  async function importFile(tx: Tx, file: CatalogueFile, by: string, dryRun: boolean): Promise<ImportReport> {
    if (!dryRun) await packages.guardPrices(tx);
    const plan = await planFor(tx, file);
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

  return {
    importFile,

    /** Imports a file in JSON, unless this very file was imported by the same before: then null. */
    async importOnce(outbox: Pick<Outbox, 'transaction'>, bytes: Buffer, by: string): Promise<ImportReport | null> {
      const file = await readCatalogue('application/json', bytes);
      if (await imports.wasImported(by, file.fingerprint)) return null;
      return outbox.transaction((tx) => importFile(tx, file, by, false));
    },
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
