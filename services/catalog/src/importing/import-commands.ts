import { createHash } from 'node:crypto';
import type { NoteAudit } from '@leerhuis/audit';
import type { Tx } from '@leerhuis/outbox';
import type { Course } from '../courses/domain/course.ts';
import type { Priced } from '../courses/domain/price-rule.ts';
import type { CreditPackage } from '../credit-packages/domain/credit-package.ts';
import { candidateOf } from './candidate.ts';
import type { CatalogueFile, FileRecord } from './catalogue-file.ts';
import { type CatalogueContentType, readCatalogue } from './content-types.ts';
import type { FileCourse, MediaLengths } from './domain/file-course.ts';
import { type Candidate, type Offer, type Planned, planImport } from './domain/import-plan.ts';
import { fileCourseSchema, filePackageSchema } from './file-schemas.ts';
import type { ImportReport, ImportStore, RowOutcome } from './import-store.ts';
import { rowWords } from './row-problems.ts';

export interface ImportRequest {
  by: string;
  contentType: CatalogueContentType;
  bytes: Buffer;
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
  note: NoteAudit;
  newId: () => string;
}

export type ImportCommands = ReturnType<typeof importCommands>;

export function importCommands({ courses, packages, media, imports, note, newId }: ImportNeeds) {
  async function plan(tx: Tx, file: CatalogueFile) {
    const candidates = {
      courses: file.courses.map((record) => candidateOf(fileCourseSchema, record)),
      creditPackages: file.creditPackages.map((record) => candidateOf(filePackageSchema, record)),
    };
    return planImport(candidates, await offerFor(tx, candidates.courses), { now: tx.now, newId });
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
    };
  }

  async function report(tx: Tx, request: ImportRequest, file: CatalogueFile, save: boolean): Promise<ImportReport> {
    const planned = await plan(tx, file);
    if (save) {
      for (const { change } of planned.courses) if (change) await courses.save(tx, change.before, change.after);
      for (const { change } of planned.creditPackages) {
        if (change) await packages.save(tx, change.before, change.after);
      }
    }
    const rows = [
      ...file.courses.map((record, i) => outcomeOf(record, planned.courses[i])),
      ...file.creditPackages.map((record, i) => outcomeOf(record, planned.creditPackages[i])),
    ];
    return { ...about(request), id: newId(), at: tx.now, counts: countsOf(rows), rows, notices: file.notices };
  }

  return {
    /**
     * What an import would do, row by row, without doing it.
     * @throws UnreadableFile
     */
    async tryOut(tx: Tx, request: ImportRequest, file: CatalogueFile): Promise<ImportReport> {
      return report(tx, request, file, false);
    },

    /** Imports what a file holds, in one transaction: the rows that no rule refuses, each whole. */
    async import(tx: Tx, request: ImportRequest, file: CatalogueFile): Promise<ImportReport> {
      await packages.guardPrices(tx);
      const done = await report(tx, request, file, true);
      await imports.insert(tx, done);
      const { created, changed, unchanged, refused } = done.counts;
      const after = { created, changed, unchanged, refused };
      await note(tx, { by: done.by, action: 'imported', subject: done.id, after });
      return done;
    },

    /** Whether this very file was imported by the same before. */
    wasImported: ({ by, bytes }: ImportRequest) => imports.wasImported(by, fingerprintOf(bytes)),

    /** @throws UnreadableFile */
    read: ({ contentType, bytes }: ImportRequest): Promise<CatalogueFile> => readCatalogue(contentType, bytes),
  };
}

function about({ by, contentType, bytes }: ImportRequest) {
  return { by, contentType, fingerprint: fingerprintOf(bytes) };
}

function fingerprintOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
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
