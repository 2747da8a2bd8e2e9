import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { etagOf, lineText, ok, queryInteger, route } from '../index.ts';

const items = z.object({ items: z.array(lineText(50)) });
const itemsOf = (count: number) => ({ items: Array.from({ length: count }, (_, at) => `item ${at}`) });
const facts = { summary: 'A list', tags: ['orders'], access: 'anyone' } as const;
const query = z.strictObject({ count: queryInteger({ min: 0, max: 1000 }) });

let api: ApiUnderTest;
/** What is shown of one revision changes with the day. */
let shown = 300;
beforeAll(async () => {
  api = await serve([
    route({
      ...{ ...facts, method: 'get', path: '/items', operationId: 'listItems', request: { query } },
      responses: { 200: items },
      handler: (ctx) => ok({ ...itemsOf(ctx.query.count) }, { 'Content-Language': ctx.locale }),
    }),
    route({
      ...{ ...facts, method: 'post', path: '/items', operationId: 'addItems', request: { query } },
      responses: { 200: items },
      handler: (ctx) => ok(itemsOf(ctx.query.count)),
    }),
    route({
      ...{ ...facts, method: 'get', path: '/revised', operationId: 'getRevised', etag: true },
      responses: { 200: items },
      handler: () => ok(itemsOf(shown), { ETag: etagOf(7) }),
    }),
    route({
      ...{ ...facts, method: 'get', path: '/mine', operationId: 'getMine', access: 'signed-in' },
      responses: { 200: items },
      handler: () => ok(itemsOf(300)),
    }),
  ]);
});
afterAll(() => api.close());

/** As it comes over the wire: clients unpack by themselves. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }>((resolve, reject) => {
    request(`${api.url}${path}`, { method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          bytes: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('a list', () => {
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('goes out packed by %s to who takes that, and says how long it is', async (encoding, unpack) => {
    const { headers, bytes } = await ask('/items?count=300', { 'accept-encoding': encoding });
    expect(headers).toMatchObject({ 'content-encoding': encoding, 'content-type': 'application/json; charset=utf-8' });
    expect(headers['content-length']).toBe(String(bytes.length));
    expect(bytes.length).toBeLessThan(2_000);
    expect(JSON.parse(unpack(bytes).toString())).toEqual(itemsOf(300));
    expect(headers['vary']).toBe('Accept-Language, Authorization, Accept-Encoding');
  });

  it('goes out as it is to who takes nothing else, and when it is small', async () => {
    const plain = await ask('/items?count=300');
    expect([plain.headers['content-encoding'], plain.headers['vary']]).toEqual([
      undefined,
      'Accept-Language, Authorization, Accept-Encoding',
    ]);
    expect(JSON.parse(plain.bytes.toString())).toEqual(itemsOf(300));
    const small = await ask('/items?count=3', { 'accept-encoding': 'br' });
    expect(small.headers['content-encoding']).toBeUndefined();
  });

  it('has one weak tag, packed or not, and is told unchanged to who has it', async () => {
    const [plain, small] = [await ask('/items?count=300'), await ask('/items?count=3')];
    const tag = plain.headers['etag'] ?? '';
    expect(tag).toMatch(/^W\/"[\w-]+"$/);
    expect((await ask('/items?count=300', { 'accept-encoding': 'gzip' })).headers['etag']).toBe(tag);
    expect(small.headers['etag']).not.toBe(tag);
    for (const known of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const again = await ask('/items?count=300', { 'if-none-match': known, 'accept-encoding': 'br' });
      expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, tag]);
      expect(again.headers['vary']).toBe('Accept-Language, Authorization, Accept-Encoding');
    }
    expect((await ask('/items?count=301', { 'if-none-match': tag })).status).toBe(200);
    expect((await ask('/items?count=300', { 'if-none-match': '"x"' })).status).toBe(200);
  });

  it('answers HEAD as GET, without its body', async () => {
    const headers = { 'accept-encoding': 'br' };
    const [got, head] = [await ask('/items?count=300', headers), await ask('/items?count=300', headers, 'HEAD')];
    const told = ['etag', 'content-length', 'content-encoding', 'vary'];
    expect(told.map((name) => head.headers[name])).toEqual(told.map((name) => got.headers[name]));
    expect(head.bytes.length).toBe(0);
    const known = { 'if-none-match': got.headers['etag'] ?? '' };
    expect((await ask('/items?count=300', known, 'HEAD')).status).toBe(304);
  });

  it('is of whoever signed in where they have a language of their own', async () => {
    const mine = await ask('/items?count=3', { authorization: 'Bearer learner' });
    expect(mine.headers).toMatchObject({
      'cache-control': 'private, no-cache',
      vary: 'Accept-Language, Authorization',
    });
    const visitors = await ask('/items?count=3');
    expect([visitors.headers['cache-control'], visitors.headers['vary']]).toEqual([undefined, mine.headers['vary']]);
  });

  it('of somebody stays with them', async () => {
    const { headers } = await ask('/mine', { authorization: 'Bearer learner', 'accept-encoding': 'br' });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'content-encoding': 'br' });
    expect((await ask('/mine', { 'if-none-match': '*' })).status).toBe(401);
  });
});

describe('what is not packed', () => {
  it('is an answer to anything but a read, for it may hold a secret beside what was sent (BREACH)', async () => {
    const { headers } = await ask('/items?count=300', { 'accept-encoding': 'br' }, 'POST');
    expect([headers['content-encoding'], headers['etag'], headers['vary']]).toEqual([undefined, undefined, undefined]);
  });

  it('is what carries the tag of a revision: a strong tag is of bytes, and If-Match takes no other', async () => {
    const { headers } = await ask('/revised', { 'accept-encoding': 'br' });
    expect([headers['etag'], headers['content-encoding']]).toEqual([expect.stringMatching(/^"7\.[\w-]+"$/), undefined]);
  });

  it('is told unchanged to who has the same content of the same revision', async () => {
    const { headers } = await ask('/revised');
    const tag = headers['etag'] ?? '';
    for (const known of [tag, `W/${tag}`, '*']) {
      const again = await ask('/revised', { 'if-none-match': known });
      expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, tag]);
    }
    shown = 301;
    const changed = await ask('/revised', { 'if-none-match': `${tag}, "7"` });
    expect([changed.status, changed.headers['etag'] === tag]).toEqual([200, false]);
  });
});

describe('the description of a read', () => {
  it('names the tag, how to ask by it, and 304; that of a post does not', async () => {
    const paths = api.api.openApi.paths['/items'] as unknown as Record<string, unknown>;
    expect(JSON.stringify(paths?.['get'])).toMatch(/If-None-Match.*"304".*ETag/s);
    expect(JSON.stringify(paths?.['post'])).not.toMatch(/If-None-Match|304|ETag/);
  });
});
