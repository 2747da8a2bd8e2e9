import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@leerhuis/testkit';
import { mongo } from 'mongoose';
import { chunkSize } from './chunks.ts';
import { createFileStore, type FileStore, sendFile } from './index.ts';

let database: TestDatabase;
let files: FileStore;
beforeAll(async () => {
  database = await testDatabase('files');
  files = createFileStore(database.connection, 'documents');
});
afterAll(() => database.drop());

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
async function openCursors(): Promise<number> {
  const admin = database.connection.getClient().db('admin');
  const ns = `${database.name}.documents.chunks`;
  const stages = [{ $currentOp: { idleCursors: true } }, { $match: { ns } }];
  const open = await admin.aggregate(stages, { readConcern: { level: 'local' } }).toArray();
  return open.length;
}

const pdf = { filename: 'attest ć.pdf', contentType: 'application/pdf' };
const chunks = () => database.connection.collection('documents.chunks').countDocuments();
const content = async (id: string) => {
  const stream = await files.read(id);
  return stream && (await buffer(stream));
};

describe('a stored file', () => {
  it('comes back as it was, with what was said about it', async () => {
    // more than two chunks of GridFS
    const bytes = randomBytes(600_000);
    const saved = await files.save('a', Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]), {
      ...pdf,
      metadata: { order: 'o-1' },
    });
    expect(saved).toMatchObject({ id: 'a', size: 600_000, metadata: { order: 'o-1' }, ...pdf });
    expect(await content('a')).toEqual(bytes);
    expect(await files.stat('a')).toMatchObject({ etag: saved.etag });
    const part = await buffer((await files.read('a', { start: 261_000, end: 530_000 })) as Readable);
    expect(part).toEqual(bytes.subarray(261_000, 530_001));
    const answer = sendFile(saved, { range: 'bytes=-5' });
    expect(await buffer((answer.raw as () => Readable)())).toEqual(bytes.subarray(-5));
  });

  it('may be empty', async () => {
    await files.save('empty', Buffer.alloc(0), pdf);
    expect((await content('empty'))?.length).toBe(0);
  });

  it('is kept once, when it is saved again or many times at the same moment', async () => {
    const before = await chunks();
    const saves = await Promise.all(
      Array.from({ length: 8 }, (_, n) => files.save('once', Buffer.from(`version ${n}`), pdf)),
    );
    expect(new Set(saves.map(({ etag }) => etag)).size).toBe(1);
    const again = await files.save('once', Buffer.from('later'), pdf);
    expect(again.etag).toBe(saves[0]?.etag);
    expect(await chunks()).toBe(before + 1);
  });

  it('is not there when its upload broke off, leaves nothing behind, and can be saved afterwards', async () => {
    const before = await chunks();
    const broken = Readable.from(
      (async function* () {
        for (let n = 0; n < 10; n += 1) yield randomBytes(300_000);
        throw new Error('connection lost');
      })(),
    );
    await expect(files.save('broken', broken, pdf)).rejects.toThrow('connection lost');
    expect(await files.stat('broken')).toBeNull();
    expect(await chunks()).toBe(before);
    await files.save('broken', Buffer.from('whole'), pdf);
    expect(String(await content('broken'))).toBe('whole');
  });

  it('that many read in part and leave holds nothing in the database, nor any of them in memory', async () => {
    await files.save('long', randomBytes(20_000_000), pdf);
    const held = () => process.memoryUsage().arrayBuffers;
    collectGarbage();
    const before = held();
    for (let n = 0; n < 30; n += 1) {
      const stream = (await files.read('long')) as Readable;
      await new Promise((resolve) => stream.once('data', resolve));
      stream.destroy();
    }
    const stalled = await Promise.all(Array.from({ length: 10 }, () => files.read('long')));
    await Promise.all(stalled.map((stream) => new Promise((resolve) => stream?.once('readable', resolve))));
    expect(await openCursors()).toBe(0);
    collectGarbage();
    expect(held() - before).toBeLessThan(10 * 1024 * 1024);
    for (const stream of stalled) stream?.destroy();
  });

  it('that lacks a piece breaks off instead of looking whole', async () => {
    await files.save('holed', randomBytes(1_000_000), pdf);
    const file = await database.connection.collection('documents.files').findOne({ filename: 'holed' });
    await database.connection.collection('documents.chunks').deleteOne({ files_id: file?._id, n: 2 });
    await expect(buffer((await files.read('holed')) as Readable)).rejects.toThrow('chunk 2');
  });

  it('comes in any range byte for byte', async () => {
    const bytes = randomBytes(3 * chunkSize + 7);
    await files.save('ranges', bytes, pdf);
    const ends = [0, 1, chunkSize - 1, chunkSize, 2 * chunkSize, bytes.length - 1];
    for (const start of ends)
      for (const end of ends.filter((each) => each >= start)) {
        const part = await buffer((await files.read('ranges', { start, end })) as Readable);
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
  });

  it('of which a crash cut off the upload is swept up, once nobody can be at it any more', async () => {
    await files.save('kept', randomBytes(300_000), pdf);
    const before = await chunks();
    const at = (minutesAgo: number) => mongo.ObjectId.createFromTime(Date.now() / 1000 - minutesAgo * 60);
    const pieces = [0, 1].map((n) => ({ files_id: at(90), n, data: Buffer.alloc(10) }));
    await database.connection.collection('documents.chunks').insertMany(pieces);
    await database.connection.collection('documents.chunks').insertOne({ files_id: at(50), n: 0 });
    expect(await files.sweep()).toBe(1);
    expect(await chunks()).toBe(before + 1);
    expect(await files.sweep()).toBe(0);
  });

  it('is gone when it is removed; removing what is not there is no error', async () => {
    await files.save('gone', Buffer.from('x'), pdf);
    await files.remove('gone');
    await files.remove('gone');
    expect(await files.read('gone')).toBeNull();
  });
});
