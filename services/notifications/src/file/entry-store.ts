import { type Connection, databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { mongo } from 'mongoose';
import type { Whose } from '../whose.ts';
import { type Entry, type EntryKind, type EntryState, entryId, entryKinds, kindsSeenWith } from './domain/entry.ts';

type EntryDoc = Entry & { _id: string };
type Tx = { session: mongo.ClientSession };

const known = { $type: 'string' as const };
const byKind = { kind: 1 as const, at: -1 as const, _id: -1 as const };
export const entryIndexes = {
  fileEntries: [
    { key: { accountId: 1 as const, ...byKind }, name: 'person', partialFilterExpression: { accountId: known } },
    {
      key: { organisationId: 1 as const, ...byKind },
      name: 'organisation',
      partialFilterExpression: { organisationId: known },
    },
  ],
};

/** What a file is narrowed by. */
export interface EntryFilter {
  kinds: readonly EntryKind[];
  from: Date | null;
  before: Date | null;
}

export type EntryStore = ReturnType<typeof entryStore>;

/** Copies of what other parts told, so that a file is one list. */
export function entryStore(connection: Connection) {
  const entries = databaseOf(connection).collection<EntryDoc>('fileEntries');
  return {
    /** Keeps it, also when it is told again; what became of it since stays. */
    async put(tx: Tx, { state, ...entry }: Entry): Promise<void> {
      await entries.updateOne(
        { _id: entryId(entry) },
        { $set: entry, $setOnInsert: { state } },
        { upsert: true, session: tx.session },
      );
    },

    /** Nothing where it was never told: a copy may be younger than it. */
    async become(tx: Tx, kind: EntryKind, refId: string, state: EntryState): Promise<void> {
      await entries.updateOne({ _id: entryId({ kind, refId }) }, { $set: { state } }, { session: tx.session });
    },

    async get(tx: Tx, kind: EntryKind, refId: string): Promise<Entry | null> {
      return entries.findOne({ _id: entryId({ kind, refId }) }, { session: tx.session });
    },

    /** The newest first. */
    page: (whose: Whose, filter: EntryFilter, wish: PageWish) =>
      pageByTime(
        entries,
        'at',
        filterOf(whose, filter),
        wish,
        ({ _id: id, ...entry }: EntryDoc) => ({ id, ...entry }),
        {
          counted: true,
          hint: whose.kind,
        },
      ),
  };
}

function filterOf(whose: Whose, { kinds, from, before }: EntryFilter): mongo.Filter<EntryDoc> {
  const seen = whose.kind === 'person' ? entryKinds : kindsSeenWith(whose.rights);
  const owner =
    whose.kind === 'person'
      ? { accountId: { $eq: whose.accountId, ...known } }
      : { organisationId: { $eq: whose.organisationId, ...known } };
  const period = { ...(from && { $gte: from }), ...(before && { $lt: before }) };
  return {
    ...owner,
    kind: { $in: kinds.filter((kind) => seen.includes(kind)) },
    ...(from || before ? { at: period } : {}),
  };
}
