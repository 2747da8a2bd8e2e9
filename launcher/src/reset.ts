import { rmSync } from 'node:fs';
import type { BackingServices } from '@leerhuis/backing-services';
import { allEvents, allJobs } from '@leerhuis/contracts';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { createNames } from '@leerhuis/event-bus/topics';
import { brokerName, defaultRetryDelays } from '@leerhuis/job-queue/names';
import { removeTopology } from '@leerhuis/job-queue/topology';
import { createLogger } from '@leerhuis/telemetry';
import amqp from 'amqplib';
import { databaseUsers, type Surroundings } from './environment.ts';
import type { SystemFolders } from './home.ts';

/** Servers of our own: all that they have is in our folders, so those go. */
export function wipeFolders({ data, logs, pids, clock }: SystemFolders): void {
  for (const each of [data, logs, pids, clock]) rmSync(each, { recursive: true, force: true });
}

/** Servers that keep their data elsewhere lose our databases, topics and queues, and nothing of anybody else's. */
export async function wipeServers(backing: BackingServices, around: Surroundings): Promise<void> {
  const { mongodb, kafka, rabbitmq } = backing;
  if (mongodb.how !== 'native') await mongodb.drop(databaseUsers(around).map(({ database }) => database));
  if (kafka.how !== 'native') await deleteTopics(kafka.brokers.split(','), around.namespace);
  if (rabbitmq.how !== 'native') await deleteQueues(rabbitmq.url, around.namespace);
}

async function deleteTopics(brokers: string[], namespace: string): Promise<void> {
  const names = createNames(namespace);
  const ours = new Set(allEvents.flatMap(({ topic }) => [names.topic(topic), names.deadLetters(topic)]));
  const logger = createLogger({ service: 'reset', level: 'error' });
  const admin = createKafka({ brokers, clientId: 'reset', logger }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => ours.has(topic));
    if (topics.length) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}

async function deleteQueues(url: string, namespace: string): Promise<void> {
  const connection = await amqp.connect(url);
  try {
    const channel = await connection.createChannel();
    const queues = allJobs.map(({ queue }) => brokerName(namespace, queue));
    await removeTopology(channel, namespace, queues, defaultRetryDelays);
  } finally {
    await connection.close();
  }
}
