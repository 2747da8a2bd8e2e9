import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { backingServices, testLogger } from '@leerhuis/testkit';
import type { Kafka } from 'kafkajs';
import { createKafka } from './kafka-client.ts';
import { createNames, ensureTopics } from './topics.ts';

async function ensureAndRead(kafka: Kafka, namespace: string, topics: string[]): Promise<void> {
  const names = createNames(namespace);
  await ensureTopics(kafka, names, topics);
  const consumer = kafka.consumer({ groupId: names.group(randomUUID()), allowAutoTopicCreation: false });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: topics.map(names.topic) });
  } finally {
    await consumer.disconnect();
  }
}

it('topics that several make at once can be read by each of them as soon as they are there', async () => {
  const { kafkaBrokers: brokers } = await backingServices();
  const copies = Array.from({ length: 6 }, (_, copy) =>
    createKafka({ brokers, clientId: `copy-${copy}`, logger: testLogger }),
  );
  for (let round = 0; round < 5; round += 1) {
    const namespace = `topics-${randomUUID().slice(0, 8)}`;
    const topics = ['orders.orders', 'learning.enrolments', 'catalog.courses'];
    const outcomes = await Promise.allSettled(copies.map((kafka) => ensureAndRead(kafka, namespace, topics)));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
  }
}, 60_000);
