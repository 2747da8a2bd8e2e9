import { createHash } from 'node:crypto';
import type { JobContract } from '@leerhuis/contracts';
import { type Counter, type Logger, withSpan } from '@leerhuis/telemetry';
import { fairTurns } from '@leerhuis/waiting';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { afterFailure, type NextStep } from './after-failure.ts';
import { watchChannel } from './link.ts';
import { forward, historyOf, whoseOf } from './message.ts';
import type { Publisher } from './publisher.ts';
import { readData } from './read-data.ts';
import { assertQueue } from './topology.ts';

/** A job as its handler gets it. */
export interface Job<D> {
  /** The same for every delivery of the job. */
  id: string;
  /** Whether its sender gave the id; else it is made of the content, and the same words said again have the same id. */
  hasOwnId: boolean;
  contract: JobContract<unknown, D>;
  data: D;
  /** 1 for the first delivery; failed ones count, waits for something that is away don't. */
  attempt: number;
  /** When the job was asked for (whole seconds); null when its sender didn't say. */
  sentAt: Date | null;
  traceparent?: string;
}

export interface WorkerOptions<D> {
  contract: JobContract<unknown, D>;
  /** Name on the broker. */
  queue: string;
  namespace: string | undefined;
  handler: (job: Job<D>) => Promise<void>;
  /** Jobs that are done at the same time. */
  atOnce: number;
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
  /** Jobs that RabbitMQ has handed over and that wait for their turn here. */
  waiting(): number;
  /** Takes no more jobs and waits for those in flight. */
  stop(): Promise<void>;
}

/** What a delivery came to; a twin of the same job that arrives meanwhile shares it. */
type Outcome = { step: 'done' } | (NextStep & { reason: string });

/** A message, and the channel on which it is to be acknowledged. */
interface Delivery {
  channel: Channel;
  message: ConsumeMessage;
}

/** Jobs in sight, of which those of many people are done in turns; where nobody says whose they are, no more than are done. */
const inSight = 500;
/** More of one person's jobs than this come again later, so that others' come into sight. */
const inSightPerPerson = inSight / 2;

export function createWorker<D>(options: WorkerOptions<D>): Worker {
  const { queue, contract, logger, publisher, atOnce } = options;
  const running = new Map<string, Promise<Outcome>>();
  const puttingOff = new Set<Promise<void>>();
  const turns = fairTurns<Delivery>({
    atOnce,
    work: async ({ channel, message }) => {
      // lost with its connection: RabbitMQ delivers it again
      if (!gone.has(channel)) await settle(channel, message);
    },
  });
  let consumer: { channel: Channel; tag: string } | null = null;
  let stopping = false;
  const gone = new WeakSet<Channel>();

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

  function take(channel: Channel, message: ConsumeMessage): void {
    const whose = whoseOf(message);
    if (whose === undefined || turns.waitingOf(whose) < inSightPerPerson) {
      turns.add(whose ?? idOf(message), { channel, message });
      return;
    }
    const done = putOff(channel, message).finally(() => puttingOff.delete(done));
    puttingOff.add(done);
  }

  /** To the end of the line, by the longest way that isn't long: no failure, and nothing that the job waits for. */
  async function putOff(channel: Channel, message: ConsumeMessage): Promise<void> {
    const delay = options.delays[Math.min(1, options.delays.length - 1)] ?? 0;
    const about = { namespace: options.namespace, queue, reason: 'many of one person', now: new Date() };
    try {
      await publisher.send(forward(message, { step: 'retry', delay, ...historyOf(message) }, about));
      channel.ack(message);
    } catch (err) {
      logger.warn({ err, queue, jobId: idOf(message) }, 'job could not be put off');
      giveBack(channel, message);
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
      await channel.prefetch(contract.whose ? Math.max(inSight, atOnce) : atOnce);
      await assertQueue(channel, queue);
      channel.on('close', () => {
        gone.add(channel);
        if (consumer?.channel === channel) consumer = null;
      });
      const { consumerTag } = await channel.consume(queue, (message) => {
        // the broker ended the consumer (the queue was removed): begin again with a new connection
        if (message === null) return void model.close().catch(() => {});
        if (stopping) return giveBack(channel, message);
        take(channel, message);
      });
      if (!gone.has(channel)) consumer = { channel, tag: consumerTag };
    },
    consuming: () => consumer !== null,
    waiting: turns.waiting,
    async stop() {
      stopping = true;
      const { channel, tag } = consumer ?? {};
      if (channel && tag) await channel.cancel(tag).catch(() => {}); // the connection is gone: no more jobs either
      turns.clear(); // they go back with the channel
      await Promise.all([turns.idle(), ...puttingOff]);
      // answered after the acknowledgements, which a connection that closes may otherwise overtake: jobs would be done twice
      await channel?.checkQueue(queue).catch(() => {});
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

function jobOf<D>(contract: JobContract<unknown, D>, message: ConsumeMessage, id: string, attempt: number): Job<D> {
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
