import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outbox, Relay } from '@leerhuis/outbox';
import {
  backingServices,
  consumeEvents,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import mongoose, { type Connection } from 'mongoose';
import {
  complete,
  counted,
  countedNumbers,
  countedSoFar,
  countingEvents,
  noteCounted,
  outboxOn,
} from '../test/counting.ts';
import { kill, startCounting } from '../test/start-counting.ts';
import { createEventBus, type EventBus } from './index.ts';

let database: TestDatabase;
let brokers: string[];
let namespace: string;
let bus: EventBus;
let connection: Connection;
let outbox: Outbox;
let relay: Relay | undefined;
const children: ChildProcess[] = [];

async function start(role: Parameters<typeof startCounting>[0]): Promise<ChildProcess> {
  const child = await startCounting(role, { url: database.url, brokers, namespace });
  children.push(child);
  return child;
}

const subjects = Array.from({ length: 24 }, (_, n) => `s${n}`);

/** Starts a process that consumes, and consumes beside it; gives the process. */
async function joinWithAnother(): Promise<ChildProcess> {
  const other = await start('consume');
  const subscription = await bus.subscribe({ group: 'learning', outbox, handlers: [noteCounted(connection)] });
  await eventually(() => subscription.ready());
  return other;
}

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
});
beforeEach(async () => {
  database = await testDatabase('crash');
  namespace = testNamespace();
  bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
  await bus.start([counted]);
  // a relay ends the transactions of killed copies of its own name
  connection = await mongoose.createConnection(database.url, { appName: namespace }).asPromise();
  outbox = outboxOn(connection);
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await relay?.stop();
  relay = undefined;
  await bus.stop();
  await connection.close();
  await removeNamespace(namespace);
  await database.drop();
});

describe('kill -9', () => {
  it('of the relay between publishing and marking leads to a second delivery, which the inbox swallows', async () => {
    for (let n = 0; n < 5; n += 1) {
      await outbox.transaction(async (tx) => {
        for (const subject of ['a', 'b', 'c']) tx.publish(counted, subject, { n });
      });
    }
    const collector = await consumeEvents(namespace, [counted]);
    await bus.subscribe({ group: 'learning', outbox, handlers: [noteCounted(connection)] });

    const dying = await start('relay-that-dies');
    if (dying.signalCode === null) await once(dying, 'exit');
    expect(dying.signalCode).toBe('SIGKILL');
    expect(await connection.collection('outbox').countDocuments()).toBe(15);

    await start('relay');
    await eventually(async () => (await connection.collection('outbox').countDocuments()) === 0, { within: 15_000 });
    await eventually(() => collector.all.length === 30);
    await eventually(async () => (await countedSoFar(connection)) >= 15);
    await collector.stop();
    expect(await countedNumbers(connection)).toEqual(complete(['a', 'b', 'c'], 5));
  }, 60_000);

  it('of a copy under load loses nothing and doubles nothing', async () => {
    relay = outbox.startRelay({ publishEvents: bus.publish, publishJobs: async () => undefined });
    const doomed = await joinWithAnother();
    await bus.publish(countingEvents(subjects, 0, 20));
    await eventually(async () => (await countedSoFar(connection)) > 50);
    await kill(doomed);
    await bus.publish(countingEvents(subjects, 20, 24));
    await eventually(async () => (await countedSoFar(connection)) >= 24 * 24, { within: 40_000 });
    expect(await countedNumbers(connection)).toEqual(complete(subjects, 24));
  }, 90_000);

  it('of a copy gives its partitions to others within 10 s', async () => {
    const doomed = await joinWithAnother();
    await kill(doomed);
    const killed = performance.now();
    await bus.publish(countingEvents(subjects, 0, 1));
    await eventually(async () => (await countedSoFar(connection)) === 24, { within: 30_000 });
    expect(performance.now() - killed).toBeLessThan(10_000);
  }, 60_000);
});
