import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AccountSnapshot,
  accountChangedV1,
  allEvents,
  type CloudEvent,
  keepingOf,
  newEvent,
} from '@leerhuis/contracts';
import { backingServices, eventually, removeNamespace, testLogger, testNamespace } from '@leerhuis/testkit';
import { type Admin, ConfigResourceTypes, type Kafka } from 'kafkajs';
import { createEventBus } from './index.ts';
import { createKafka } from './kafka-client.ts';
import { alterTopics, createNames, ensureTopics } from './topics.ts';

const namespace = testNamespace();
const names = createNames(namespace);
let brokers: string[];
let kafka: Kafka;
let admin: Admin;

beforeAll(async () => {
  brokers = (await backingServices()).kafkaBrokers;
  kafka = createKafka({ brokers, clientId: 'test', logger: testLogger });
  admin = kafka.admin();
  await admin.connect();
});
afterAll(async () => {
  await admin.disconnect();
  await removeNamespace(namespace);
});

async function settingsOf(...topics: string[]): Promise<Record<string, string>[]> {
  const resources = topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name }));
  const { resources: found } = await admin.describeConfigs({ includeSynonyms: false, resources });
  const byName = new Map(found.map(({ resourceName, configEntries }) => [resourceName, configEntries]));
  return topics.map((topic) =>
    Object.fromEntries((byName.get(topic) ?? []).map(({ configName, configValue }) => [configName, configValue])),
  );
}

const month = String(30 * 24 * 60 * 60 * 1_000);
const expires = { 'cleanup.policy': 'delete', 'retention.ms': month };
const stays = { 'cleanup.policy': 'delete', 'retention.ms': '-1' };
const wanted = {
  'for-ever': { topic: stays, deadLetters: stays },
  newest: { topic: { 'cleanup.policy': 'compact', 'max.compaction.lag.ms': '1209600000' }, deadLetters: expires },
  '30-days': { topic: expires, deadLetters: expires },
};
const topics = [...new Set(allEvents.map(({ topic }) => topic))];

async function demandAll(): Promise<void> {
  for (const topic of topics) {
    const [own, deadLetters] = await settingsOf(names.topic(topic), names.deadLetters(topic));
    expect({ topic, own, deadLetters }).toMatchObject({
      topic,
      own: wanted[keepingOf(topic)].topic,
      deadLetters: wanted[keepingOf(topic)].deadLetters,
    });
  }
}

describe('how long topics keep what is told', () => {
  it('topics of before, that kept all for ever, and their dead letters are set otherwise; what else was set stays', async () => {
    const configEntries = [
      { name: 'retention.ms', value: '-1' },
      { name: 'max.message.bytes', value: '2000000' },
    ];
    await admin.createTopics({
      waitForLeaders: true,
      topics: ['gateway.account', 'certification.registration'].flatMap((topic) => [
        { topic: names.topic(topic), numPartitions: 12, configEntries },
        { topic: names.deadLetters(topic), numPartitions: 1, configEntries },
      ]),
    });
    const bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
    await bus.start(allEvents);
    await bus.stop();
    await eventually(demandAll);
    const set = await settingsOf(names.topic('gateway.account'), names.deadLetters('gateway.account'));
    expect(set.map((one) => one['max.message.bytes'])).toEqual(['2000000', '2000000']);
  }, 60_000);

  it('whoever comes later, and a start again, leave them as they are', async () => {
    await ensureTopics(kafka, names, topics);
    const silent = { info: () => expect(true).toBe(false), error: () => expect(true).toBe(false) };
    await alterTopics(kafka, names, topics, silent as never);
    await eventually(demandAll);
  }, 60_000);

  it('of an account that changed and changed again Kafka keeps the newest, and of one that is gone nothing', async () => {
    const topic = names.topic('gateway.account');
    const quick = {
      'segment.ms': '100',
      'min.compaction.lag.ms': '0',
      'max.compaction.lag.ms': '1000',
      'delete.retention.ms': '0',
    };
    const configEntries = Object.entries({
      'cleanup.policy': 'compact',
      'min.cleanable.dirty.ratio': '0.01',
      ...quick,
    });
    await admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: topic,
          configEntries: configEntries.map(([name, value]) => ({ name, value })),
        },
      ],
    });
    const bus = createEventBus({ brokers, clientId: 'test', namespace, logger: testLogger });
    await bus.start([]);
    for (let revision = 1; revision <= 5; revision += 1) await bus.publish([changed('an', revision)]);
    await bus.publish([changed('gone', 1)]);
    await bus.forget(accountChangedV1, 'gone');
    try {
      await eventually(
        async () => {
          // a segment that is written to is not compacted: others' facts make Kafka begin the next
          await bus.publish(Array.from({ length: 60 }, (_, n) => changed(`other-${n}`, Date.now() % 1_000_000_000)));
          const kept = (await readAll(topic)).filter(({ key }) => key === 'an' || key === 'gone');
          expect(kept.filter(({ key }) => key === 'an')).toEqual([{ key: 'an', revision: 5 }]);
          expect(kept.filter(({ key, revision }) => key === 'gone' && revision !== null)).toEqual([]);
        },
        { within: 100_000 },
      );
    } finally {
      await bus.stop();
    }
  }, 120_000);
});

function changed(accountId: string, revision: number): CloudEvent<AccountSnapshot> {
  const data: AccountSnapshot = {
    accountId,
    revision,
    email: 'an@voorbeeld.be',
    emailConfirmed: true,
    firstName: 'An',
    lastName: 'Peeters',
    locale: 'nl',
    memberships: [],
    company: null,
    address: null,
    roles: ['learner'],
    changedAt: '2026-11-20T10:00:00.000Z',
  };
  const time = new Date('2026-11-20T10:00:00Z');
  return newEvent(accountChangedV1, { id: `${accountId}-${revision}`, subject: accountId, time, data });
}

/** What a new consumer finds. */
async function readAll(topic: string): Promise<{ key: string; revision: number | null }[]> {
  const left = new Map<number, number>();
  for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
    if (Number(high) > Number(low)) left.set(partition, Number(high));
  const found: { key: string; revision: number | null }[] = [];
  const groupId = names.group(`reader-${Math.random()}`);
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachBatch: async ({ batch: { partition, messages } }) => {
        for (const { key, value } of messages) {
          const event = value && (JSON.parse(String(value)) as CloudEvent<AccountSnapshot>);
          found.push({ key: String(key), revision: event ? event.data.revision : null });
        }
        if (Number(messages.at(-1)?.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition);
        if (left.size === 0) resolve();
      },
    });
  });
  await consumer.disconnect();
  return found;
}
