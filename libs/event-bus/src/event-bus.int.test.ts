import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEvent, newEvent } from '@leerhuis/contracts';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { createLogger } from '@leerhuis/telemetry';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import { listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { createEventBus, type EventBus, on } from './index.ts';
import { createKafka } from './kafka-client.ts';
import { createPublisher } from './publisher.ts';
import { createNames } from './topics.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});

const brokers = (process.env['KAFKA_BROKERS'] as string).split(',');
const namespace = `t${randomUUID().slice(0, 8)}`;
const logger = createLogger({ service: 'test', level: process.env['LOG_LEVEL'] ?? 'silent' });
let connection: Connection;
let outbox: Outbox;
const buses: EventBus[] = [];

function newBus(): EventBus {
  const bus = createEventBus({ brokers, clientId: 'test', namespace, logger });
  buses.push(bus);
  return bus;
}

const event = (subject: string, n: number, id: string = randomUUID()) =>
  newEvent(counted, { id, subject, time: new Date(), data: { n } });

async function eventually(check: () => void | Promise<void>, within = 20_000): Promise<void> {
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

beforeAll(async () => {
  connection = await mongoose
    .createConnection(process.env['MONGO_URL'] as string, { dbName: `t_${randomUUID()}` })
    .asPromise();
  outbox = createOutbox({ connection, service: 'learning', clock: () => new Date(), newId: randomUUID, logger });
});
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.stop()));
});
afterAll(async () => {
  const admin = createKafka({ brokers, clientId: 'test', logger }).admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${namespace}.`));
  await admin.deleteTopics({ topics });
  await admin.disconnect();
  await connection.dropDatabase();
  await connection.close();
});

describe('the event bus', () => {
  it('brings each event once to a group, in order per key', async () => {
    const bus = newBus();
    await bus.start([counted]);
    const seen = new Map<string, number[]>();
    const events = Array.from({ length: 300 }, (_, n) => event(`order-${n % 7}`, n));
    await bus.publish(events.slice(0, 200));
    const subscription = await bus.subscribe({
      group: 'learning',
      outbox,
      handlers: [
        on(counted, async ({ subject, data }) => {
          seen.set(subject, [...(seen.get(subject) ?? []), data.n]);
        }),
      ],
    });
    await eventually(() => expect(subscription.ready()).toBe(true));
    expect([...seen.values()].flat()).toHaveLength(200);
    await bus.publish(events.slice(150));
    await eventually(() => expect([...seen.values()].flat()).toHaveLength(300));
    for (const [subject, numbers] of seen) {
      expect(numbers).toEqual(events.filter((it) => it.subject === subject).map((it) => it.data.n));
    }
  });

  it('parks what cannot be handled, holding up its own key only, and replays it for the group that failed', async () => {
    const bus = newBus();
    await bus.start([counted]);
    let broken = true;
    const seen: string[] = [];
    const others: string[] = [];
    await bus.subscribe({
      group: 'fragile',
      outbox,
      maxHold: 600,
      handlers: [
        on(counted, async ({ subject, data }) => {
          if (broken && subject === 'poison' && data.n === 1001) throw new Error('does not work');
          if (data.n > 1000) seen.push(`${subject} ${data.n}`);
        }),
      ],
    });
    await bus.subscribe({
      group: 'sturdy',
      outbox,
      handlers: [on(counted, async ({ subject, data }) => void (data.n > 1000 && others.push(`${subject} ${data.n}`)))],
    });
    await bus.publish([event('poison', 1001), event('poison', 1002), event('well', 1003)]);
    await eventually(() => expect(seen).toContain('well 1003'));
    expect(seen).not.toContain('poison 1002');
    await eventually(() => expect(seen).toEqual(['well 1003', 'poison 1002']));

    const kafka = createKafka({ brokers, clientId: 'test', logger });
    const names = createNames(namespace);
    const [letter, ...more] = await listDeadLetters(kafka, names);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      topic: 'orders.order',
      group: 'fragile',
      key: 'poison',
      reason: 'Error: does not work',
    });

    broken = false;
    const publisher = createPublisher(kafka);
    await replayDeadLetter(publisher, names, letter as NonNullable<typeof letter>);
    await publisher.stop();
    await eventually(() => expect(seen).toEqual(['well 1003', 'poison 1002', 'poison 1001']));
    expect(await listDeadLetters(kafka, names)).toEqual([]);
    expect(others.toSorted()).toEqual(['poison 1001', 'poison 1002', 'well 1003']);
  });
});
