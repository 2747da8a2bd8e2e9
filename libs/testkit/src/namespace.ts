import { randomUUID } from 'node:crypto';
import { allJobs } from '@leerhuis/contracts';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { brokerName, defaultRetryDelays } from '@leerhuis/job-queue/names';
import { removeTopology } from '@leerhuis/job-queue/topology';
import { backingServices } from './backing.ts';
import { onChannel } from './jobs.ts';
import { testLogger } from './logger.ts';

/** A prefix for topics, groups and queues that no other test uses. */
export function testNamespace(): string {
  return `t${randomUUID().slice(0, 8)}`;
}

/** Removes the topics and queues of a namespace, at the end of a test file, when everything that uses them stopped. */
export async function removeNamespace(namespace: string): Promise<void> {
  const { kafkaBrokers } = await backingServices();
  const admin = createKafka({ brokers: kafkaBrokers, clientId: 'testkit', logger: testLogger }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(`${namespace}.`));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
  const queues = allJobs.map((job) => brokerName(namespace, job.queue));
  await onChannel((channel) => removeTopology(channel, namespace, queues, defaultRetryDelays));
}
