import type { mongo } from 'mongoose';

/** Makes collections with the indexes that a service's have, in a database of the peer's own. */
export async function copyCollections(from: mongo.Db, to: mongo.Db, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const collection = await to.createCollection(name);
    const indexes = await from.collection(name).indexes();
    const own = indexes.filter((index) => index.name !== '_id_').map(({ v, ...index }) => index);
    if (own.length > 0) await collection.createIndexes(own as mongo.IndexDescription[]);
  }
}
