import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { sampleRoutes } from '../../test/sample-routes.ts';
import { created, lineText, noContent, ok, pageQuery, queryList, route } from '../index.ts';

const facts = { summary: 'Of a test', tags: ['orders'] as const, access: 'anyone' as const };
const words = z.object({ word: z.string() });
let api: ApiUnderTest;

beforeAll(async () => {
  api = await serve([
    route({
      ...facts,
      method: 'get',
      path: '/words/:word',
      operationId: 'getWord',
      request: { params: z.strictObject({ word: lineText(10) }) },
      responses: { 200: words },
      handler: ({ params }) => ok({ word: params.word }),
    }),
    route({
      ...facts,
      method: 'get',
      path: '/words/first',
      operationId: 'firstWord',
      responses: { 200: words },
      handler: () => ok({ word: 'in the beginning' }),
    }),
    route({
      ...facts,
      method: 'post',
      path: '/words',
      operationId: 'addWord',
      request: { query: z.strictObject({ ...pageQuery, tag: queryList(lineText(5)).optional() }) },
      responses: { 201: z.object({ limit: z.int(), tag: z.array(z.string()).optional() }) },
      handler: ({ query }) => created({ limit: query.limit, tag: query.tag }, '/words/x'),
    }),
    route({
      ...facts,
      method: 'delete',
      path: '/words',
      operationId: 'clear',
      responses: { 204: { description: '' } },
      handler: () => noContent(),
    }),
  ]);
});
afterAll(() => api.close());

describe('a path', () => {
  it('is decoded', async () => {
    expect((await api.client.get('/words/caf%C3%A9')).body).toEqual({ word: 'café' });
  });

  it('that is spelled out goes before one with a parameter', async () => {
    expect((await api.client.get('/words/first')).body).toEqual({ word: 'in the beginning' });
  });

  it.each(['/words/%zz', '/words/%E0%A4', '/words/%'])('%s is malformed', async (path) => {
    const { status, body } = await api.client.get(path);
    expect([status, body.status]).toEqual([400, 400]);
  });

  it.each(['/words/a%00b', '/words/12345678901', '/nowhere', '/Words/a', '/words/a/', '//words/a', '/__proto__'])(
    '%s is not there',
    async (path) => {
      const { status, type, body } = await api.client.get(path);
      expect([status, type, body.type]).toEqual([
        404,
        'application/problem+json',
        'https://leerhuis.dev/problems/not-found',
      ]);
    },
  );

  it('refuses other methods and names its own', async () => {
    const { status, headers, body } = await api.client.patch('/words/first').send({});
    expect([status, headers['allow'], body.title]).toEqual([405, 'GET, HEAD, OPTIONS', 'Kan hier niet']);
    expect((await api.client.put('/words')).headers['allow']).toBe('POST, DELETE, OPTIONS');
  });

  it('is told of in the language of the account, where the reader wishes none of ours', async () => {
    const french = { authorization: 'Bearer french' };
    const missing = await api.client.get('/nowhere').set(french);
    expect([missing.status, missing.headers['content-language']]).toEqual([404, 'fr']);
    const wrong = await api.client.patch('/words/first').set(french).send({});
    expect([wrong.status, wrong.headers['content-language']]).toEqual([405, 'fr']);
    const wished = await api.client.get('/nowhere').set({ ...french, 'accept-language': 'en' });
    expect(wished.headers['content-language']).toBe('en');
    const unknown = await api.client.get('/nowhere').set({ authorization: 'Bearer nobody' });
    expect([unknown.status, unknown.headers['content-language']]).toEqual([404, 'nl']);
  });

  it('tells its methods on OPTIONS', async () => {
    const { status, headers } = await api.client.options('/words');
    expect([status, headers['allow']]).toEqual([204, 'POST, DELETE, OPTIONS']);
  });

  it('answers HEAD as GET, without the body', async () => {
    const get = await api.client.get('/words/a');
    const head = await api.client.head('/words/a');
    expect([head.status, head.text, head.headers['content-length']]).toEqual([
      200,
      undefined,
      get.headers['content-length'],
    ]);
    expect((await api.client.head('/words/12345678901')).status).toBe(404);
  });
});

describe('a query string', () => {
  it('gives defaults for what is missing', async () => {
    expect((await api.client.post('/words')).body).toEqual({ limit: 20 });
    expect((await api.client.post('/words?')).body).toEqual({ limit: 20 });
  });

  it('may repeat what is a list', async () => {
    expect((await api.client.post('/words?tag=a&tag=b+c')).body).toEqual({ limit: 20, tag: ['a', 'b c'] });
    expect((await api.client.post('/words?tag=a')).body).toEqual({ limit: 20, tag: ['a'] });
  });

  it.each([
    ['a number twice', 'limit=1&limit=2', 'query.limit'],
    ['an unknown name', 'size=1', 'query.size'],
    ['__proto__', '__proto__=1', 'query.__proto__'],
    ['an empty number', 'limit=', 'query.limit'],
    ['a hexadecimal number', 'limit=0x10', 'query.limit'],
    ['a fraction', 'limit=1.5', 'query.limit'],
    ['a number too large', 'limit=101', 'query.limit'],
    ['a number too small', 'limit=0', 'query.limit'],
    ['malformed encoding', 'tag=%zz', 'query.tag'],
    ['a NUL character', 'tag=%00', 'query.tag'],
    ['an item too long', 'tag=a&tag=abcdef', 'query.tag[1]'],
    ['brackets', 'tag[]=a', 'query.tag[]'],
  ])('with %s is refused', async (_what, query, field) => {
    const { status, body } = await api.client.post(`/words?${query}`);
    expect([status, body.errors[0]?.field]).toEqual([400, field]);
  });
});

describe('a cursor', () => {
  it('leads through all pages', async () => {
    const { client, close } = await serve(sampleRoutes());
    for (const title of ['a', 'b', 'c']) {
      await client.post('/api/v1/notes').auth('learner', { type: 'bearer' }).send({ title, federation: 'OVB' });
    }
    const first = await client.get('/api/v1/notes?limit=2');
    const second = await client.get(`/api/v1/notes?limit=2&cursor=${first.body.nextCursor}`);
    const titles = [...first.body.items, ...second.body.items].map((item: { title: string }) => item.title);
    expect([titles, second.body.nextCursor]).toEqual([['a', 'b', 'c'], null]);
    for (const cursor of ['eyJ4IjoxfQ', 'eyJ', 'x', 'eyJpZCI6IjEifQ']) {
      const bad = await client.get(`/api/v1/notes?cursor=${cursor}`);
      expect([bad.status, bad.body.errors[0].field]).toEqual([400, 'query.cursor']);
    }
    await close();
  });
});
