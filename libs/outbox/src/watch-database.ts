import { setTimeout as sleep } from 'node:timers/promises';
import type { mongo } from 'mongoose';

/**
 * Tells of entries that other processes than `self` have committed, and of a lease that was given up. Only a wake-up: what it misses
 * while it reconnects the slow poll finds.
 */
export function watchDatabase(
  db: mongo.Db,
  self: string,
  on: { onEntry: () => void; onLeaseReleased: () => void },
): { stop(): Promise<void> } {
  const ending = new AbortController();
  let stream: mongo.ChangeStream | undefined;

  async function follow(): Promise<void> {
    stream = db.watch(
      [
        {
          $match: {
            $or: [
              { operationType: 'insert', 'ns.coll': 'outbox', 'fullDocument.by': { $ne: self } },
              { 'ns.coll': 'outboxLease', 'updateDescription.updatedFields.holder': { $type: 'null' } },
            ],
          },
        },
        { $project: { ns: 1 } },
      ],
      { maxAwaitTimeMS: 5_000 },
    );
    for await (const change of stream as AsyncIterable<{ ns?: { coll?: string } }>) {
      if (ending.signal.aborted) return;
      if (change.ns?.coll === 'outbox') on.onEntry();
      else on.onLeaseReleased();
    }
  }

  void (async () => {
    while (!ending.signal.aborted) {
      try {
        await follow();
      } catch {
        // MongoDB away or restarted: the stream is opened anew
      }
      await stream?.close().catch(() => undefined);
      if (!ending.signal.aborted) await sleep(1_000, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    async stop() {
      ending.abort();
      // its pending request ends by itself at the server within maxAwaitTimeMS, or with the connection: not waited for
      await stream?.close().catch(() => undefined);
    },
  };
}
