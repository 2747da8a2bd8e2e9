import { setTimeout as sleep } from 'node:timers/promises';
import type { eventMetrics, Logger } from '@leerhuis/telemetry';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { liveAsConsumer } from './consumer-life.ts';
import type { RecordHandler } from './handle-record.ts';
import { createIntake, maxUnfinished, type OwnedPartition } from './intake.ts';
import { createMembership } from './membership.ts';
import type { Names } from './topics.ts';

export interface Subscription {
  /** True once it has joined its group and has caught up with what was there when it did. */
  ready(): boolean;
  /** Finishes what is in hand, commits, leaves the group. */
  stop(): Promise<void>;
}

const commitEveryMs = 1_000;
const patienceMs = 1_000;
const longestFinish = 5_000;

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
  const brokerTopics = topics.map(names.topic);
  const ending = new AbortController();
  const membership = createMembership({ openKafka, names, group, topics, logger, metrics, ending: ending.signal });
  const intake = createIntake({ handle: recordHandler.handle, onFinished, logger });
  const paused = new Map<OwnedPartition, () => void>();
  let consumer: Consumer | undefined;
  let commitTimer: NodeJS.Timeout | undefined;

  function onFinished(owned: OwnedPartition): void {
    if (!membership.owns(owned)) return;
    membership.note(owned);
    if (owned.progress.unfinished() < maxUnfinished / 2) {
      paused.get(owned)?.();
      paused.delete(owned);
    }
    commitTimer ??= setTimeout(() => void commit(), commitEveryMs);
  }

  async function commit(): Promise<void> {
    clearTimeout(commitTimer);
    commitTimer = undefined;
    membership.reportLag();
    const positions = membership.uncommitted().map((owned) => ({ owned, position: owned.progress.position() }));
    if (positions.length === 0 || !consumer) return;
    try {
      await consumer.commitOffsets(
        positions.map(({ owned: { topic, partition }, position }) => ({
          topic: names.topic(topic),
          partition,
          offset: String(position),
        })),
      );
      for (const { owned, position } of positions) owned.committed = position;
    } catch (error) {
      // after a rebalance they are not ours to commit: they come again, and the inbox knows them
      logger.debug({ err: error }, 'offsets could not be committed');
      if (!ending.signal.aborted) commitTimer ??= setTimeout(() => void commit(), commitEveryMs);
    }
  }

  function onJoin(joined: Consumer, assigned: Record<string, number[]>): void {
    consumer = joined;
    intake.reset();
    if (paused.size > 0) joined.resume(brokerTopics.map((topic) => ({ topic })));
    paused.clear();
    recordHandler.keepOnly(membership.join(assigned));
  }

  /** Takes a batch over and lets the next be fetched, so that a slow or held record doesn't end the membership. */
  async function onBatch(from: Consumer, alive: AbortSignal, payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, pause } = payload;
    const owned = await membership.find(batch);
    if (alive.aborted) return;
    if ('seekTo' in owned) {
      from.seek({ topic: batch.topic, partition: batch.partition, offset: String(owned.seekTo) });
      return;
    }
    owned.highWatermark = Number(batch.highWatermark);
    intake.take(owned, batch.messages);
    owned.progress.reach(Number(batch.lastOffset()) + 1);
    resolveOffset(batch.messages.at(-1)?.offset ?? batch.lastOffset());
    membership.reportLag();

    const end = performance.now() + patienceMs;
    while (intake.isFull(owned) && !alive.aborted && membership.owns(owned)) {
      if (intake.isStuck() || performance.now() > end) {
        paused.set(owned, pause());
        return;
      }
      await sleep(20);
      await heartbeat();
    }
  }

  /** What is in hand is finished, within reason, so that its offsets can be committed before the group is left. */
  async function beforeEnd(): Promise<void> {
    intake.reset();
    await Promise.race([intake.idle(), sleep(longestFinish, undefined, { ref: false })]);
    await commit();
    clearTimeout(commitTimer);
    commitTimer = undefined;
    consumer = undefined;
  }

  const life = { groupId: names.group(group), topics: brokerTopics, onJoin, onBatch, beforeEnd, logger };
  const living = (async () => {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      const born = performance.now();
      await liveAsConsumer(openKafka(), life, ending.signal).catch((error: unknown) =>
        logger.warn({ err: error }, 'the consumer could not start, trying again'),
      );
      if (performance.now() - born > 60_000) failures = 0;
      const pause = Math.min(200 * 2 ** failures, 5_000);
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    ready: membership.caughtUp,
    async stop() {
      ending.abort();
      await living;
    },
  };
}
