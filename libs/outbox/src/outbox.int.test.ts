import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CloudEvent, defineEvent, defineJob } from '@leerhuis/contracts';
import { createLogger } from '@leerhuis/telemetry';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import { createOutbox, type OutgoingJob } from './index.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int(), note: z.string().optional() }),
});
const countAgain = defineJob({
  queue: 'test.count',
  worker: 'orders',
  meaning: 'Count.',
  data: z.object({ n: z.int() }),
});

const logger = createLogger({ service: 'test', level: 'silent' });
let connection: Connection;
const open = () =>
  mongoose
    .createConnection(process.env['MONGO_URL'] as string, { dbName: connection?.name ?? `t_${randomUUID()}` })
    .asPromise();

beforeAll(async () => {
  connection = await open();
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const outboxOn = (c: Connection) =>
  createOutbox({ connection: c, service: 'orders', clock: () => new Date(), newId: randomUUID, logger });

async function eventually(check: () => void | Promise<void>, within = 10_000): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe('the outbox', () => {
  it('publishes what was committed, and nothing of what was rolled back', async () => {
    const outbox = outboxOn(connection);
    const events: CloudEvent[] = [];
    const jobs: OutgoingJob[] = [];
    const relay = outbox.startRelay({
      publishEvents: async (batch) => void events.push(...batch),
      publishJobs: async (batch) => void jobs.push(...batch),
    });
    await expect(
      outbox.transaction(async (tx) => {
        tx.publish(counted, 'a', { n: 1 });
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    await outbox.transaction(async (tx) => {
      tx.publish(counted, 'a', { n: 2, note: undefined });
      tx.enqueue(countAgain, { n: 3 }, { jobId: 'job-3' });
    });
    await eventually(async () => expect(await relay.isEmpty()).toBe(true));
    expect(events.map((event) => event.data)).toEqual([{ n: 2 }]);
    expect(jobs).toEqual([{ id: 'job-3', queue: 'test.count', data: { n: 3 } }]);
    await relay.stop();
  });

  it('lets 50 simultaneous writers of one document all through', async () => {
    const outbox = outboxOn(connection);
    const counter = connection.getClient().db(connection.name).collection<{ _id: string; n: number }>('counters');
    await counter.insertOne({ _id: 'c', n: 0 });
    let runs = 0;
    const started = Date.now();
    await Promise.all(
      Array.from({ length: 50 }, () =>
        outbox.transaction(async (tx) => {
          runs += 1;
          const found = await counter.findOne({ _id: 'c' }, { session: tx.session });
          await counter.updateOne({ _id: 'c' }, { $set: { n: (found?.n ?? 0) + 1 } }, { session: tx.session });
          tx.publish(counted, 'c', { n: (found?.n ?? 0) + 1 });
        }),
      ),
    );
    process.stdout.write(`runs ${runs} in ${Date.now() - started}\n`);
    expect((await counter.findOne({ _id: 'c' }))?.n).toBe(50);
    expect(await connection.getClient().db(connection.name).collection('outbox').countDocuments()).toBe(50);
  });

  it('does once what comes twice', async () => {
    const outbox = outboxOn(connection);
    let runs = 0;
    const handle = () =>
      outbox.once('m1', 'learning', async () => {
        runs += 1;
      });
    const outcomes = await Promise.all([handle(), handle(), handle()]);
    expect(outcomes.toSorted()).toEqual(['done', 'duplicate', 'duplicate']);
    expect(await handle()).toBe('duplicate');
    expect(runs).toBeGreaterThan(0);
  });
});
