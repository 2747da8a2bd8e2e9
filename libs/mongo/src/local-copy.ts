import type { Connection, mongo } from 'mongoose';
import { databaseOf } from './database.ts';

/** The transaction that a change is part of. */
type Tx = { session: mongo.ClientSession };

type Stored<T> = T & { _id: string; removed?: true; held?: number };
/** A copied fact with the id of the aggregate that it is about. */
export type Copied<T> = T & { id: string };

/** A service's own copy of facts that another part owns, kept up to date by its event handlers. */
export interface LocalCopy<T> {
  /** Keeps `doc` unless a newer revision is there already, in a transaction or by itself; tells whether it was kept. */
  put(tx: Partial<Tx>, id: string, doc: T): Promise<boolean>;
  /** Keeps each, as `put` does, by itself and in one round trip. */
  putAll(docs: ReadonlyMap<string, T>): Promise<void>;
  /**
   * Keeps `doc` instead of what is there of the same revision, which may lack what older facts did not tell; what is newer, or was
   * removed, stays. `unknown` when this revision was not heard of yet: then nothing is done.
   */
  refill(tx: Tx, id: string, doc: T): Promise<'filled' | 'unknown'>;
  /**
   * Gives it and makes this transaction and one that keeps a newer revision exclude each other, so that neither decides on what
   * the other changes.
   */
  hold(tx: Tx, id: string): Promise<Copied<T> | null>;
  get(id: string, session?: mongo.ClientSession): Promise<Copied<T> | null>;
  /** Those of the ids that are known, in no particular order. */
  many(ids: readonly string[], session?: mongo.ClientSession): Promise<Copied<T>[]>;
  find(filter: mongo.Filter<T>, options?: FindOptions): Promise<Copied<T>[]>;
  /** Forgets it. With the `revision` of the removing event an older fact that comes after it stays out. */
  remove(tx: Tx, id: string, revision?: number): Promise<void>;
}

export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  limit?: number;
  session?: mongo.ClientSession;
}

/** @param name of the collection, e.g. `accountCopies` */
export function localCopy<T extends { revision: number }>(connection: Connection, name: string): LocalCopy<T> {
  const collection = databaseOf(connection).collection<Stored<T>>(name, { ignoreUndefined: true });
  const read = (filter: object, options: FindOptions = {}) =>
    collection.find<Stored<T>>({ $and: [filter, { removed: { $exists: false } }] } as mongo.Filter<Stored<T>>, options);

  /** One conditional write: an upsert whose filter names the revision would fail on an older fact. */
  function ifNewer(id: string, doc: { revision: number }) {
    const isNewer = { $lt: [{ $ifNull: ['$revision', -1] }, doc.revision] };
    return {
      filter: { _id: id } as mongo.Filter<Stored<T>>,
      update: [{ $replaceWith: { $cond: [isNewer, { $literal: { ...doc, _id: id } }, '$$ROOT'] } }],
    };
  }

  async function replaceIfNewer({ session }: Partial<Tx>, id: string, doc: { revision: number }): Promise<boolean> {
    const { filter, update } = ifNewer(id, doc);
    const options = session ? { session, upsert: true } : { upsert: true };
    const { modifiedCount, upsertedCount } = await collection.updateOne(filter, update, options);
    return modifiedCount + upsertedCount > 0;
  }

  return {
    put: replaceIfNewer,
    async putAll(docs) {
      if (docs.size === 0) return;
      const writes = [...docs].map(([id, doc]) => ({ updateOne: { ...ifNewer(id, doc), upsert: true } }));
      await collection.bulkWrite(writes, { ordered: false });
    },
    async refill(tx, id, doc) {
      const refilled = { $literal: { ...doc, _id: id } };
      const isSame = { $and: [{ $eq: ['$revision', doc.revision] }, { $ne: ['$removed', true] }] };
      const { matchedCount } = await collection.updateOne(
        { _id: id, revision: { $gte: doc.revision } } as unknown as mongo.Filter<Stored<T>>,
        // with the count of who held it, which it has none of when nobody did
        [{ $replaceWith: { $cond: [isSame, { $mergeObjects: [refilled, { held: '$held' }] }, '$$ROOT'] } }],
        { session: tx.session },
      );
      return matchedCount > 0 ? 'filled' : 'unknown';
    },
    async hold(tx, id) {
      const found = await collection.findOneAndUpdate(
        { _id: id, removed: { $exists: false } } as mongo.Filter<Stored<T>>,
        { $inc: { held: 1 } } as unknown as mongo.UpdateFilter<Stored<T>>,
        { session: tx.session },
      );
      return found && copied<T>(found);
    },
    async get(id, session) {
      const [found] = await read({ _id: id }, session ? { session, limit: 1 } : { limit: 1 }).toArray();
      return found ? copied<T>(found) : null;
    },
    async many(ids, session) {
      const found = await read({ _id: { $in: ids } }, session ? { session } : {}).toArray();
      return found.map((stored) => copied<T>(stored));
    },
    async find(filter, options) {
      const found = await read(filter, options).toArray();
      return found.map((stored) => copied<T>(stored));
    },
    async remove(tx, id, revision) {
      if (revision === undefined) {
        await collection.deleteOne({ _id: id } as mongo.Filter<Stored<T>>, { session: tx.session });
      } else {
        await replaceIfNewer(tx, id, { revision, removed: true } as { revision: number });
      }
    },
  };
}

function copied<T>({ _id, held, ...doc }: { _id: string; held?: number }): Copied<T> {
  return { ...doc, id: _id } as Copied<T>;
}
