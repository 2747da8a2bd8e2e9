import { createHash } from 'node:crypto';
import type { JobContract } from '@leerhuis/contracts';
import { type Counter, type Logger, withSpan } from '@leerhuis/telemetry';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { afterFailure, type NextStep } from './after-failure.ts';
import { watchChannel } from './link.ts';
import { forward, historyOf } from './message.ts';
import type { Publisher } from './publisher.ts';
import { readData } from './read-data.ts';
import { assertQueue } from './topology.ts';

/** A job as its handler gets it. */
export interface Job<D> {
  /** The same for every delivery of the job. */
  id: string;
  /** Whether its sender gave the id; else it is made of the content, and the same words said again have the same id. */
  hasOwnId: boolean;
  contract: JobContract<D>;
  data: D;
  /** 1 for the first delivery; failed ones count, waits for something that is away don't. */
  attempt: number;
  /** When the job was asked for (whole seconds); null when its sender didn't say. */
  sentAt: Date | null;
  traceparent?: string;
}

export interface WorkerOptions<D> {
  contract: JobContract<D>;
  /** Name on the broker. */
  queue: string;
  namespace: string | undefined;
  handler: (job: Job<D>) => Promise<void>;
  prefetch: number;
  delays: readonly number[];
  publisher: Publisher;
  logger: Logger;
  handled: Counter<'queue' | 'outcome'> | undefined;
  deadLetters: Counter<'origin'> | undefined;
}

export interface Worker {
  /** Step for the link: consume on each new connection. */
  open(model: ChannelModel): Promise<void>;
  consuming(): boolean;
  /** Takes no more jobs and waits for those in flight. */
  stop(): Promise<void>;
}

/** What a delivery came to; a twin of the same job that arrives meanwhile shares it. */
type Outcome = { step: 'done' } | (NextStep & { reason: string });

export function createWorker<D>(options: WorkerOptions<D>): Worker {
  const { queue, contract, logger, publisher } = options;
  const running = new Map<string, Promise<Outcome>>();
  const settling = new Set<Promise<void>>();
  let consumer: { channel: Channel; tag: string } | null = null;
  let stopping = false;

  async function run(message: ConsumeMessage): Promise<Outcome> {
    const history = historyOf(message);
    const id = idOf(message);
    const parent = message.properties.headers ?? {};
    const attributes = {
      'messaging.system': 'rabbitmq',
      'messaging.destination.name': queue,
      'messaging.operation.type': 'process',
      'messaging.message.id': id,
    };
    try {
      await withSpan(`process ${contract.queue}`, { kind: 'consumer', parent, attributes }, async () => {
        await options.handler(jobOf(contract, message, id, history.failures + 1));
      });
      return { step: 'done' };
    } catch (error) {
      const next = afterFailure(error, history, options.delays);
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
      logger.warn({ err: error, queue, jobId: id, ...next }, 'job failed');
      return { ...next, reason };
    }
  }

  async function settle(channel: Channel, message: ConsumeMessage): Promise<void> {
    const id = idOf(message);
    // after a cut connection a job comes again while its first delivery is still at work
    let outcome = running.get(id);
    if (!outcome) {
      outcome = run(message).finally(() => running.delete(id));
      running.set(id, outcome);
    }
    const result = await outcome;
    try {
      if (result.step !== 'done') {
        const about = { namespace: options.namespace, queue, reason: result.reason, now: new Date() };
        await publisher.send(forward(message, result, about));
      }
      channel.ack(message);
    } catch (err) {
      // the job is not lost: RabbitMQ delivers it again
      logger.warn({ err, queue, jobId: id }, 'job could not be settled');
      giveBack(channel, message);
      return;
    }
    options.handled?.inc({ queue: contract.queue, outcome: labels[result.step] });
    if (result.step === 'park') options.deadLetters?.inc({ origin: contract.queue });
  }

  return {
    async open(model) {
      if (stopping) return;
      const channel = await model.createChannel();
      watchChannel(model, channel, logger);
      await channel.prefetch(options.prefetch);
      await assertQueue(channel, queue);
      const { consumerTag } = await channel.consume(queue, (message) => {
        // the broker ended the consumer (the queue was removed): begin again with a new connection
        if (message === null) return void model.close().catch(() => {});
        if (stopping) return giveBack(channel, message);
        const settled = settle(channel, message).finally(() => settling.delete(settled));
        settling.add(settled);
      });
      consumer = { channel, tag: consumerTag };
      channel.on('close', () => {
        if (consumer?.channel === channel) consumer = null;
      });
    },
    consuming: () => consumer !== null,
    async stop() {
      stopping = true;
      const { channel, tag } = consumer ?? {};
      if (channel && tag) await channel.cancel(tag).catch(() => {}); // the connection is gone: no more jobs either
      await Promise.all(settling);
    },
  };
}

const labels = { done: 'done', retry: 'retried', park: 'parked' } as const;

/** Outsiders may leave the id out: then the same content is the same job. */
function idOf(message: ConsumeMessage): string {
  return ownId(message) ?? createHash('sha256').update(message.content).digest('hex');
}

function ownId({ properties }: ConsumeMessage): string | undefined {
  const id: unknown = properties.messageId;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function jobOf<D>(contract: JobContract<D>, message: ConsumeMessage, id: string, attempt: number): Job<D> {
  const { headers, timestamp } = message.properties;
  const traceparent: unknown = headers?.['traceparent'];
  const sentAt = typeof timestamp === 'number' ? new Date(timestamp * 1000) : null;
  const hasOwnId = ownId(message) !== undefined;
  const job = { id, hasOwnId, contract, data: readData(contract, message), attempt, sentAt };
  return typeof traceparent === 'string' ? { ...job, traceparent } : job;
}

function giveBack(channel: Channel, message: ConsumeMessage): void {
  try {
    channel.nack(message, false, true);
  } catch {
    // the channel is closed: RabbitMQ has taken the message back already
  }
}
