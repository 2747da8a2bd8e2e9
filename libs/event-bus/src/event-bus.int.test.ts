import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@leerhuis/contracts';
import { activeSpanIds, createMetrics, startTracing, withSpan } from '@leerhuis/telemetry';
import {
  backingServices,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import type { Kafka } from 'kafkajs';
import {
  complete,
  counted,
  countedEvent,
  countedNumbers,
  countedSoFar,
  countingEvents,
  noteCounted,
  outboxOn,
} from '../test/counting.ts';
import { type DeadLetter, listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { createEventBus, type EventBus, on } from './index.ts';
import { createKafka } from './kafka-client.ts';
import { createPublisher } from './publisher.ts';
import { createNames } from './topics.ts';

let database: TestDatabase;
let kafka: Kafka;
let brokers: string[];
let namespace: string;
const buses: EventBus[] = [];

async function newBus(metrics = createMetrics('learning')): Promise<EventBus> {
  const bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger, metrics });
  buses.push(bus);
  await bus.start([counted]);
  return bus;
}

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
  database = await testDatabase('event-bus');
  kafka = createKafka({ brokers, clientId: 'test', logger: testLogger });
});
// each test has topics of its own: a new group begins with the first fact there is
const namespaces: string[] = [];
const startAnew = () => {
  namespace = testNamespace();
  namespaces.push(namespace);
};
afterEach(async () => {
  await Promise.all(buses.splice(0).map((bus) => bus.stop()));
  await database.connection.collection('counters').deleteMany({});
  await database.connection.collection('inbox').deleteMany({});
});
afterAll(async () => {
  for (const each of namespaces) await removeNamespace(each);
  await database.drop();
});

async function publishRaw(value: string, key: string): Promise<void> {
  const publisher = createPublisher(kafka);
  await publisher.send([{ topic: createNames(namespace).topic(counted.topic), message: { key, value } }]);
  await publisher.stop();
}

describe('the event bus', () => {
  it('creates topics of 12 partitions whose facts are kept for ever, and their dead-letter topics', async () => {
    startAnew();
    await newBus();
    const admin = kafka.admin();
    await admin.connect();
    const { topics } = await admin.fetchTopicMetadata({
      topics: [`${namespace}.orders.order`, `${namespace}.orders.order.dead-letters`],
    });
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: 2, name: `${namespace}.orders.order`, configNames: ['retention.ms'] }],
    });
    await admin.disconnect();
    expect(topics.map(({ name, partitions }) => [name, partitions.length]).toSorted()).toEqual([
      [`${namespace}.orders.order`, 12],
      [`${namespace}.orders.order.dead-letters`, 1],
    ]);
    expect(resources[0]?.configEntries[0]?.configValue).toBe('-1');
  });

  it('brings each event once to a group, in order per key, also those that were there before it', async () => {
    startAnew();
    const bus = await newBus();
    const subjects = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const events = countingEvents(subjects, 0, 40);
    await bus.publish(events.slice(0, 200));
    const { connection } = database;
    const handlers = [noteCounted(connection)];
    const subscription = await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers });
    await eventually(() => subscription.ready());
    expect(await countedSoFar(connection)).toBe(200);
    await bus.publish(events.slice(150));
    await eventually(async () => (await countedSoFar(connection)) >= 280);
    expect(await countedNumbers(connection)).toEqual(complete(subjects, 40));
  });

  it('carries the trace from the transaction that told a fact to the handler of it', async () => {
    startAnew();
    startTracing();
    const bus = await newBus();
    const outbox = outboxOn(database.connection);
    const relay = outbox.startRelay({ publishEvents: bus.publish, publishJobs: async () => undefined });
    const traces: (string | undefined)[] = [];
    const handlers = [on(counted, async () => void traces.push(activeSpanIds().traceId))];
    await bus.subscribe({ group: 'learning', outbox, handlers });
    const told = await withSpan('request', {}, async () => {
      await outbox.transaction(async (tx) => tx.publish(counted, 'a', { n: 1 }));
      return activeSpanIds().traceId;
    });
    await eventually(() => traces.length === 1);
    await relay.stop();
    expect(told).toMatch(/^[0-9a-f]{32}$/);
    expect(traces).toEqual([told]);
  });

  it('sends nothing of what breaks its contract', async () => {
    startAnew();
    const bus = await newBus();
    const broken = { ...countedEvent('a', 1), data: { n: 'one' } } as CloudEvent;
    await expect(bus.publish([countedEvent('a', 0), broken])).rejects.toThrow('expected number');
    await expect(bus.publish([{ ...broken, type: 'orders.order.unknown.v1' }])).rejects.toThrow('no contract');
  });

  it('goes on where it was when it is started again', async () => {
    startAnew();
    const { connection } = database;
    for (const [from, to] of [
      [0, 5],
      [5, 10],
    ] as const) {
      const bus = await newBus();
      const handlers = [noteCounted(connection)];
      const subscription = await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers });
      await eventually(() => subscription.ready());
      await bus.publish(countingEvents(['a', 'b'], from, to));
      await eventually(async () => (await countedSoFar(connection)) === 2 * to);
      await bus.stop();
      await connection.collection('inbox').deleteMany({});
    }
    const bus = await newBus();
    const handlers = [noteCounted(connection)];
    const subscription = await bus.subscribe({ group: 'learning', outbox: outboxOn(connection), handlers });
    await eventually(() => subscription.ready());
    expect(await countedNumbers(connection)).toEqual(complete(['a', 'b'], 10));
  });

  it('parks what cannot be handled, holding up its own key only, and replays it for the group that failed', async () => {
    startAnew();
    const metrics = createMetrics('learning');
    const bus = await newBus(metrics);
    const outbox = outboxOn(database.connection);
    let broken = true;
    const seen: string[] = [];
    const others: string[] = [];
    await bus.subscribe({
      group: 'fragile',
      outbox,
      maxHold: 600,
      handlers: [
        on(counted, async ({ subject, data }) => {
          if (broken && subject === 'poison' && data.n === 1) throw new Error('does not work');
          seen.push(`${subject} ${data.n}`);
        }),
      ],
    });
    await bus.subscribe({
      group: 'sturdy',
      outbox,
      handlers: [on(counted, async ({ subject, data }) => void others.push(`${subject} ${data.n}`))],
    });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const poison = { ...countedEvent('poison', 1), traceparent };
    await bus.publish([poison, countedEvent('poison', 2), countedEvent('well', 3)]);
    await eventually(() => seen.includes('well 3'));
    expect(seen).not.toContain('poison 2');
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['well 3', 'poison 2']);

    const names = createNames(namespace);
    const letters = await listDeadLetters(kafka, names);
    expect(letters).toEqual([
      {
        id: expect.stringMatching(/^orders\.order:0:\d+$/),
        reason: 'Error: does not work',
        group: 'fragile',
        attempts: expect.any(Number),
        parkedAt: expect.stringMatching(/^\d{4}-/),
        topic: 'orders.order',
        partition: expect.any(Number),
        offset: 0,
        key: 'poison',
        traceparent,
        value: JSON.stringify(poison),
      },
    ]);
    expect(letters[0]?.attempts).toBeGreaterThanOrEqual(3);
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/dead_letters_total\{origin="orders.order",service="learning"\} 1/);
    expect(text).toMatch(
      /events_handled_total\{type="orders.order.counted.v1",outcome="parked",service="learning"\} 1/,
    );

    broken = false;
    const publisher = createPublisher(kafka);
    await replayDeadLetter(publisher, names, letters[0] as DeadLetter);
    await publisher.stop();
    await eventually(() => seen.length === 3);
    expect(seen).toEqual(['well 3', 'poison 2', 'poison 1']);
    expect(await listDeadLetters(kafka, names)).toEqual([]);
    expect(others.toSorted()).toEqual(['poison 1', 'poison 2', 'well 3']);
  });

  it('parks at once what is not JSON or breaks its contract, and skips what it does not know', async () => {
    startAnew();
    const bus = await newBus();
    const seen: number[] = [];
    await bus.subscribe({
      group: 'learning',
      outbox: outboxOn(database.connection),
      handlers: [on(counted, async ({ data }) => void seen.push(data.n))],
    });
    const event = countedEvent('a', 1);
    await publishRaw('{"n":', 'a');
    await publishRaw(JSON.stringify({ ...event, data: { n: 'one' } }), 'a');
    await publishRaw(JSON.stringify({ ...event, type: 'orders.order.recounted.v1' }), 'a');
    await bus.publish([countedEvent('a', 2)]);
    await eventually(() => seen.length === 1);
    expect(seen).toEqual([2]);
    const letters = await listDeadLetters(kafka, createNames(namespace));
    expect(letters.map(({ reason, attempts }) => [reason.slice(0, 20), attempts])).toEqual([
      ['is not JSON: Unexpec', 1],
      ['breaks its contract:', 1],
    ]);
  });
});
