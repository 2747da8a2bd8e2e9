import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import mongoose from 'mongoose';

const { EJSON } = mongoose.mongo.BSON;

/**
 * Writes a database down: gzip, a line of canonical extended JSON per collection (its indexes) and per document.
 * @param leaves collections that are kept without their documents
 * @returns how many documents there are in it
 */
export async function keepDatabase(db: mongoose.mongo.Db, file: string, leaves: readonly string[]): Promise<number> {
  const lines: string[] = [];
  const collections = (await db.listCollections().toArray()).map((one) => one.name).sort();
  for (const collection of collections) {
    const made = (await db.collection(collection).indexes()).filter((index) => index.name !== '_id_');
    const indexes = made.map(({ v, ...index }) => index);
    lines.push(EJSON.stringify({ collection, indexes }, { relaxed: false }));
    if (leaves.includes(collection)) continue;
    for await (const document of db.collection(collection).find({}, { promoteValues: false }).sort({ _id: 1 }))
      lines.push(EJSON.stringify({ collection, document }, { relaxed: false }));
  }
  writeFileSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
  return lines.length - collections.length;
}
