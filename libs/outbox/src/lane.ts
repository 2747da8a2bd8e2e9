import { AsyncResource } from 'node:async_hooks';
import type { Logger } from '@leerhuis/telemetry';
import type { mongo } from 'mongoose';
import type { OutboxEntry, OutboxKind } from './collections.ts';
import { createLeavings } from './leavings.ts';
import { batchSize, type HeldUp, type ReadEntries } from './read-together.ts';

/** After this many failures of a batch its entries are tried one by one, to let the good ones through. */
const failuresBeforeIsolation = 3;
/** So many entries in a row for one topic or queue that fail alone too: it takes nothing now, and the rest is not tried. */
const failuresThatMeanClosed = 3;

export interface Lane {
  wake(): void;
  /** Publishing, or waiting to try again. */
  busy(): boolean;
  /** Resolves when the batch in hand is finished; nothing is taken up after. */
  stop(): Promise<void>;
}

/**
 * Publishes the entries of one kind in their order, and deletes them after (`leavings.ts`). Events and jobs have a lane each, so that
 * Kafka being away doesn't hold up RabbitMQ's work.
 */
export function startLane(options: {
  kind: OutboxKind;
  outbox: mongo.Collection<OutboxEntry>;
  read: ReadEntries;
  mayPublish: () => boolean;
  publish: (entries: OutboxEntry[]) => Promise<void>;
  logger: Logger;
}): Lane {
  const { kind, outbox, read, mayPublish, publish, logger } = options;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  const leavings = createLeavings(outbox, logger);

  async function publishAndDelete(entries: OutboxEntry[]): Promise<void> {
    if (!mayPublish()) return;
    await publish(entries);
    await leavings.add(entries.map(({ _id }) => _id));
  }

  /**
   * An entry that cannot be published holds up later entries of its key, and no others.
   * @throws when none of them can be: it is the broker
   */
  async function publishOneByOne(entries: OutboxEntry[], heldUp: HeldUp): Promise<void> {
    const inARow = new Map<string, number>();
    let published = 0;
    let cause: unknown;
    for (const entry of entries) {
      const { key, topicOrQueue } = entry;
      if (stopped) return;
      if (heldUp.keys.has(key) || heldUp.topicsOrQueues.has(topicOrQueue)) continue;
      try {
        await publishAndDelete([entry]);
        published += 1;
        inARow.delete(topicOrQueue);
      } catch (error) {
        cause = error;
        heldUp.keys.add(key);
        const failed = (inARow.get(topicOrQueue) ?? 0) + 1;
        inARow.set(topicOrQueue, failed);
        if (failed === failuresThatMeanClosed) heldUp.topicsOrQueues.add(topicOrQueue);
      }
    }
    if (published === 0) throw cause;
  }

  // entries of many requests: not to be shown as work of the one whose commit happened to wake the lane
  const pump = AsyncResource.bind(publishAll);

  async function publishAll(): Promise<void> {
    const heldUp: HeldUp = { keys: new Set(), topicsOrQueues: new Set() };
    let cause: unknown;
    do {
      again = false;
      for (;;) {
        if (stopped || !mayPublish()) return;
        leavings.look();
        const found = await read(kind, heldUp);
        const entries = found.filter(({ _id }) => !leavings.has(_id));
        if (entries.length === 0 && found.length < batchSize) break;
        try {
          await publishAndDelete(entries);
        } catch (error) {
          if (failures < failuresBeforeIsolation) throw error;
          cause = error;
          await publishOneByOne(entries, heldUp);
        }
        if (heldUp.keys.size === 0) wentWell();
        if (found.length < batchSize && !again) break;
      }
    } while (again);
    if (heldUp.keys.size > 0) throw cause;
  }

  function wentWell(): void {
    if (failures > 0) logger.info({ kind, failures }, 'outbox is being published again');
    failures = 0;
  }

  function wake(): void {
    if (stopped || retry) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = pump()
      .catch((error: unknown) => {
        failures += 1;
        const delay = Math.min(100 * 2 ** (failures - 1), 5_000);
        if (stopped) return;
        logger.warn({ err: error, kind, failures, delay }, 'outbox entries could not be published, trying again');
        retry = setTimeout(() => {
          retry = undefined;
          wake();
        }, delay);
      })
      .finally(() => {
        running = undefined;
        if (again) wake();
      });
  }

  return {
    wake,
    busy: () => running !== undefined || retry !== undefined,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await running;
      await leavings.sweep().catch((error: unknown) => {
        logger.warn({ err: error, kind }, 'published outbox entries are left behind, to be published again');
      });
    },
  };
}
