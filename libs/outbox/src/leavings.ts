import type { Logger } from '@leerhuis/telemetry';
import type { mongo } from 'mongoose';
import type { OutboxEntry } from './collections.ts';

const sweptAfterMs = 50;
/** Fewer than are read at once, so that a read is never full of what was published already. */
const sweptAt = 250;

/** Entries that were published and are still in the outbox. */
export interface Leavings {
  /**
   * Keeps in mind that these were published; when there are many, waits for them to be deleted.
   * @throws when these can't be: they stay in mind
   */
  add(ids: readonly string[]): Promise<void>;
  /** Also of what was deleted since the last look: a read that began before may still find it. */
  has(id: string): boolean;
  /** Says that a read begins, which finds nothing any more of what is deleted by now. */
  look(): void;
  /** Deletes them all. @throws when it can't: they stay in mind */
  sweep(): Promise<void>;
}

/**
 * Deletes what was published, many at a time: each delete costs the database as much as what it is deleted after. Entries
 * that a killed process leaves are published again, which consumers know.
 */
export function createLeavings(outbox: mongo.Collection<OutboxEntry>, logger: Logger): Leavings {
  const published = new Set<string>();
  let deleted = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const ids = [...published];
    if (ids.length === 0) return;
    await outbox.deleteMany({ _id: { $in: ids } });
    for (const id of ids) {
      deleted.add(id);
      published.delete(id);
    }
  }

  function sweepIn(ms: number): void {
    timer ??= setTimeout(() => {
      sweep().catch((error: unknown) => {
        logger.warn({ err: error, entries: published.size }, 'published outbox entries could not be deleted yet');
        sweepIn(1_000);
      });
    }, ms).unref();
  }

  return {
    async add(ids) {
      for (const id of ids) published.add(id);
      if (published.size >= sweptAt) await sweep();
      else sweepIn(sweptAfterMs);
    },
    has: (id) => published.has(id) || deleted.has(id),
    look() {
      deleted = new Set();
    },
    sweep,
  };
}
