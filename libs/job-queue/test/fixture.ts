import { randomUUID } from 'node:crypto';
import { defineJob, type JobContract } from '@leerhuis/contracts';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { backingServices } from '@leerhuis/testkit';
import { type Channel, connect, type GetMessage } from 'amqplib';
import { z } from 'zod';
import { createJobQueue, type JobQueue } from '../src/index.ts';
import { brokerName, deadQueue } from '../src/names.ts';
import { removeTopology } from '../src/topology.ts';

export const rabbitUrl = async () => (await backingServices()).rabbitUrl;

/** Short waits; a time of its own per step, as in production. */
export const delays = [60, 120, 240];

export const greet = defineJob({
  queue: 'greetings.greet',
  worker: 'notifications',
  meaning: 'Say hello.',
  data: z.object({ name: z.string() }),
});

/** As `greet`, in turns by who is greeted. */
export const greetInTurns = defineJob({ ...greet, whose: ({ name }: { name: string }) => name });

/** A namespace of its own, queues on it, and everything taken away at the end. */
export function createFixture(): Fixture {
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  const queues: JobQueue[] = [];
  const queue = brokerName(namespace, greet.queue);
  return {
    namespace,
    queue,
    async open(contracts = [greet], options = {}) {
      const metrics = createMetrics('test');
      const logger = createLogger({ service: 'test', level: process.env['LOG_LEVEL'] ?? 'silent' });
      const url = options.url ?? (await rabbitUrl());
      const jobs = createJobQueue({
        url,
        namespace,
        service: 'test',
        logger,
        metrics,
        retryDelays: delays,
      });
      queues.push(jobs);
      await jobs.start(contracts);
      return { jobs, metrics: () => metrics.registry.metrics() };
    },
    async onChannel(work) {
      const connection = await connect(await rabbitUrl());
      try {
        return await work(await connection.createChannel());
      } finally {
        await connection.close();
      }
    },
    async parked() {
      const message = await this.onChannel((channel) => channel.get(deadQueue(queue), { noAck: true }));
      return message === false ? null : message;
    },
    async close() {
      await Promise.all(queues.map((jobs) => jobs.stop()));
      await this.onChannel((channel) => removeTopology(channel, namespace, [queue], delays));
    },
  };
}

export interface Fixture {
  namespace: string;
  queue: string;
  open(
    contracts?: JobContract<unknown>[],
    options?: { url?: string },
  ): Promise<{ jobs: JobQueue; metrics: () => Promise<string> }>;
  onChannel<T>(work: (channel: Channel) => Promise<T>): Promise<T>;
  /** The first parked job, which is taken away. */
  parked(): Promise<GetMessage | null>;
  close(): Promise<void>;
}

export const job = (id: string, name = 'Ann') => ({ id, queue: greet.queue, data: { name } });
