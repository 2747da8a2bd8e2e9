import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { defineEvent, newEvent } from '@leerhuis/contracts';
import {
  backingServices,
  eventually,
  removeNamespace,
  type TestDatabase,
  testDatabase,
  testLogger,
  testNamespace,
} from '@leerhuis/testkit';
import { z } from 'zod';
import { outboxOn } from '../test/counting.ts';
import { listDeadLetters, replayDeadLetter } from './dead-letters.ts';
import { createEventBus, type EventBus, on } from './index.ts';
import { createKafka } from './kafka-client.ts';
import { createPublisher } from './publisher.ts';
import { createNames } from './topics.ts';

/** Of a topic that keeps the newest of each key. */
const counted = defineEvent({
  type: 'gateway.account.counted.v1',
  consumers: ['learning'],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});
const event = (n: number) =>
  newEvent(counted, { id: `e${n}`, subject: 'an', time: new Date('2026-11-23T10:00:00Z'), data: { n } });

const namespace = testNamespace();
const names = createNames(namespace);
let database: TestDatabase;
let brokers: string[];
let bus: EventBus;

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
  database = await testDatabase('replay');
  bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
  await bus.start([counted]);
});
afterAll(async () => {
  await bus.stop();
  await removeNamespace(namespace);
  await database.drop();
});

it('a replayed snapshot reaches its group as it was told, and never takes the place of a newer one', async () => {
  let broken = true;
  const done: string[] = [];
  await bus.subscribe({
    group: 'learning',
    outbox: outboxOn(database.connection),
    maxHold: 200,
    handlers: [
      on(
        counted,
        async ({ data: { n } }) => {
          if (broken && n < 3) throw new Error('does not work');
          done.push(`handled ${n}`);
        },
        async ({ data: { n } }) => {
          if (broken) throw new Error('does not work');
          done.push(`filled ${n}`);
          return 'filled';
        },
      ),
    ],
  });
  await bus.publish([event(1)]);
  await bus.publishAgain([event(2)], 'learning');
  await bus.publish([event(3)]);
  await eventually(() => done.includes('handled 3'));
  const kafka = createKafka({ brokers, clientId: 'test', logger: testLogger });
  const letters = await eventually(async () => {
    const found = await listDeadLetters(kafka, names);
    return found.length === 2 && found;
  });
  broken = false;
  const publisher = createPublisher(kafka);
  for (const letter of letters) await replayDeadLetter(publisher, names, letter);
  await publisher.stop();
  await eventually(() => expect(done.toSorted()).toEqual(['filled 2', 'handled 1', 'handled 3']));

  const keys: string[] = [];
  const consumer = kafka.consumer({ groupId: names.group('reader'), maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [names.topic(counted.topic)], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { key, value } }) => void keys.push(`${key} ${value === null ? 'gone' : 'told'}`),
  });
  await eventually(() => expect(keys).toHaveLength(7));
  await consumer.disconnect();
  expect(keys.filter((key) => key === 'an told')).toHaveLength(3);
  expect(keys.filter((key) => key.endsWith('gone'))).toHaveLength(2);
}, 60_000);
