import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@leerhuis/testkit';
import { createFileStore, type FileStore, sendFile } from './index.ts';

let database: TestDatabase;
let files: FileStore;
beforeAll(async () => {
  database = await testDatabase('files');
  files = createFileStore(database.connection, 'documents');
});
afterAll(() => database.drop());

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

  it('is not there when its upload broke off, and can be saved afterwards', async () => {
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(300_000);
        throw new Error('connection lost');
      })(),
    );
    await expect(files.save('broken', broken, pdf)).rejects.toThrow('connection lost');
    expect(await files.stat('broken')).toBeNull();
    await files.save('broken', Buffer.from('whole'), pdf);
    expect(String(await content('broken'))).toBe('whole');
  });

  it('is gone when it is removed; removing what is not there is no error', async () => {
    await files.save('gone', Buffer.from('x'), pdf);
    await files.remove('gone');
    await files.remove('gone');
    expect(await files.read('gone')).toBeNull();
  });
});
