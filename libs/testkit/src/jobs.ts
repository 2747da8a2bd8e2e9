import { randomUUID } from 'node:crypto';
import type { JobContract } from '@leerhuis/contracts';
import { createJobQueue, type Job, type JobQueue } from '@leerhuis/job-queue';
import { brokerName, deadQueue } from '@leerhuis/job-queue/names';
import { assertQueue } from '@leerhuis/job-queue/topology';
import { type Channel, connect } from 'amqplib';
import { backingServices } from './backing.ts';
import { eventually } from './eventually.ts';
import { testLogger } from './logger.ts';

/** Jobs of one kind, worked off as they come: nobody else gets them. */
export interface JobCollector<D> {
  jobs: Job<D>[];
  /** Waits for a job (that looks like this), 15 s unless told. */
  waitFor(matches?: (job: Job<D>) => boolean, options?: { within?: number }): Promise<Job<D>>;
  stop(): Promise<void>;
}

/** Stands in for the worker of a queue. */
export async function consumeJobs<D>(namespace: string, contract: JobContract<unknown, D>): Promise<JobCollector<D>> {
  const queue = await openJobQueue(namespace);
  await queue.start([contract]);
  const jobs: Job<D>[] = [];
  await queue.work(contract, async (job) => {
    jobs.push(job);
  });
  return {
    jobs,
    waitFor: (matches = () => true, { within = 15_000 } = {}) =>
      eventually(
        () => {
          const job = jobs.find(matches);
          if (!job) throw new Error(`no such job came on ${contract.queue}; ${jobs.length} others did`);
          return job;
        },
        { within },
      ),
    stop: () => queue.stop(),
  };
}

/** Puts a job on its queue; resolves when RabbitMQ keeps it. The same id again makes a duplicate. */
export async function publishJob<D>(
  namespace: string,
  contract: JobContract<unknown, D>,
  data: D,
  id: string = randomUUID(),
): Promise<string> {
  const queue = await openJobQueue(namespace);
  try {
    await queue.start([contract]);
    await queue.publish([{ id, queue: contract.queue, data }]);
  } finally {
    await queue.stop();
  }
  return id;
}

/** Takes what lies on a queue now. */
export function drainJobs<D>(namespace: string, contract: JobContract<unknown, D>): Promise<{ id: string; data: D }[]> {
  return drain(brokerName(namespace, contract.queue), contract);
}

/** Takes what was parked of a queue, with the reason why. */
export function drainParkedJobs<D>(
  namespace: string,
  contract: JobContract<unknown, D>,
): Promise<{ id: string; data: D; reason: string }[]> {
  return drain(deadQueue(brokerName(namespace, contract.queue)), contract);
}

async function drain<D>(
  queue: string,
  contract: JobContract<unknown, D>,
): Promise<{ id: string; data: D; reason: string }[]> {
  return onChannel(async (channel) => {
    const found: { id: string; data: D; reason: string }[] = [];
    if (queue.endsWith('.dead')) await assertQueue(channel, queue.slice(0, -'.dead'.length));
    else await assertQueue(channel, queue);
    for (;;) {
      const message = await channel.get(queue, { noAck: true });
      if (!message) return found;
      const reason = String(message.properties.headers?.['x-reason'] ?? '');
      const data = contract.reads.parse(JSON.parse(message.content.toString()));
      found.push({ id: String(message.properties.messageId), data, reason });
    }
  });
}

async function openJobQueue(namespace: string): Promise<JobQueue> {
  const { rabbitUrl } = await backingServices();
  return createJobQueue({ url: rabbitUrl, namespace, service: 'testkit', logger: testLogger });
}

/** Runs the work on a channel of its own to RabbitMQ. */
export async function onChannel<T>(work: (channel: Channel) => Promise<T>): Promise<T> {
  const connection = await connect((await backingServices()).rabbitUrl);
  try {
    return await work(await connection.createChannel());
  } finally {
    await connection.close();
  }
}
