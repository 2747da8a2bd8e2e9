/**
 * Keeps the databases of a running system as they are, for tests of migrations:
 *   node --conditions=source --import tsx e2e/keep-fixture.ts <its folder .leerhuis> e2e/fixtures/<name>
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import mongoose from 'mongoose';

const [home, target] = process.argv.slice(2);
if (!home || !target) throw new Error('which system, and where to?');
const { EJSON } = mongoose.mongo.BSON;
const { mongoUrl } = JSON.parse(readFileSync(join(home, 'running.json'), 'utf8')) as { mongoUrl: string };
const client = await new mongoose.mongo.MongoClient(mongoUrl).connect();
mkdirSync(target, { recursive: true });
for (const { name } of (await client.db().admin().listDatabases()).databases) {
  if (!name.startsWith('leerhuis-')) continue;
  const db = client.db(name);
  const lines: string[] = [];
  const collections = (await db.listCollections().toArray()).map((one) => one.name).sort();
  for (const collection of collections) {
    const made = (await db.collection(collection).indexes()).filter((index) => index.name !== '_id_');
    const indexes = made.map(({ v, ...index }) => index);
    lines.push(EJSON.stringify({ collection, indexes }, { relaxed: false }));
    for await (const document of db.collection(collection).find({}, { promoteValues: false }).sort({ _id: 1 }))
      lines.push(EJSON.stringify({ collection, document }, { relaxed: false }));
  }
  const file = join(target, `${name.slice('leerhuis-'.length)}.ejson.gz`);
  writeFileSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
  process.stdout.write(`${file}: ${collections.length} collections, ${lines.length - collections.length} documents\n`);
}
await client.close();
