import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@leerhuis/telemetry';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';

// a killed copy is noticed after the session, the others hear of it at their next heartbeat (after a fetch, which waits
// when there is nothing): together below 10 s; shorter waits cost idle services CPU
const sessionTimeout = 6_000;
const heartbeatInterval = 1_900;
const maxWaitTimeInMs = 2_000;
const rebalanceTimeout = 10_000;
/** kafkajs can stop without a word: when it asked for nothing for so long, it is replaced. */
const silenceMs = 45_000;

export interface ConsumerLife {
  groupId: string;
  topics: string[];
  onJoin: (consumer: Consumer, assigned: Record<string, number[]>) => void;
  onBatch: (consumer: Consumer, alive: AbortSignal, payload: EachBatchPayload) => Promise<void>;
  /** The last that is done with it: still a member of the group, if it can be, and fetching nothing. */
  beforeEnd: (consumer: Consumer) => Promise<void>;
  logger: Logger;
}

/**
 * One consumer from its first breath to its last; resolves when it has crashed, went silent, or `ending` says so.
 * kafkajs sometimes does not start again after a crash (tulios/kafkajs issues 1443, 1721), so it is never asked to.
 */
export async function liveAsConsumer(kafka: Kafka, life: ConsumerLife, ending: AbortSignal): Promise<void> {
  const { groupId, topics, logger } = life;
  const alive = new AbortController();
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout,
    heartbeatInterval,
    rebalanceTimeout,
    maxWaitTimeInMs,
    maxBytes: 2_000_000,
    maxBytesPerPartition: 256_000,
    allowAutoTopicCreation: false,
    retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => false },
  });
  const over = untilOver(consumer, logger, ending, alive.signal);
  consumer.on('consumer.group_join', ({ payload }) => {
    if (!alive.signal.aborted) life.onJoin(consumer, payload.memberAssignment);
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 16,
      eachBatch: (payload) => life.onBatch(consumer, alive.signal, payload),
    });
    await over;
  } finally {
    alive.abort();
    try {
      consumer.pause(topics.map((topic) => ({ topic })));
    } catch {
      // it never joined
    }
    await life.beforeEnd(consumer);
    await Promise.race([consumer.disconnect().catch(() => undefined), sleep(5_000, undefined, { ref: false })]);
  }
}

function untilOver(consumer: Consumer, logger: Logger, ending: AbortSignal, alive: AbortSignal): Promise<void> {
  let lastSign = performance.now();
  const sign = () => {
    lastSign = performance.now();
  };
  consumer.on('consumer.fetch_start', sign);
  consumer.on('consumer.heartbeat', sign);
  return new Promise<void>((resolve) => {
    ending.addEventListener('abort', () => resolve(), { once: true, signal: alive });
    consumer.on('consumer.crash', ({ payload }) => {
      logger.warn({ err: payload.error }, 'the consumer crashed, starting a new one');
      resolve();
    });
    const watch = setInterval(() => {
      if (performance.now() - lastSign < silenceMs) return;
      logger.warn('the consumer went silent, starting a new one');
      resolve();
    }, 10_000);
    alive.addEventListener('abort', () => clearInterval(watch), { once: true });
    if (ending.aborted) resolve();
  });
}
