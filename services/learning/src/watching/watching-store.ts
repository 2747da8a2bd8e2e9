import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { nothingWatched, type Progress } from './domain/progress.ts';

/** `revision` grows with every write, so that none overwrites what it hasn't seen. */
type WatchingDoc = Progress & { _id: string; revision: number };
export interface Stored {
  enrolmentId: string;
  revision: number;
  progress: Progress;
}

export const watchingIndexes = { watching: [] };

export type WatchingStore = ReturnType<typeof watchingStore>;

export function watchingStore(connection: Connection) {
  const watching = databaseOf(connection).collection<WatchingDoc>('watching');
  return {
    async insert(tx: Tx, enrolmentId: string): Promise<void> {
      await watching.insertOne({ _id: enrolmentId, revision: 1, ...nothingWatched }, { session: tx.session });
    },

    async many(enrolmentIds: readonly string[]): Promise<Stored[]> {
      return (await watching.find({ _id: { $in: [...enrolmentIds] } }).toArray()).map(storedOf);
    },

    async get(enrolmentId: string, tx?: Tx): Promise<Stored | null> {
      const doc = await watching.findOne({ _id: enrolmentId }, tx ? { session: tx.session } : {});
      return doc && storedOf(doc);
    },

    /** Writes those that nobody changed meanwhile, in one go; tells whether that was all of them. */
    async saveAll(changes: readonly Stored[]): Promise<boolean> {
      if (changes.length === 0) return true;
      const operations = changes.map(({ enrolmentId, revision, progress }) => ({
        updateOne: { filter: { _id: enrolmentId, revision }, update: { $set: { ...progress }, $inc: { revision: 1 } } },
      }));
      const { matchedCount } = await watching.bulkWrite(operations, { ordered: false });
      return matchedCount === changes.length;
    },

    async save(tx: Tx, { enrolmentId, progress }: Stored): Promise<void> {
      const change = { $set: { ...progress }, $inc: { revision: 1 } };
      await watching.updateOne({ _id: enrolmentId }, change, { session: tx.session });
    },
  };
}

function storedOf({ _id, revision, watched, position, watchedAt }: WatchingDoc): Stored {
  return { enrolmentId: _id, revision, progress: { watched, position, watchedAt } };
}
