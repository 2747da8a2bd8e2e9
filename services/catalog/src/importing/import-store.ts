import { databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Outcome } from '../courses/domain/change-course.ts';
import type { LocatedFinding } from './catalogue-file.ts';

/** What became of one row of a file. */
export interface RowOutcome {
  sheet: string;
  row: number;
  code: string | null;
  outcome: Outcome | 'refused';
  problems: LocatedFinding[];
}

export interface ImportReport {
  id: string;
  at: Date;
  /** Account of the member of staff, or `start`. */
  by: string;
  contentType: string;
  /** SHA-256 of the file, hexadecimal. */
  fingerprint: string;
  counts: Record<Outcome | 'refused', number>;
  rows: RowOutcome[];
  /** What who made the file may not see in it. Reports of before have none. */
  notices?: LocatedFinding[];
}

type ImportDoc = Omit<ImportReport, 'id'> & { _id: string };

export const importIndexes = {
  imports: [
    { key: { at: -1 as const, _id: -1 as const }, name: 'newest' },
    { key: { by: 1 as const, fingerprint: 1 as const }, name: 'sameFile' },
  ],
};

export type ImportStore = ReturnType<typeof importStore>;

/** The history of imports; what was only tried (a dry run) isn't in it. */
export function importStore(connection: Connection) {
  const imports = databaseOf(connection).collection<ImportDoc>('imports');
  return {
    async insert(tx: Tx, { id, ...report }: ImportReport): Promise<void> {
      await imports.insertOne({ _id: id, ...report }, { session: tx.session });
    },

    async get(id: string): Promise<ImportReport | null> {
      const found = await imports.findOne({ _id: id });
      if (!found) return null;
      const { _id, ...report } = found;
      return { id: _id, ...report };
    },

    async wasImported(by: string, fingerprint: string): Promise<boolean> {
      return (await imports.findOne({ by, fingerprint }, { projection: { _id: 1 } })) !== null;
    },

    /** The newest first, without what was told of them. */
    page: (wish: PageWish) =>
      pageByTime(imports, 'at', {}, wish, (doc: Omit<ImportDoc, 'rows' | 'notices'>) => doc, {
        projection: { rows: 0, notices: 0 },
        counted: true,
      }),
  };
}
