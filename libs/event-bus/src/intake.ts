import type { Logger } from '@leerhuis/telemetry';
import type { KafkaMessage } from 'kafkajs';
import type { Outcome } from './handle-record.ts';
import { createLanes, type LaneResult } from './lanes.ts';
import type { Progress } from './progress.ts';
import type { EventRecord } from './record.ts';

/** Keys that are worked on at the same moment: enough for the inbox to handle many together. */
const concurrency = 64;
/** Unfinished records of one partition, after which no more of it are fetched. */
export const maxUnfinished = 1_000;
const longestPause = 5_000;

/** A partition that this copy owns, between two rebalances. */
export interface OwnedPartition {
  topic: string;
  partition: number;
  progress: Progress;
  highWatermark: number;
  committed: number;
}

export interface Intake {
  /** Takes the records of a batch; those that were taken before are left out. */
  take(owned: OwnedPartition, messages: KafkaMessage[]): void;
  /** True when records of it wait too long for more to be fetched. */
  isFull(owned: OwnedPartition): boolean;
  /** True when waiting for room is no use: all that is taken is held up. */
  isStuck(): boolean;
  /** Drops what is not in hand: the partitions are given out anew. */
  reset(): void;
  /** Resolves when nothing is in hand any more. */
  idle(): Promise<void>;
}

/** Keeps the order per key, and waits while the database is away. */
export function createIntake(options: {
  handle: (record: EventRecord) => Promise<Outcome>;
  onFinished: (owned: OwnedPartition) => void;
  logger: Logger;
}): Intake {
  const { handle, onFinished, logger } = options;
  const lanes = createLanes(work, concurrency);
  /** 0 while the database is there */
  let pause = 0;
  let suspended = false;

  async function work({ owned, record }: { owned: OwnedPartition; record: EventRecord }): Promise<LaneResult> {
    const outcome = await handle(record);
    if (outcome === 'away') {
      suspend();
      return { holdMs: 0 };
    }
    if (pause > 0) resume();
    if (outcome === 'finished') {
      owned.progress.finish(record.offset);
      onFinished(owned);
    }
    return outcome;
  }

  function suspend(): void {
    if (suspended) return;
    suspended = true;
    if (pause === 0) logger.warn('the database is away, events wait');
    pause = Math.min(Math.max(200, pause * 2), longestPause);
    lanes.setLimit(0);
    setTimeout(() => {
      suspended = false;
      // one record goes to see whether the database is back, unless one that was in hand has told so meanwhile
      lanes.setLimit(pause === 0 ? concurrency : 1);
    }, pause).unref();
  }

  function resume(): void {
    pause = 0;
    logger.info('the database is back, events are handled again');
    if (!suspended) lanes.setLimit(concurrency);
  }

  return {
    take(owned, messages) {
      const { topic, partition, progress } = owned;
      for (const { offset, key, value, headers } of messages) {
        const record = { topic, partition, offset: Number(offset), key, value, headers: headers ?? {} };
        if (!progress.add(record.offset)) continue;
        lanes.add(`${topic}/${partition}/${key ? key.toString() : ''}`, { owned, record });
      }
    },
    isFull: ({ progress }) => progress.unfinished() >= maxUnfinished,
    isStuck: () => lanes.stuck(),
    reset: () => lanes.clear(),
    idle: () => lanes.idle(),
  };
}
