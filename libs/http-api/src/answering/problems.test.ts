import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { lineText, noContent, ok, problem, route } from '../index.ts';

const facts = { tags: ['orders'] as const, summary: 'Of a test', access: 'anyone' as const, method: 'get' as const };
const done = { 204: { description: 'Done' } };
let api: ApiUnderTest;
let aborted: string[] = [];

beforeAll(async () => {
  const away = mongoose.createConnection();
  const failing = (path: string, handler: () => Promise<unknown>) =>
    route({
      ...facts,
      path: `/${path}`,
      operationId: path,
      responses: done,
      handler: async () => {
        await handler();
        return noContent();
      },
    });
  api = await serve([
    failing('secret', async () => {
      throw new Error('password of the database is hunter2');
    }),
    failing('thrown-text', async () => {
      throw 'nothing';
    }),
    failing('not-connected', () => away.model('a', new mongoose.Schema({}, { bufferCommands: false })).findOne()),
    failing('unreachable', () =>
      mongoose.createConnection('mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=50').asPromise(),
    ),
    failing('undocumented', async () => {
      throw problem(409, 'not-described');
    }),
    route({
      ...facts,
      path: '/refused',
      operationId: 'refused',
      responses: done,
      problems: [409, 429],
      handler: () => {
        throw problem(409, 'order-already-paid', {
          title: { nl: 'Al betaald', fr: 'Déjà payé', en: 'Already paid' },
          detail: { nl: 'Deze bestelling is betaald.', fr: 'Cette commande est payée.' },
          errors: [{ field: 'id', message: { nl: 'betaald', en: 'paid' } }],
        });
      },
    }),
    route({
      ...facts,
      method: 'post',
      path: '/validated',
      operationId: 'validated',
      request: {
        body: z.strictObject({ name: lineText(3), from: z.int(), to: z.int() }).refine(({ from, to }) => from <= to, {
          path: ['to'],
          params: { message: { nl: 'ligt voor het begin', fr: 'précède le début', en: 'is before the start' } },
        }),
      },
      responses: done,
      handler: () => noContent(),
    }),
    route({
      ...facts,
      path: '/slow',
      operationId: 'slow',
      timeoutMs: 50,
      responses: done,
      handler: async ({ signal }) => {
        signal.addEventListener('abort', () => aborted.push('slow'));
        await sleep(5_000, undefined, { signal }).catch(() => undefined);
        return noContent();
      },
    }),
    route({
      ...facts,
      path: '/greeting',
      operationId: 'greeting',
      responses: { 200: z.object({ text: z.string() }) },
      handler: (ctx) => ok({ text: { nl: 'dag', fr: 'bonjour', en: 'hello' }[ctx.locale] }),
    }),
    route({
      ...facts,
      path: '/wrong-shape',
      operationId: 'wrongShape',
      responses: { 200: z.object({ text: z.string() }) },
      handler: () => ok({ text: 'a', secret: 'b' }),
    }),
  ]);
});
afterAll(() => api.close());

const get = (path: string, language = 'nl') => api.client.get(path).set('Accept-Language', language);

describe('a refusal', () => {
  it('is a problem in the language of the reader, Dutch where it has no other words', async () => {
    const french = await get('/refused', 'de, fr-BE;q=0.9, en;q=0.5');
    expect(french.status).toBe(409);
    expect(french.body).toEqual({
      type: 'https://leerhuis.dev/problems/order-already-paid',
      title: 'Déjà payé',
      status: 409,
      detail: 'Cette commande est payée.',
      errors: [{ field: 'id', message: 'betaald' }],
    });
    expect(french.headers).toMatchObject({ 'content-language': 'fr', vary: 'Accept-Language, Authorization' });
    const english = await get('/refused', 'en');
    expect([english.body.title, english.body.detail]).toEqual(['Already paid', 'Deze bestelling is betaald.']);
  });

  it.each([
    ['nl', 'Hoogstens 3 tekens', 'ligt voor het begin'],
    ['fr', 'Au plus 3 caractères', 'précède le début'],
    ['en', 'At most 3 characters', 'is before the start'],
  ])('of a value is explained in %s', async (language, tooLong, order) => {
    const post = (body: object) => api.client.post('/validated').set('Accept-Language', language).send(body);
    const long = await post({ name: 'abcd', from: 1, to: 2 });
    expect(long.body.errors).toEqual([{ field: 'name', message: tooLong }]);
    const reversed = await post({ name: 'abc', from: 2, to: 1 });
    expect(reversed.body.errors).toEqual([{ field: 'to', message: order }]);
  });

  it.each(['', ';;;', 'q=1', 'x'.repeat(5_000), 'nl;q=oops', '*'])('in language %j is in Dutch', async (language) => {
    expect((await get('/refused', language)).headers['content-language']).toBe('nl');
  });
});

describe('an answer that depends on the language', () => {
  it('says so', async () => {
    const { body, headers } = await get('/greeting', 'fr');
    expect([body.text, headers['content-language'], headers['vary']]).toEqual([
      'bonjour',
      'fr',
      'Accept-Language, Authorization',
    ]);
  });
});

describe('a fault of ours', () => {
  it.each(['/secret', '/thrown-text'])('%s tells nothing of the inside, and is logged', async (path) => {
    const { status, text } = await get(path);
    expect(status).toBe(500);
    expect(text).not.toMatch(/hunter|password|Error|\.ts|nothing/);
    expect(api.lines.some((line) => line.includes('"level":"error"'))).toBe(true);
  });

  it('is an answer that the description does not name, in tests', async () => {
    expect((await get('/undocumented')).status).toBe(500);
    expect((await get('/wrong-shape')).status).toBe(500);
    expect(api.lines.join()).toMatch(/undocumented answers 409/);
    expect(api.lines.join()).toMatch(/tells more or less/);
  });
});

describe('what is away', () => {
  it.each(['/not-connected', '/unreachable'])('%s gives 503 and says when to come back', async (path) => {
    const begin = performance.now();
    const { status, headers, body } = await get(path);
    expect([status, body.type]).toEqual([503, 'https://leerhuis.dev/problems/temporarily-unavailable']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  it('is given up when the time is up, and the handler is told', async () => {
    aborted = [];
    const { status, headers } = await get('/slow');
    expect([status, headers['retry-after'], aborted]).toEqual([503, '2', ['slow']]);
  });
});
