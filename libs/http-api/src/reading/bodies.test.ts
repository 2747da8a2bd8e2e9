import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { lineText, ok, problem, route } from '../index.ts';

const facts = { summary: 'Of a test', tags: ['orders'] as const, access: 'anyone' as const };
let api: ApiUnderTest;

beforeAll(async () => {
  api = await serve([
    route({
      ...facts,
      method: 'post',
      path: '/texts',
      operationId: 'addText',
      bodyLimit: '1kb',
      request: {
        body: z.strictObject({
          name: lineText(20),
          lines: z.array(z.strictObject({ courseId: z.uuid() })).optional(),
        }),
      },
      responses: { 200: z.object({ name: z.string() }) },
      problems: [422],
      alsoWrong: ({ body }) => {
        asked = body;
        const message = { nl: 'Bestaat al', fr: 'Existe déjà', en: 'Exists already' };
        return body.name === 'taken' ? problem(422, 'taken', { errors: [{ field: 'name', message }] }) : null;
      },
      handler: ({ body }) => ok({ name: body.name }),
    }),
    route({
      ...facts,
      method: 'put',
      path: '/texts',
      operationId: 'perhaps',
      request: { body: z.strictObject({ name: lineText(20) }).optional() },
      responses: { 200: z.object({ given: z.boolean() }) },
      handler: ({ body }) => ok({ given: body !== undefined }),
    }),
    route({
      ...facts,
      method: 'post',
      path: '/files',
      operationId: 'addFile',
      bodyLimit: '1kb',
      request: { body: { raw: true, contentTypes: { 'image/png': { description: 'a picture' } } } },
      responses: { 200: z.object({ bytes: z.int() }) },
      handler: ({ body }) => ok({ bytes: body.bytes.length }),
    }),
  ]);
});
afterAll(() => api.close());

let asked: unknown;
const post = (body: string | Buffer, contentType = 'application/json', path = '/texts') =>
  api.client.post(path).set('Content-Type', contentType).serialize(String).send(body);
const raw = (body: Buffer, headers: Record<string, string>, path = '/texts') =>
  fetch(api.url + path, { method: 'POST', body: new Uint8Array(body), headers });
const json = { 'content-type': 'application/json' };

describe('a JSON body', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'comes as %s',
    async (type) => {
      const { status, body } = await post('{"name":" é "}', type);
      expect([status, body]).toEqual([200, { name: 'é' }]);
    },
  );

  it.each(['text/plain', 'application/xml', 'application/json; charset=latin1', 'application/jsonx', ''])(
    'never comes as %p: 415',
    async (type) => {
      const response = await raw(Buffer.from('{"name":"a"}'), { 'content-type': type });
      expect(response.status).toBe(415);
    },
  );

  it('is told with what is wrong in the address, in one answer', async () => {
    const { status, body } = await post('{"name":5}', 'application/json', '/texts?colour=red');
    const fields = (body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect([status, fields]).toEqual([400, ['query.colour', 'name']]);
    const malformed = await post('{"name":', 'application/json', '/texts?colour=red');
    expect(malformed.body).toMatchObject({ errors: [{ field: 'query.colour' }, { field: 'body' }] });
  });

  it('is told with what its rules say of the part that could be read', async () => {
    const wrong = {
      name: 'taken',
      lines: [{ courseId: 'x' }, { courseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }],
      age: 3,
    };
    const { status, body } = await post(JSON.stringify(wrong));
    const fields = (body as { errors: { field: string }[] }).errors.map(({ field }) => field);
    expect([status, fields]).toEqual([400, ['lines[0].courseId', 'age', 'name']]);
    expect(asked).toEqual({ name: 'taken', lines: [null, wrong.lines[1]] });
    expect((await post('{"name":"taken","age":3}')).body).toMatchObject({ type: expect.stringMatching(/invalid/) });
    expect((await post('{"name":5,"age":3}')).body).toMatchObject({ errors: [{ field: 'name' }, { field: 'age' }] });
  });

  it('that is compressed is refused: 415', async () => {
    const response = await raw(gzipSync('{"name":"a"}'), { ...json, 'content-encoding': 'gzip' });
    expect(response.status).toBe(415);
  });

  it.each([
    ['{"name": x}', 9],
    ['{"name": "a"', 12],
    ['{"name": "a",}', 13],
    ['', undefined],
    ["{'name': 1}", 1],
    ['[1,]', 3],
    ['{"name": "a"} b', 14],
    ['{"a\u0001": 1}', 1],
  ])('%j is malformed, and the answer says where', async (text, position) => {
    const { status, body } = await post(text);
    expect(status).toBe(400);
    expect(body.errors[0].field).toBe('body');
    if (position !== undefined) expect(body.errors[0].message).toMatch(new RegExp(`positie ${position}$`));
  });

  it.each([
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['a NUL character', Buffer.from('{"name":"a\\u0000"}')],
    ['half a character', Buffer.from('{"name":"a\\ud800"}')],
    ['__proto__', Buffer.from('{"name":"a","__proto__":{"admin":true}}')],
    ['__proto__ deep down', Buffer.from('{"name":"a","lines":[{"__proto__":1}]}')],
    ['constructor', Buffer.from('{"name":"a","constructor":{"prototype":{}}}')],
    ['deep nesting', Buffer.from('['.repeat(500) + ']'.repeat(500))],
    ['a number for the whole', Buffer.from('1')],
    ['null', Buffer.from('null')],
  ])('with %s is refused: 400', async (_what, body) => {
    const response = await raw(body, json);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it.each([
    ['{"name":"a\\u0000","lines":["a",{"b":"\\ud800"}]}', ['name', 'lines[1].b']],
    ['"\\u0000"', ['body']],
    ['{"name":"a","deep":{"x\\u0000":1}}', ['deep']],
  ])('%s names the fields with forbidden characters', async (text, fields) => {
    const { status, body } = await post(text);
    expect([status, body.errors.map(({ field }: { field: string }) => field)]).toEqual([400, fields]);
  });

  it('that is too large is refused: 413, also when its length is not announced', async () => {
    const large = Buffer.from(JSON.stringify({ name: 'a'.repeat(2_000) }));
    expect((await raw(large, json)).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 50; i += 1) controller.enqueue(new Uint8Array(100).fill(32));
        controller.close();
      },
    });
    const chunked = { method: 'POST', body: stream, headers: json, duplex: 'half' } as RequestInit;
    const response = await fetch(`${api.url}/texts`, chunked);
    // closed, a client that is still sending would not see the answer
    expect([response.status, response.headers.get('connection')]).toEqual([413, 'keep-alive']);
  });

  it('names each field that is wrong', async () => {
    const { body } = await post('{"name":"","lines":[{"courseId":"1","x":1}],"y":2}');
    const fields = body.errors.map((error: { field: string }) => error.field);
    expect(fields.sort()).toEqual(['lines[0].courseId', 'lines[0].x', 'name', 'y']);
  });

  it('may be left out only where it is optional', async () => {
    expect((await api.client.put('/texts')).body).toEqual({ given: false });
    expect((await api.client.put('/texts').send({ name: 'a' })).body).toEqual({ given: true });
    expect((await api.client.post('/texts')).body.errors).toEqual([
      { field: 'body', message: 'Het verzoek heeft geen inhoud' },
    ]);
  });
});

describe('an upload', () => {
  it('comes as its bytes', async () => {
    const response = await raw(Buffer.alloc(1024, 7), { 'content-type': 'image/png' }, '/files');
    expect(await response.json()).toEqual({ bytes: 1024 });
  });

  it.each([
    ['of another type', 10, 'image/jpeg', 415],
    ['too large', 1025, 'image/png', 413],
    ['empty', 0, 'image/png', 400],
  ])('%s is refused', async (_what, size, type, status) => {
    expect((await raw(Buffer.alloc(size), { 'content-type': type }, '/files')).status).toBe(status);
  });
});
