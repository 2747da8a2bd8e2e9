import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CloudEvent, defineEvent, defineJob } from '@leerhuis/contracts';
import { eventually, type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { z } from 'zod';
import { createOutbox, type Outbox, type OutgoingJob } from './index.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int(), note: z.string().optional() }),
});
const count = defineJob({ queue: 'test.count', worker: 'orders', meaning: 'Count.', data: z.object({ n: z.int() }) });
const now = new Date('2026-11-23T10:00:00Z');

let database: TestDatabase;
let outbox: Outbox;

beforeAll(async () => {
  database = await testDatabase('outbox');
  const { connection } = database;
  outbox = createOutbox({ connection, service: 'orders', clock: () => now, newId: randomUUID, logger: testLogger });
});
afterAll(() => database.drop());

const collection = (name: string) => database.connection.collection<{ _id: string; n: number }>(name);

/** Publishes what the outbox holds to memory until it is empty. */
async function published(): Promise<{ events: CloudEvent[]; jobs: OutgoingJob[] }> {
  const events: CloudEvent[] = [];
  const jobs: OutgoingJob[] = [];
  const relay = outbox.startRelay({
    publishEvents: async (batch) => void events.push(...batch),
    publishJobs: async (batch) => void jobs.push(...batch),
  });
  await eventually(() => relay.isEmpty());
  await relay.stop();
  return { events, jobs };
}

describe('a transaction', () => {
  it('publishes nothing when it is rolled back', async () => {
    const refused = outbox.transaction(async (tx) => {
      await collection('orders').insertOne({ _id: 'refused', n: 1 }, { session: tx.session });
      tx.publish(counted, 'refused', { n: 1 });
      tx.enqueue(count, { n: 1 });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await collection('orders').findOne({ _id: 'refused' })).toBeNull();
    expect(await published()).toEqual({ events: [], jobs: [] });
  });

  it('publishes its events and jobs as they were checked, once it is committed', async () => {
    const answer = await outbox.transaction(async (tx) => {
      tx.publish(counted, 'o1', { n: 2, note: undefined });
      tx.enqueue(count, { n: 3 }, { jobId: 'job-3' });
      return 'answer';
    });
    expect(answer).toBe('answer');
    const { events, jobs } = await published();
    expect(events).toEqual([
      {
        specversion: '1.0',
        id: expect.any(String),
        source: '/orders',
        type: 'orders.order.counted.v1',
        subject: 'o1',
        time: '2026-11-23T10:00:00.000Z',
        datacontenttype: 'application/json',
        data: { n: 2 },
      },
    ]);
    expect(jobs).toEqual([{ id: 'job-3', queue: 'test.count', data: { n: 3 } }]);
    expect(await collection('outbox').countDocuments()).toBe(0);
  });

  it('fails when an event breaks its contract, and stores nothing', async () => {
    const broken = outbox.transaction(async (tx) => {
      await collection('orders').insertOne({ _id: 'broken', n: 1 }, { session: tx.session });
      tx.publish(counted, 'broken', { n: 1.5 });
    });
    await expect(broken).rejects.toThrow(z.ZodError);
    expect(await collection('orders').findOne({ _id: 'broken' })).toBeNull();
  });

  it('may ask for the same job twice before it is published', async () => {
    for (let times = 0; times < 2; times += 1) {
      await outbox.transaction(async (tx) => tx.enqueue(count, { n: 4 }, { jobId: 'job-4' }));
    }
    expect((await published()).jobs.map(({ id }) => id)).toEqual(['job-4', 'job-4']);
  });

  it('lets 50 simultaneous writers of one document through, each with one event in their order', async () => {
    await collection('counters').insertOne({ _id: 'c', n: 0 });
    let runs = 0;
    const write = () =>
      outbox.transaction(async (tx) => {
        runs += 1;
        const found = await collection('counters').findOne({ _id: 'c' }, { session: tx.session });
        const n = (found?.n ?? 0) + 1;
        tx.publish(counted, 'c', { n });
        await collection('counters').updateOne({ _id: 'c' }, { $set: { n } }, { session: tx.session });
      });
    await Promise.all(Array.from({ length: 50 }, write));
    expect(runs).toBeGreaterThan(50);
    const { events } = await published();
    expect(events.map(({ data }) => (data as { n: number }).n)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });

  it('is given up when it keeps conflicting', async () => {
    const impatient = createOutbox({
      connection: database.connection,
      service: 'orders',
      clock: () => now,
      newId: randomUUID,
      logger: testLogger,
      maxTransactionMs: 300,
    });
    await collection('counters').insertOne({ _id: 'locked', n: 0 });
    const add = { $inc: { n: 1 } };
    await outbox.transaction(async (tx) => {
      await collection('counters').updateOne({ _id: 'locked' }, add, { session: tx.session });
      const late = impatient.transaction((other) =>
        collection('counters').updateOne({ _id: 'locked' }, add, { session: other.session }),
      );
      await expect(late).rejects.toMatchObject({ code: 112 });
    });
    expect((await collection('counters').findOne({ _id: 'locked' }))?.n).toBe(1);
  });
});

describe('the inbox', () => {
  it('does once what comes twice, also at the same moment', async () => {
    const handle = () =>
      outbox.once('m1', 'learning', async (tx) => {
        await collection('effects').updateOne({ _id: 'm1' }, { $inc: { n: 1 } }, { upsert: true, session: tx.session });
      });
    const outcomes = await Promise.all([handle(), handle(), handle()]);
    expect(outcomes.toSorted()).toEqual(['done', 'duplicate', 'duplicate']);
    expect(await handle()).toBe('duplicate');
    expect((await collection('effects').findOne({ _id: 'm1' }))?.n).toBe(1);
  });

  it('lets each consumer handle the same message', async () => {
    expect(await outbox.once('m2', 'learning', async () => undefined)).toBe('done');
    expect(await outbox.once('m2', 'certification', async () => undefined)).toBe('done');
  });

  it('forgets a message whose work failed, so that it can be done later', async () => {
    const failing = outbox.once('m3', 'learning', async () => {
      throw new Error('not now');
    });
    await expect(failing).rejects.toThrow('not now');
    expect(await outbox.once('m3', 'learning', async () => undefined)).toBe('done');
  });

  it("does not take a duplicate key of the handler's own for a message that was handled", async () => {
    await collection('effects').insertOne({ _id: 'taken', n: 1 });
    const failing = outbox.once('m4', 'learning', async (tx) => {
      await collection('effects').insertOne({ _id: 'taken', n: 2 }, { session: tx.session });
    });
    await expect(failing).rejects.toMatchObject({ code: 11000 });
  });

  it('handles many messages at once in few transactions, and keeps from the others what one of them fails at', async () => {
    const sessions = new Set<unknown>();
    const handle = (id: string, fails = false) =>
      outbox.once(id, 'learning', async (tx) => {
        sessions.add(tx.session);
        tx.publish(counted, id, { n: 1 });
        await collection('effects').updateOne({ _id: id }, { $inc: { n: 1 } }, { upsert: true, session: tx.session });
        if (fails) throw new Error(`${id} fails`);
      });
    const good = Array.from({ length: 32 }, (_, n) => `together-${n}`);
    expect(await Promise.all(good.map((id) => handle(id)))).toEqual(good.map(() => 'done'));
    expect(sessions.size).toBeLessThan(8);

    const later = Array.from({ length: 20 }, (_, n) => `later-${n}`);
    const outcomes = await Promise.allSettled([
      ...later.map((id) => handle(id)),
      handle('together-0'),
      handle('bad', true),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason))),
    ).toEqual([...later.map(() => 'done'), 'duplicate', 'Error: bad fails']);
    const effects = await collection('effects')
      .find({ _id: { $in: [...good, ...later, 'bad'] } })
      .toArray();
    expect(effects.map(({ n }) => n)).toEqual([...good, ...later].map(() => 1));
    const { events } = await published();
    const told = events.map(({ subject }) => subject).filter((id) => /^(together|later|bad)/.test(id));
    expect(told.toSorted()).toEqual([...good, ...later].toSorted());
  });

  it('keeps messages for 8 days', async () => {
    const indexes = await collection('inbox').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 8 * 24 * 60 * 60 }));
  });
});
