import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';
import type { Outcome } from './domain/row.ts';
import type { Finding, ReadRow } from './read-people.ts';

const keptForDays = 90;

/** A list of people that somebody gave, and how far it is. */
export interface Import {
  id: string;
  organisationId: string;
  by: string;
  at: Date;
  isDryRun: boolean;
  invites: boolean;
  state: 'running' | 'done' | 'stopped';
  /** Rows in all. */
  rows: number;
  notices: Finding[];
  ignored: string[];
}

export interface ImportRow extends Omit<ReadRow, 'isTotals'> {
  importId: string;
  /** Null until it was dealt with. */
  outcome: Outcome | null;
}

type ImportDoc = Omit<Import, 'id'> & { _id: string };
type RowDoc = ImportRow & { _id: string; at: Date };

const expireAfterSeconds = keptForDays * 86_400;

export const importIndexes = {
  memberImports: [
    { key: { organisationId: 1 as const, _id: -1 as const }, name: 'ofOrganisation' },
    { key: { state: 1 as const, _id: 1 as const }, name: 'state' },
    { key: { at: 1 as const }, name: 'expiry', expireAfterSeconds },
  ],
  memberImportRows: [
    { key: { importId: 1 as const, _id: 1 as const }, name: 'ofImport' },
    { key: { importId: 1 as const, outcome: 1 as const, _id: 1 as const }, name: 'outcome' },
    { key: { at: 1 as const }, name: 'expiry', expireAfterSeconds },
  ],
};

export type ImportStore = ReturnType<typeof importStore>;

export function importStore(connection: Connection) {
  const db = databaseOf(connection);
  const imports = db.collection<ImportDoc>('memberImports');
  const rows = db.collection<RowDoc>('memberImportRows');
  return {
    /** Rows first: an import that is seen has all of them. */
    async insert({ id, ...rest }: Import, read: readonly ReadRow[]): Promise<void> {
      const docs = read.map(({ isTotals, ...row }): RowDoc => {
        const outcome = isTotals ? 'skipped' : row.person ? null : 'failed';
        return { _id: `${id}:${String(row.row).padStart(6, '0')}`, importId: id, at: rest.at, ...row, outcome };
      });
      if (docs.length > 0) await rows.insertMany(docs);
      await imports.insertOne({ _id: id, ...rest });
    },

    async get(id: string): Promise<Import | null> {
      const found = await imports.findOne({ _id: id });
      return found && importOf(found);
    },

    page: (organisationId: string, wish: PageWish) =>
      pageById(imports, { organisationId }, wish, importOf, { counted: true }),

    async running(): Promise<Import[]> {
      return (await imports.find({ state: 'running' }).sort({ _id: 1 }).limit(20).toArray()).map(importOf);
    },

    async end(id: string, state: 'done' | 'stopped'): Promise<void> {
      await imports.updateOne({ _id: id }, { $set: { state } });
    },

    /** Rows that nobody dealt with yet, so many at most. */
    async open(importId: string, limit: number): Promise<(ImportRow & { id: string })[]> {
      const found = await rows.find({ importId, outcome: null }).sort({ _id: 1 }).limit(limit).toArray();
      return found.map(({ _id, at: _, ...row }) => ({ id: _id, ...row }));
    },

    /** What became of a row, once. Within the transaction that did it another copy's doing the same comes to nothing. */
    async note(id: string, outcome: Outcome, faults: Finding[], tx?: { session: object }): Promise<boolean> {
      const { modifiedCount } = await rows.updateOne(
        { _id: id, outcome: null },
        { $set: { outcome, faults } },
        tx ? { session: tx.session as never } : {},
      );
      return modifiedCount === 1;
    },

    /** How many rows came to what. */
    async counts(importIds: readonly string[]): Promise<ReadonlyMap<string, Partial<Record<Outcome, number>>>> {
      const found = await rows
        .aggregate<{ _id: { importId: string; outcome: Outcome }; count: number }>([
          { $match: { importId: { $in: importIds }, outcome: { $ne: null } } },
          { $group: { _id: { importId: '$importId', outcome: '$outcome' }, count: { $sum: 1 } } },
        ])
        .toArray();
      const counts = new Map<string, Partial<Record<Outcome, number>>>(importIds.map((id) => [id, {}]));
      for (const { _id, count } of found) Object.assign(counts.get(_id.importId) ?? {}, { [_id.outcome]: count });
      return counts;
    },

    rowsOf: (importId: string, outcome: Outcome | undefined, wish: PageWish) =>
      pageById(
        rows,
        { importId, ...(outcome ? { outcome } : {}) },
        wish,
        ({ _id, at: _, ...row }: RowDoc): ImportRow & { id: string } => ({ id: _id, ...row }),
        { ascending: true, counted: true, hint: outcome ? 'outcome' : 'ofImport' },
      ),

    async *failed(importId: string): AsyncGenerator<ImportRow> {
      for await (const row of rows.find({ importId, outcome: 'failed' }).sort({ _id: 1 })) yield row;
    },
  };
}

function importOf({ _id, ...rest }: ImportDoc): Import {
  return { id: _id, ...rest };
}
