import { randomUUID } from 'node:crypto';
import { defineJob } from '@leerhuis/contracts';
import { createLogger, createMetrics } from '@leerhuis/telemetry';
import { connect } from 'amqplib';
import { z } from 'zod';
import { createJobQueue, type JobQueue } from '../src/index.ts';
import { brokerName, deadQueue } from '../src/names.ts';
import { removeTopology } from '../src/topology.ts';

export const rabbitUrl = process.env['RABBIT_URL'] ?? 'amqp://guest:guest@127.0.0.1:5672';

/** Short waits; a time of its own per step, as in production. */
export const delays = [60, 120, 240];

export const greet = defineJob({
  queue: 'greetings.greet',
  worker: 'notifications',
  meaning: 'Say hello.',
  data: z.object({ name: z.string() }),
});

/** A namespace of its own, queues on it, and everything taken away at the end. */
export function createFixture(): Fixture {
  const namespace = `test-${randomUUID().slice(0, 8)}`;
  const queues: JobQueue[] = [];
  const queue = brokerName(namespace, greet.queue);
  return {
    namespace,
    queue,
    async open(options = {}) {
      const metrics = createMetrics('test');
      const logger = createLogger({ service: 'test', level: 'silent' });
      const url = options.url ?? rabbitUrl;
      const jobs = createJobQueue({ url, namespace, service: 'test', logger, metrics, retryDelays: delays });
      queues.push(jobs);
      await jobs.start([greet]);
      return { jobs, metrics: () => metrics.registry.metrics() };
    },
    async onChannel(work) {
      const connection = await connect(rabbitUrl);
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
  open(options?: { url?: string }): Promise<{ jobs: JobQueue; metrics: () => Promise<string> }>;
  onChannel<T>(work: (channel: import('amqplib').Channel) => Promise<T>): Promise<T>;
  /** The first parked job, which is taken away. */
  parked(): Promise<import('amqplib').GetMessage | null>;
  close(): Promise<void>;
}

/** Waits until the check gives something other than null, undefined or false. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  within = 15_000,
): Promise<Exclude<T, null | undefined | false>> {
  const end = Date.now() + within;
  for (;;) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) {
      return value as Exclude<T, null | undefined | false>;
    }
    if (Date.now() > end) throw new Error('did not come true in time');
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

export const job = (id: string, name = 'Ann') => ({ id, queue: greet.queue, data: { name } });
