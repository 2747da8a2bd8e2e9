import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { inGroups } from '@leerhuis/waiting';
import { z } from 'zod';
import { type ApiUnderTest, serve } from '../../test/api-under-test.ts';
import { created, type Keeping, keepAll, ok, problem, route } from '../index.ts';

interface Order {
  _id: string;
  course: string;
}

let database: TestDatabase;
let outbox: Outbox;
let apis: ApiUnderTest[];
let calls = 0;

const orders = () => database.connection.collection<Order>('orders');
const body = z.strictObject({ course: z.enum(['a', 'b', 'sold-out']), note: z.string().max(9).optional() });
const order = z.object({ id: z.string(), course: z.string() });
const facts = { method: 'post' as const, tags: ['orders'] as const, summary: 'Of a test', request: { body } };

/** The transaction of a group: what else is in it is none of a request's business. */
const group = inGroups((all: { id: string; course: string; keeping: Keeping }[]) =>
  outbox.transaction(async (tx) => {
    await orders().insertMany(
      all.map(({ id, course }) => ({ _id: id, course })),
      { session: tx.session },
    );
    return keepAll(
      tx,
      all.map(({ keeping }) => keeping),
    );
  }),
);

const routes = () => [
  route({
    ...facts,
    path: '/orders',
    operationId: 'placeOrder',
    access: 'anyone',
    idempotent: true,
    responses: { 201: order },
    problems: [409],
    handler: (ctx) =>
      ctx.transaction(async (tx) => {
        const id = randomUUID();
        await orders().insertOne({ _id: id, course: ctx.body.course }, { session: tx.session });
        if (ctx.body.course === 'sold-out') throw problem(409, 'sold-out');
        return created({ id, course: ctx.body.course }, `/orders/${id}`);
      }),
  }),
  route({
    ...facts,
    path: '/places',
    operationId: 'takeLastPlace',
    access: 'anyone',
    idempotent: true,
    responses: { 200: order },
    problems: [409],
    handler: async (ctx) => {
      // refused from the second time on: a repeated request must get the first answer all the same
      if (await orders().findOne({ _id: 'last-place' })) throw problem(409, 'taken');
      await sleep(20);
      return ctx.transaction(async (tx) => {
        await orders().insertOne({ _id: 'last-place', course: 'a' }, { session: tx.session });
        return ok({ id: 'last-place', course: 'a' });
      });
    },
  }),
  route({
    ...facts,
    path: '/group-orders',
    operationId: 'placeInGroup',
    access: 'anyone',
    idempotent: true,
    readsFirst: true,
    responses: { 201: order },
    handler: (ctx) => {
      const id = randomUUID();
      const keeping = ctx.keeping(created({ id, course: ctx.body.course }, `/orders/${id}`));
      return group({ id, course: ctx.body.course, keeping }, ctx.signal);
    },
  }),
  route({
    ...facts,
    path: '/calls',
    operationId: 'callOutside',
    access: 'anyone',
    idempotent: true,
    responses: { 200: z.object({ call: z.int() }) },
    handler: async (ctx) => {
      calls += 1;
      const call = calls;
      await sleep(20);
      return ctx.remember(ok({ call }));
    },
  }),
];

beforeAll(async () => {
  database = await testDatabase('http-api');
  const { connection } = database;
  const options = { connection, service: 'test', clock: () => new Date(), newId: randomUUID, logger: testLogger };
  outbox = createOutbox(options);
  // two copies of a service on one database
  apis = await Promise.all([serve(routes(), { outbox }), serve(routes(), { outbox: createOutbox(options) })]);
});
afterAll(async () => {
  await Promise.all(apis.map((api) => api.close()));
  await database.drop();
});
afterEach(async () => {
  await orders().deleteMany({});
});

const post = (path: string, key: string | undefined, content: object = { course: 'a' }, token?: string, copy = 0) =>
  fetch(`${apis[copy]?.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(content),
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  });

describe('a request with an Idempotency-Key', () => {
  it('has one effect and one answer in a transaction that it shares with others', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => post('/group-orders', key, undefined, undefined, n % 2)),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    expect(await orders().countDocuments({})).toBe(1);
  });

  it('holds up no other of its group, and repeated beside new ones gets its own answer', async () => {
    const keys = Array.from({ length: 6 }, () => randomUUID());
    const texts = (list: string[]) =>
      Promise.all(list.map(async (key, n) => (await post('/group-orders', key, undefined, undefined, n % 2)).text()));
    const first = await texts(keys.slice(0, 3));
    const both = await texts(keys);
    expect(both.slice(0, 3)).toEqual(first);
    expect(new Set(both).size).toBe(6);
    expect(await orders().countDocuments({})).toBe(6);
    const differs = await post('/group-orders', keys[0], { course: 'b' });
    expect(differs.status).toBe(422);
    expect(await orders().countDocuments({})).toBe(6);
  });

  it('has one effect and one answer, however often it comes', async () => {
    const key = randomUUID();
    const first = await post('/orders', key);
    const again = await post('/orders', key);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    for (const name of ['location', 'content-type']) expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(await again.text()).toBe(await first.text());
    expect(await orders().countDocuments()).toBe(1);
  });

  it.each(['/orders', '/places', '/calls'])(
    '200 times at the same moment, at two copies, has one effect: %s',
    async (path) => {
      calls = 0;
      const key = randomUUID();
      // one copy at a time for /calls: outside of transactions only one process can see to it
      const copies = path === '/calls' ? 1 : 2;
      const responses = await Promise.all(
        Array.from({ length: 200 }, (_, i) => post(path, key, { course: 'a' }, undefined, i % copies)),
      );
      const texts = new Set(await Promise.all(responses.map((response) => response.text())));
      expect(new Set(responses.map(({ status }) => status)).size).toBe(1);
      expect(texts.size).toBe(1);
      expect(await orders().countDocuments()).toBe(path === '/calls' ? 0 : 1);
      expect(calls).toBe(path === '/calls' ? 1 : 0);
    },
  );

  it('is the same however its fields are ordered', async () => {
    const key = randomUUID();
    await post('/orders', key, { course: 'a', note: 'x' });
    const again = await post('/orders', key, { note: 'x', course: 'a' });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });

  it('and another body is refused: 422', async () => {
    const key = randomUUID();
    await post('/orders', key);
    const other = await post('/orders', key, { course: 'b' });
    expect([other.status, (await other.json()).type]).toEqual([
      422,
      'https://leerhuis.dev/problems/idempotency-key-reused',
    ]);
    const [one, two] = await Promise.all([
      post('/orders', 'both', { course: 'a' }),
      post('/orders', 'both', { course: 'b' }),
    ]);
    expect([one.status, two.status].sort()).toEqual([201, 422]);
  });

  it('is one of its own for each person and path', async () => {
    const key = randomUUID();
    const answers = [
      await post('/orders', key),
      await post('/orders', key, { course: 'a' }, 'learner'),
      await post('/orders', key, { course: 'a' }, 'other'),
      await post('/orders', key, { course: 'a' }, 'partner'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await orders().countDocuments()).toBe(4);
  });

  it('is two for who acts for themselves and then for an organisation', async () => {
    const key = randomUUID();
    const texts: string[] = [];
    for (const token of ['learner', 'learner-acting', 'learner', 'learner-acting'])
      texts.push(await (await post('/orders', key, { course: 'a' }, token)).text());
    expect(texts.slice(2)).toEqual(texts.slice(0, 2));
    expect(new Set(texts).size).toBe(2);
    expect(await orders().countDocuments()).toBe(2);
  });

  it('that was refused by a rule leaves nothing behind, and may be tried again', async () => {
    const key = randomUUID();
    const answers = [
      await post('/orders', key, { course: 'sold-out' }),
      await post('/orders', key, { course: 'sold-out' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([409, 409]);
    expect(await orders().countDocuments()).toBe(0);
    expect((await post('/orders', key)).status).toBe(201);
  });

  it.each(['x'.repeat(256), 'é', ' '])('%j is refused: 400', async (key) => {
    const response = await apis[0]?.client.post('/orders').set('Idempotency-Key', key).send({ course: 'a' });
    expect([response?.status, response?.body.errors[0].field]).toEqual([400, 'header.idempotency-key']);
  });

  it.each(['x'.repeat(255), '"quoted"', 'with space', '~'])('%j is fine', async (key) => {
    expect((await post('/orders', key)).status).toBe(201);
  });

  it('keeps neither key nor person, and for a day', async () => {
    const key = `my-secret-key-${randomUUID()}`;
    await post('/orders', key, { course: 'a' }, 'learner');
    const collection = database.connection.collection('idempotencyKeys');
    expect(JSON.stringify(await collection.find().toArray())).not.toMatch(/my-secret-key|learner-1/);
    expect(await collection.indexes()).toContainEqual(
      expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 24 * 60 * 60 }),
    );
  });

  it('that is not given: each request counts', async () => {
    await Promise.all([post('/orders', undefined), post('/orders', undefined)]);
    expect(await orders().countDocuments()).toBe(2);
  });

  it('needs an outbox', async () => {
    await expect(serve(routes())).rejects.toThrow('placeOrder is idempotent: it needs an outbox');
  });
});
