import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { noPace } from './domain/pace.ts';
import type { Progress } from './domain/progress.ts';
import { type Refusals, unwatched, type Watched } from './domain/take-in.ts';

/** `revision` grows with every write, so that none overwrites what it hasn't seen. */
export type WatchingDoc = Progress &
  Partial<Pick<Watched, 'share' | 'pace' | 'refusals'>> & { _id: string; revision: number };
export interface Stored extends Watched {
  enrolmentId: string;
  revision: number;
}

export const watchingIndexes = { watching: [] };

export type WatchingStore = ReturnType<typeof watchingStore>;

export function watchingStore(connection: Connection) {
  const watching = databaseOf(connection).collection<WatchingDoc>('watching');
  return {
    async insert(tx: Tx, enrolmentId: string): Promise<void> {
      await watching.insertOne({ _id: enrolmentId, revision: 1, ...factsOf(unwatched) }, { session: tx.session });
    },

    async many(enrolmentIds: readonly string[]): Promise<Stored[]> {
      return (await watching.find({ _id: { $in: [...enrolmentIds] } }).toArray()).map(storedOf);
    },

    /** Of those of which something was told and not taken in. */
    async refusals(enrolmentIds: readonly string[]): Promise<Map<string, Refusals>> {
      const found = watching.find({ _id: { $in: [...enrolmentIds] } }, { projection: { refusals: 1 } });
      return new Map((await found.toArray()).flatMap(({ _id, refusals }) => (refusals ? [[_id, refusals]] : [])));
    },

    async get(enrolmentId: string, tx?: Tx): Promise<Stored | null> {
      const doc = await watching.findOne({ _id: enrolmentId }, tx ? { session: tx.session } : {});
      return doc && storedOf(doc);
    },

    /** Writes those that nobody changed meanwhile, in one go; tells whether that was all of them. */
    async saveAll(changes: readonly Stored[]): Promise<boolean> {
      if (changes.length === 0) return true;
      const operations = changes.map(({ enrolmentId, revision, ...watched }) => ({
        updateOne: {
          filter: { _id: enrolmentId, revision },
          update: { $set: factsOf(watched), $inc: { revision: 1 } },
        },
      }));
      const { matchedCount } = await watching.bulkWrite(operations, { ordered: false });
      return matchedCount === changes.length;
    },

    async save(tx: Tx, { enrolmentId, ...watched }: Stored): Promise<void> {
      const change = { $set: factsOf(watched), $inc: { revision: 1 } };
      await watching.updateOne({ _id: enrolmentId }, change, { session: tx.session });
    },
  };
}

function storedOf({ _id, revision, share = 0, pace = noPace, refusals = null, ...progress }: WatchingDoc): Stored {
  const { watched, position, watchedAt } = progress;
  return { enrolmentId: _id, revision, progress: { watched, position, watchedAt }, share, pace, refusals };
}

/** As it is kept. */
export function factsOf({ progress, share, pace, refusals }: Watched) {
  return { ...progress, share, pace, refusals };
}
