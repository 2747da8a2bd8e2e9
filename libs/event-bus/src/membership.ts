import { setTimeout as sleep } from 'node:timers/promises';
import type { eventMetrics, Logger } from '@leerhuis/telemetry';
import type { Batch, Kafka } from 'kafkajs';
import { type PartitionStart, readGroupStart } from './group-start.ts';
import type { OwnedPartition } from './intake.ts';
import { createProgress } from './progress.ts';
import type { Names } from './topics.ts';

/** What this copy owns, and how far it is, from one rebalance of its group to the next. */
export interface Membership {
  /** Partitions were given out anew, by the broker's names; tells which are ours. */
  join(assigned: Record<string, number[]>): (topic: string, partition: number) => boolean;
  /**
   * The partition that a batch belongs to; `seekTo` when the batch is one from before the join, and what lies between would
   * be lost.
   * @throws when the group was joined anew meanwhile: the batch comes again
   */
  find(batch: Batch): Promise<OwnedPartition | { seekTo: number }>;
  owns(owned: OwnedPartition): boolean;
  /** To be called when records of it were finished. */
  note(owned: OwnedPartition): void;
  uncommitted(): OwnedPartition[];
  reportLag(): void;
  /** Joined, and once through what was there at the join. */
  caughtUp(): boolean;
}

interface Assignment {
  partitions: Map<string, OwnedPartition>;
  starts: Promise<Map<string, PartitionStart>>;
}

export function createMembership(options: {
  openKafka: () => Kafka;
  names: Names;
  group: string;
  topics: string[];
  logger: Logger;
  metrics: ReturnType<typeof eventMetrics> | undefined;
  /** Aborted when the subscription ends. */
  ending: AbortSignal;
}): Membership {
  const { openKafka, names, group, topics, logger, metrics, ending } = options;
  const topicOf = new Map(topics.map((topic) => [names.topic(topic), topic]));
  const placeOf = (brokerTopic: string, partition: number) => `${topicOf.get(brokerTopic) ?? brokerTopic}/${partition}`;
  let assignment: Assignment = { partitions: new Map(), starts: Promise.resolve(new Map()) };
  /** Partitions with records from before the join that are not handled yet, and where these end; unknown at first. */
  let backlog: Map<string, number> | undefined;
  let caughtUp = false;

  function note({ topic, partition, progress }: OwnedPartition): void {
    const place = `${topic}/${partition}`;
    const end = backlog?.get(place);
    if (end !== undefined && progress.position() >= end) backlog?.delete(place);
    if (backlog?.size === 0) caughtUp = true;
  }

  async function readBacklog(mine: Assignment, places: Set<string>): Promise<void> {
    const starts = await mine.starts;
    if (assignment !== mine) return;
    backlog = new Map();
    for (const [place, { start, high }] of starts) if (places.has(place) && start < high) backlog.set(place, high);
    for (const owned of mine.partitions.values()) note(owned);
    if (backlog.size === 0) caughtUp = true;
  }

  /** Persists: right after Kafka starts its coordinators can't tell yet, and with no records nobody else would ask again. */
  async function readStarts(isCurrent: () => boolean): Promise<Map<string, PartitionStart>> {
    for (let failures = 0; ; failures += 1) {
      try {
        const starts = await readGroupStart(openKafka(), names.group(group), topics.map(names.topic));
        return new Map(starts.map((start) => [placeOf(start.topic, start.partition), start]));
      } catch (error) {
        if (!isCurrent()) throw error;
        logger.warn({ err: error }, 'the offsets of the group could not be read, trying again');
        await sleep(Math.min(200 * 2 ** failures, 5_000), undefined, { signal: ending });
      }
    }
  }

  return {
    join(assigned) {
      const places = new Set<string>();
      for (const [brokerTopic, partitions] of Object.entries(assigned)) {
        for (const partition of partitions) places.add(placeOf(brokerTopic, partition));
      }
      logger.info({ partitions: places.size }, 'joined the group');
      const mine: Assignment = { partitions: new Map(), starts: readStarts(() => assignment === mine) };
      assignment = mine;
      backlog = undefined;
      // given up only when the group was joined anew, or all ends
      readBacklog(mine, places).catch((error: unknown) => logger.debug({ err: error }, 'no longer of use'));
      return (topic, partition) => places.has(`${topic}/${partition}`);
    },

    async find(batch) {
      const mine = assignment;
      const place = placeOf(batch.topic, batch.partition);
      const start = (await mine.starts).get(place)?.start ?? 0;
      if (assignment !== mine) throw new Error('fetched before the group was joined anew');
      const known = mine.partitions.get(place);
      if (known) return known;
      const { fetchedOffset } = batch as unknown as { fetchedOffset: string };
      if (Number(fetchedOffset) > start) return { seekTo: start };
      const owned: OwnedPartition = {
        topic: topicOf.get(batch.topic) ?? batch.topic,
        partition: batch.partition,
        progress: createProgress(start),
        highWatermark: 0,
        committed: start,
      };
      mine.partitions.set(place, owned);
      return owned;
    },

    owns: (owned) => assignment.partitions.get(`${owned.topic}/${owned.partition}`) === owned,
    note,
    uncommitted: () =>
      [...assignment.partitions.values()].filter(({ progress, committed }) => progress.position() > committed),

    reportLag() {
      if (!metrics) return;
      const lag = new Map(topics.map((topic) => [topic, 0]));
      for (const { topic, highWatermark, progress } of assignment.partitions.values()) {
        lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, highWatermark - progress.position()));
      }
      for (const [topic, value] of lag) metrics.lag.set({ group, topic }, value);
    },

    caughtUp: () => caughtUp,
  };
}
