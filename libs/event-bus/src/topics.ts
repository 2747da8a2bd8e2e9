import { setTimeout as sleep } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';

const deadLetterSuffix = '.dead-letters';

/** Names on a broker that several deployments may share. */
export interface Names {
  topic(topic: string): string;
  deadLetters(topic: string): string;
  group(group: string): string;
  /** The topic whose dead letters a broker's topic holds, or undefined when it holds none of this namespace. */
  originOfDeadLetters(brokerTopic: string): string | undefined;
}

export function createNames(namespace = ''): Names {
  const prefix = namespace === '' ? '' : `${namespace}.`;
  return {
    topic: (topic) => prefix + topic,
    deadLetters: (topic) => prefix + topic + deadLetterSuffix,
    group: (group) => prefix + group,
    originOfDeadLetters(brokerTopic) {
      if (!brokerTopic.startsWith(prefix) || !brokerTopic.endsWith(deadLetterSuffix)) return undefined;
      const origin = brokerTopic.slice(prefix.length, -deadLetterSuffix.length);
      return /^[a-z-]+\.[a-z-]+$/.test(origin) ? origin : undefined;
    },
  };
}

const partitionsPerTopic = 12;

/** Creates what is missing of the topics and their dead-letter topics. Facts are kept for ever: a new consumer needs all. */
export async function ensureTopics(kafka: Kafka, names: Names, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = new Set(await admin.listTopics());
    const configEntries = [{ name: 'retention.ms', value: '-1' }];
    const wanted = topics.flatMap((topic) => [
      { topic: names.topic(topic), numPartitions: partitionsPerTopic, configEntries },
      { topic: names.deadLetters(topic), numPartitions: 1, configEntries },
    ]);
    const missing = wanted.filter(({ topic }) => !present.has(topic));
    if (missing.length === 0) return;
    const areMine = await admin.createTopics({ topics: missing, waitForLeaders: true });
    if (areMine) return;
    await untilKnown(
      admin,
      missing.map(({ topic }) => topic),
    );
  } finally {
    await admin.disconnect();
  }
}

/** A broker hears of topics after its controller: kafkajs doesn't wait when another has made them a moment before. */
async function untilKnown(admin: Admin, topics: string[]): Promise<void> {
  for (let triesLeft = 100; ; triesLeft -= 1) {
    try {
      await admin.fetchTopicMetadata({ topics });
      return;
    } catch (error) {
      if (triesLeft === 0 || (error as { type?: string }).type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
    }
    await sleep(100);
  }
}
