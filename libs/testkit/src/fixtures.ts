import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { databaseOf } from '@leerhuis/mongo';
import mongoose, { type Connection } from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/** A line of a kept database: the indexes of a collection, or one of its documents. */
export type KeptLine =
  | { collection: string; indexes: mongoose.mongo.IndexDescription[] }
  | { collection: string; document: mongoose.mongo.Document };

/** The documents of a kept database, by collection. */
export async function readFixture(file: string): Promise<Map<string, mongoose.mongo.Document[]>> {
  const documents = new Map<string, mongoose.mongo.Document[]>();
  for await (const kept of linesOf(file)) {
    const list = documents.get(kept.collection) ?? [];
    documents.set(kept.collection, list);
    if ('document' in kept) list.push(kept.document);
  }
  return documents;
}

/** Fills an empty database with one that was kept (gzip, a line of canonical extended JSON per document). */
export async function restoreFixture(connection: Connection, file: string): Promise<void> {
  const db = databaseOf(connection);
  for await (const kept of linesOf(file)) {
    if (!('indexes' in kept)) continue;
    await db.createCollection(kept.collection);
    if (kept.indexes.length > 0) await db.collection(kept.collection).createIndexes(kept.indexes);
  }
  for (const [collection, list] of await readFixture(file))
    if (list.length > 0) await db.collection(collection).insertMany(list);
}

async function* linesOf(file: string): AsyncGenerator<KeptLine> {
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) }))
    yield EJSON.parse(line, { relaxed: true }) as KeptLine;
}
