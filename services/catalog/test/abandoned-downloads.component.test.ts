import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@leerhuis/testkit';
import { startTestCatalog, type TestCatalog } from './start-catalog.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const megabyte = 1024 * 1024;

/** A video that is longer than what MongoDB gives at once. */
function longVideo(): Buffer {
  const video = readFileSync(new URL('../demo/media/chapter-1.mp4', import.meta.url));
  const filler = Buffer.alloc(20 * megabyte);
  filler.writeUInt32BE(filler.length, 0);
  filler.write('free', 4);
  return Buffer.concat([video, filler]);
}

let catalog: TestCatalog;
let url: string;
let size: number;

beforeAll(async () => {
  catalog = await startTestCatalog();
  const content = longVideo();
  size = content.length;
  const added = await catalog.staff.put<{ previewUrl: string }>('/api/v1/admin/catalog/media/long.mp4', undefined, {
    raw: { content, contentType: 'video/mp4' },
  });
  expect(added.status).toBe(201);
  url = catalog.baseUrl + added.body.previewUrl;
});
afterAll(() => catalog.stop());

/** Asks for the video and goes away, as a player that is closed does: when it `has` so much. */
function abandon(has: 'sent' | 'headers' | 'bytes', headers: Record<string, string>, method = 'GET'): Promise<void> {
  return new Promise((resolve) => {
    const asked = request(url, { method, headers, agent: false });
    asked.on('error', () => undefined).once('close', resolve);
    asked.end(() => has === 'sent' && asked.destroy());
    asked.once('response', (answer) => {
      answer.on('error', () => undefined);
      if (has === 'headers') asked.destroy();
      else answer.once('data', () => asked.destroy());
      answer.once('end', () => asked.destroy());
    });
  });
}

async function openCursors(): Promise<number> {
  const ns = `${catalog.database.name}.media.chunks`;
  const stages = [{ $currentOp: { idleCursors: true } }, { $match: { ns } }];
  const admin = catalog.database.connection.getClient().db('admin');
  return (await admin.aggregate(stages, { readConcern: { level: 'local' } }).toArray()).length;
}

const held = () => {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
};

describe('sixty players that are closed after the first bytes', () => {
  it.each([
    ['of the whole video', 'bytes', {}, 'GET'],
    ['of a range', 'bytes', { range: 'bytes=1000000-' }, 'GET'],
    ['as soon as it begins', 'headers', {}, 'GET'],
    ['before anything came', 'sent', {}, 'GET'],
    ['after asking how long it is', 'headers', {}, 'HEAD'],
  ] as const)('%s hold no memory and no cursor', async (_what, has, headers, method) => {
    await abandon(has, headers, method);
    const before = held();
    for (let n = 0; n < 60; n += 1) await abandon(has, headers, method);
    expect(await eventually(() => held() - before < 16 * megabyte)).toBe(true);
    expect(await openCursors()).toBe(0);
  });

  it('leave the video whole for the next', async () => {
    const whole = await fetch(url);
    expect((await whole.arrayBuffer()).byteLength).toBe(size);
  });
});
