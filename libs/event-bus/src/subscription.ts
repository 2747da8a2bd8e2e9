import { setTimeout as sleep } from 'node:timers/promises';
import type { eventMetrics, Logger } from '@leerhuis/telemetry';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { type PartitionStart, readGroupStart } from './group-start.ts';
import type { RecordHandler } from './handle-record.ts';
import { createIntake, maxUnfinished, type OwnedPartition } from './intake.ts';
import { createProgress } from './progress.ts';
import type { Names } from './topics.ts';

export interface Subscription {
  /** True once it has joined its group and has caught up with what was there when it did. */
  ready(): boolean;
  /** Finishes what is in hand, commits, leaves the group. */
  stop(): Promise<void>;
}

// a killed copy is noticed after the session, the others hear of it at their next heartbeat: together below 10 s
const sessionTimeout = 6_000;
const heartbeatInterval = 700;
const maxWaitTimeInMs = 800;
const rebalanceTimeout = 10_000;
const commitEveryMs = 1_000;
/** kafkajs can stop without a word: when it asked for nothing for so long, it is replaced. */
const silenceMs = 45_000;

/** What one membership of the group owns; a rebalance makes a new one. */
interface Assignment {
  partitions: Map<string, OwnedPartition>;
  starts: Promise<Map<string, PartitionStart>>;
}

export interface SubscriptionOptions {
  openKafka: () => Kafka;
  names: Names;
  group: string;
  topics: string[];
  recordHandler: RecordHandler;
  logger: Logger;
  metrics: ReturnType<typeof eventMetrics> | undefined;
}

/** Consumes for a group until stopped; a consumer that crashed is replaced by a new one. */
export function startSubscription(options: SubscriptionOptions): Subscription {
  const { openKafka, names, group, topics, recordHandler, metrics } = options;
  const logger = options.logger.child({ group });
  const groupId = names.group(group);
  const brokerTopics = topics.map(names.topic);
  const topicOf = new Map(topics.map((topic) => [names.topic(topic), topic]));
  const ending = new AbortController();
  const intake = createIntake({ handle: recordHandler.handle, onFinished, logger });

  let consumer: Consumer | undefined;
  let assignment: Assignment = { partitions: new Map(), starts: Promise.resolve(new Map()) };
  let joined = false;
  let caughtUp = false;
  /** What there was at the join and is not handled yet: partition and end. */
  let backlog = new Map<string, number>();
  const pausedPartitions = new Set<string>();
  let commitTimer: NodeJS.Timeout | undefined;
  let lastSign = performance.now();

  function onFinished(owned: OwnedPartition): void {
    const place = placeOf(owned);
    if (assignment.partitions.get(place) !== owned) return;
    noteProgress(place, owned);
    if (pausedPartitions.has(place) && owned.progress.unfinished() < maxUnfinished / 2) {
      pausedPartitions.delete(place);
      consumer?.resume([{ topic: names.topic(owned.topic), partitions: [owned.partition] }]);
    }
    commitTimer ??= setTimeout(() => void commit(), commitEveryMs);
  }

  function noteProgress(place: string, { progress }: OwnedPartition): void {
    const target = backlog.get(place);
    if (target !== undefined && progress.position() >= target) backlog.delete(place);
    if (joined && backlog.size === 0) caughtUp = true;
  }

  async function commit(): Promise<void> {
    clearTimeout(commitTimer);
    commitTimer = undefined;
    const behind = [...assignment.partitions.values()].filter((owned) => owned.progress.position() > owned.committed);
    const offsets = behind.map((owned) => ({ owned, position: owned.progress.position() }));
    reportLag();
    if (offsets.length === 0 || !consumer) return;
    try {
      await consumer.commitOffsets(
        offsets.map(({ owned, position }) => ({
          topic: names.topic(owned.topic),
          partition: owned.partition,
          offset: String(position),
        })),
      );
      for (const { owned, position } of offsets) owned.committed = position;
    } catch (error) {
      // after a rebalance they are not ours to commit: they come again, and the inbox knows them
      logger.debug({ err: error }, 'offsets could not be committed');
      if (!ending.signal.aborted) commitTimer ??= setTimeout(() => void commit(), commitEveryMs);
    }
  }

  function reportLag(): void {
    if (!metrics) return;
    const lag = new Map(topics.map((topic) => [topic, 0]));
    for (const { topic, highWatermark, progress } of assignment.partitions.values()) {
      lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, highWatermark - progress.position()));
    }
    for (const [topic, value] of lag) metrics.lag.set({ group, topic }, value);
  }

  function onJoin(memberAssignment: Record<string, number[]>): void {
    intake.reset();
    joined = false;
    const places = new Set<string>();
    for (const [brokerTopic, partitions] of Object.entries(memberAssignment)) {
      for (const partition of partitions) places.add(`${topicOf.get(brokerTopic) ?? brokerTopic}/${partition}`);
    }
    logger.info({ partitions: places.size }, 'joined the group');
    recordHandler.keepOnly((topic, partition) => places.has(`${topic}/${partition}`));
    if (pausedPartitions.size > 0) consumer?.resume(brokerTopics.map((topic) => ({ topic })));
    pausedPartitions.clear();
    const mine: Assignment = { partitions: new Map(), starts: readGroupStart(openKafka(), groupId, brokerTopics) };
    assignment = mine;
    mine.starts
      .then((starts) => {
        if (assignment !== mine) return;
        backlog = new Map();
        for (const [brokerPlace, { start, high }] of starts) {
          const place = brokerPlace.slice(names.topic('').length);
          if (places.has(place) && start < high) backlog.set(place, high);
        }
        joined = true;
        for (const [place, owned] of mine.partitions) noteProgress(place, owned);
        if (backlog.size === 0) caughtUp = true;
      })
      // whoever waits for it in onBatch fails, and the consumer begins anew
      .catch((error: unknown) => logger.warn({ err: error }, 'the offsets of the group could not be read'));
  }

  /** Takes a batch over and lets the next be fetched, so that a slow or held record doesn't end the membership. */
  async function onBatch(alive: AbortSignal, payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, pause } = payload;
    const mine = assignment;
    const starts = await mine.starts;
    if (alive.aborted) return;
    if (assignment !== mine) throw new Error('fetched before the group was joined anew');
    const topic = topicOf.get(batch.topic) ?? batch.topic;
    const place = `${topic}/${batch.partition}`;
    let owned = mine.partitions.get(place);
    if (!owned) {
      const start = starts.get(`${batch.topic}/${batch.partition}`)?.start ?? 0;
      const { fetchedOffset } = batch as unknown as { fetchedOffset: string };
      if (Number(fetchedOffset) > start) {
        // left over from the membership before: what lies between would be lost
        consumer?.seek({ topic: batch.topic, partition: batch.partition, offset: String(start) });
        return;
      }
      const progress = createProgress(start);
      owned = { topic, partition: batch.partition, progress, highWatermark: 0, committed: start };
      mine.partitions.set(place, owned);
    }
    owned.highWatermark = Number(batch.highWatermark);
    intake.take(owned, batch.messages);
    owned.progress.reach(Number(batch.lastOffset()) + 1);
    resolveOffset(batch.messages.at(-1)?.offset ?? batch.lastOffset());
    reportLag();

    const patience = performance.now() + 1_000;
    while (intake.isFull(owned)) {
      if (alive.aborted || assignment !== mine) return;
      if (intake.isStuck() || performance.now() > patience) {
        pausedPartitions.add(place);
        pause();
        return;
      }
      await sleep(20);
      await heartbeat();
    }
  }

  /** One consumer from its first breath to its last; resolves when it has crashed or the subscription ends. */
  async function live(): Promise<void> {
    const alive = new AbortController();
    const mine = openKafka().consumer({
      groupId,
      sessionTimeout,
      heartbeatInterval,
      rebalanceTimeout,
      maxWaitTimeInMs,
      maxBytes: 2_000_000,
      maxBytesPerPartition: 256_000,
      allowAutoTopicCreation: false,
      // kafkajs sometimes does not start again after a crash (tulios/kafkajs issues 1443, 1721): we always do so ourselves
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 5, restartOnFailure: async () => false },
    });
    consumer = mine;
    lastSign = performance.now();
    try {
      const over = new Promise<void>((resolve) => {
        ending.signal.addEventListener('abort', () => resolve(), { once: true });
        mine.on('consumer.crash', ({ payload }) => {
          logger.warn({ err: payload.error }, 'the consumer crashed, starting a new one');
          resolve();
        });
        const watch = setInterval(() => {
          if (performance.now() - lastSign < silenceMs) return;
          logger.warn('the consumer went silent, starting a new one');
          resolve();
        }, 10_000);
        alive.signal.addEventListener('abort', () => clearInterval(watch), { once: true });
      });
      const sign = () => {
        lastSign = performance.now();
      };
      mine.on('consumer.fetch_start', sign);
      mine.on('consumer.heartbeat', sign);
      mine.on('consumer.group_join', ({ payload }) => {
        if (!alive.signal.aborted) onJoin(payload.memberAssignment);
      });
      await mine.connect();
      await mine.subscribe({ topics: brokerTopics, fromBeginning: true });
      await mine.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 16,
        eachBatch: (payload) => onBatch(alive.signal, payload),
      });
      await over;
    } finally {
      alive.abort();
      pauseAll(mine);
      intake.reset();
      // in hand: finished, within reason, so that its offsets can be committed before the group is left
      await Promise.race([intake.idle(), sleep(5_000, undefined, { ref: false })]);
      await commit();
      clearTimeout(commitTimer);
      commitTimer = undefined;
      consumer = undefined;
      joined = false;
      await Promise.race([mine.disconnect().catch(() => undefined), sleep(5_000, undefined, { ref: false })]);
    }
  }

  /** Membership goes on until the offsets are committed, fetching doesn't. */
  function pauseAll(mine: Consumer): void {
    try {
      mine.pause(brokerTopics.map((topic) => ({ topic })));
    } catch {
      // it never joined
    }
  }

  const living = (async () => {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      const born = performance.now();
      await live().catch((error: unknown) => logger.warn({ err: error }, 'the consumer could not start, trying again'));
      if (performance.now() - born > 60_000) failures = 0;
      const pause = Math.min(200 * 2 ** failures, 5_000);
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    ready: () => caughtUp,
    async stop() {
      ending.abort();
      await living;
    },
  };
}

function placeOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}
