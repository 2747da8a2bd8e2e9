import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@leerhuis/telemetry';
import type { Admin, Kafka } from 'kafkajs';
import { deadLetterSettingsOf, settingsOf } from './topic-settings.ts';

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

/** The topics and their dead-letter topics as they are named on the broker, and what each is to be set to. */
const withDeadLetters = (names: Names, topics: readonly string[]) =>
  topics.flatMap((topic) => [
    { topic: names.topic(topic), numPartitions: partitionsPerTopic, settings: settingsOf(topic) },
    { topic: names.deadLetters(topic), numPartitions: 1, settings: deadLetterSettingsOf(topic) },
  ]);

/** Creates what is missing of the topics and their dead-letter topics. */
export async function ensureTopics(kafka: Kafka, names: Names, topics: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = new Set(await admin.listTopics());
    const missing = withDeadLetters(names, topics)
      .filter(({ topic }) => !present.has(topic))
      .map(({ settings, ...wanted }) => ({ ...wanted, configEntries: entriesOf(settings) }));
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

/** What is asked for, as Kafka numbers it: Node.js finds no such name in kafkajs. */
const ofTopic = 2;

/** Set for the topic itself, by us or by whoever runs the broker. */
const setForTopic = 1;

/**
 * Sets topics that are there already, with their dead-letter topics, to keep their facts as they are to; what else was set for
 * them stays. Where the broker refuses it says so in the log, and goes on: facts travel all the same.
 */
export async function alterTopics(
  kafka: Kafka,
  names: Names,
  topics: readonly string[],
  logger: Logger,
): Promise<void> {
  if (topics.length === 0) return;
  const wanted = new Map(withDeadLetters(names, topics).map(({ topic, settings }) => [topic, settings]));
  const admin = kafka.admin();
  await admin.connect();
  try {
    const asked = [...wanted.keys()].map((name) => ({ type: ofTopic, name }));
    const { resources } = await admin.describeConfigs({ includeSynonyms: false, resources: asked });
    for (const { resourceName: topic, configEntries } of resources) {
      const settings = wanted.get(topic) ?? {};
      const present = new Map(configEntries.map(({ configName, configValue }) => [configName, configValue]));
      if (Object.entries(settings).every(([name, value]) => present.get(name) === value)) continue;
      const own = configEntries.filter(({ configSource, isSensitive }) => configSource === setForTopic && !isSensitive);
      const kept = Object.fromEntries(own.map(({ configName, configValue }) => [configName, configValue]));
      const resource = {
        type: ofTopic,
        name: topic,
        configEntries: entriesOf({ ...kept, ...settings }),
      };
      // one by one: what is refused of one says nothing of the others
      await admin
        .alterConfigs({ validateOnly: false, resources: [resource] })
        .then(() => logger.info({ topic, settings }, 'the topic keeps its facts otherwise from now on'))
        .catch((error: unknown) => tellRefusal(logger, error, { topic, settings }));
    }
  } catch (error) {
    tellRefusal(logger, error, { topics });
  } finally {
    await admin.disconnect();
  }
}

/** @throws what is no refusal: Kafka is away, and is asked again later */
function tellRefusal(logger: Logger, error: unknown, of: object): void {
  const { name, retriable } = error as { name?: string; retriable?: boolean };
  if (name !== 'KafkaJSProtocolError' || retriable) throw error;
  logger.error(
    { err: error, ...of },
    'the broker refuses to have topics set: data of people may stay in them for ever; set them by hand, as the runbook says',
  );
}

function entriesOf(settings: Record<string, string>): { name: string; value: string }[] {
  return Object.entries(settings).map(([name, value]) => ({ name, value }));
}
