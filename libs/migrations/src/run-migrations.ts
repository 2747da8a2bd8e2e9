import { setTimeout as sleep } from 'node:timers/promises';
import { databaseOf } from '@leerhuis/mongo';
import { createLease, type Lease, type LeaseDocument } from '@leerhuis/outbox';
import type { Metrics } from '@leerhuis/telemetry';
import type { Migration, MigrationContext } from './migration.ts';
import type { MigrationDoc } from './migration-doc.ts';
import { failureCounter, leftCounter, showMigrations } from './migration-metrics.ts';

export interface Migrating {
  /** Resolves when the database knows of all of them. */
  listed: Promise<void>;
  /** Resolves when all of them are made, by whichever copy; rejects when it is stopped before. */
  done: Promise<void>;
  /** Ends after the step in hand; the next start, or another copy, goes on from there. */
  stop(): Promise<void>;
}

export interface MigratingOptions {
  context: Omit<MigrationContext, 'leave' | 'since'>;
  metrics: Metrics;
  /** How long copies of the version before may run beside those of this one. */
  againAfterMs?: number;
  leaseMs?: number;
}

const defaultLeaseMs = 8_000;
const refusedMs = 500;
const retryMs = { first: 1_000, longest: 60_000 };

/** Makes the migrations that were not made yet, in the order of the list, one copy of a service at a time. */
export function runMigrations(migrations: readonly Migration[], options: MigratingOptions): Migrating {
  const { context, metrics, leaseMs = defaultLeaseMs, againAfterMs = 10 * 60_000 } = options;
  const { logger } = context;
  const docs = databaseOf(context.connection).collection<MigrationDoc>('migrations');
  const leases = databaseOf(context.connection).collection<LeaseDocument>('migrations');
  const holder = context.newId();
  const ending = new AbortController();
  const failures = failureCounter(metrics);
  const left = leftCounter(metrics);
  showMigrations(metrics, docs);

  const pause = (ms: number) => sleep(ms, undefined, { signal: ending.signal, ref: false });

  async function get({ id }: Migration): Promise<MigrationDoc> {
    const fresh = {
      holder: null,
      until: new Date(0),
      position: null,
      changed: 0,
      startedAt: null,
      doneAt: null,
      againAt: null,
    };
    await docs.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true });
    const doc = await docs.findOne({ _id: id });
    if (!doc) throw new Error(`migration ${id} was removed`);
    return doc;
  }

  /** @returns false when another copy has taken over */
  async function keep({ id }: Migration, next: string | null, changed: number): Promise<boolean> {
    const { matchedCount } = await docs.updateOne(
      { _id: id, holder },
      { $set: { position: next }, $inc: { changed } },
      { writeConcern: { w: 'majority' } },
    );
    return matchedCount === 1;
  }

  async function finish({ id }: Migration, isAgain: boolean): Promise<void> {
    const again = isAgain ? null : { $add: ['$$NOW', againAfterMs] };
    const doneAt = isAgain ? '$doneAt' : '$$NOW';
    await docs.updateOne({ _id: id, holder }, [{ $set: { doneAt, againAt: again } }], {
      writeConcern: { w: 'majority' },
    });
  }

  function leave(migration: string, document: string, why: string): void {
    left.inc({ migration });
    logger.warn({ migration, document, why }, 'a migration left a document as it is: staff decide');
  }

  /** All steps from where the last one ended. */
  async function goThrough(migration: Migration, lease: Lease, isAgain: boolean): Promise<void> {
    const doc = await get(migration);
    if (isAgain ? doc.againAt === null : doc.doneAt !== null) return;
    const { id, what } = migration;
    logger.info({ migration: id, what, from: doc.position, isAgain }, 'migrating');
    if (!doc.startedAt) await docs.updateOne({ _id: id, holder }, [{ $set: { startedAt: '$$NOW' } }]);
    // a minute for clocks that differ
    const since = isAgain && doc.startedAt ? new Date(doc.startedAt.getTime() - 60_000) : null;
    let changed = 0;
    let position = doc.position;
    do {
      ending.signal.throwIfAborted();
      if (!lease.held()) return;
      const step = await migration.step(position, {
        ...context,
        since,
        leave: (document, why) => leave(id, document, why),
      });
      changed += step.changed;
      position = step.next;
      if (!(await keep(migration, position, step.changed))) return;
    } while (position !== null);
    await finish(migration, isAgain);
    logger.info({ migration: id, changed, changedInAll: doc.changed + changed, isAgain }, 'migrated');
  }

  /** Has one copy go through a migration; the others come back to look whether it is done. */
  async function turn(migration: Migration, isAgain: boolean): Promise<void> {
    const lease = createLease(leases, migration.id, holder, leaseMs);
    if (!(await lease.take())) return pause(refusedMs);
    const renewal = setInterval(() => void lease.take().catch(() => undefined), leaseMs / 3);
    try {
      await goThrough(migration, lease, isAgain);
    } finally {
      clearInterval(renewal);
      await lease.release().catch(() => undefined);
    }
  }

  async function complete(migration: Migration, isAgain: boolean): Promise<void> {
    let wait = retryMs.first;
    for (;;) {
      ending.signal.throwIfAborted();
      try {
        const { doneAt, againAt } = await get(migration);
        if (isAgain ? againAt === null : doneAt !== null) return;
        await turn(migration, isAgain);
        wait = retryMs.first;
      } catch (error) {
        if (ending.signal.aborted) throw error;
        failures.inc({ migration: migration.id });
        logger.error({ err: error, migration: migration.id }, 'a migration goes on later');
        await pause(wait);
        wait = Math.min(2 * wait, retryMs.longest);
      }
    }
  }

  async function onceMore(): Promise<void> {
    for (const migration of migrations) {
      const { againAt } = await get(migration);
      if (againAt === null) continue;
      await pause(Math.max(0, againAt.getTime() - Date.now()));
      await complete(migration, true);
    }
  }

  const listed = (async () => {
    for (const migration of migrations) await get(migration);
  })();
  const done = (async () => {
    await listed.catch(() => undefined);
    for (const migration of migrations) await complete(migration, false);
  })();
  const after = done.then(onceMore).catch((error: unknown) => {
    if (!ending.signal.aborted) logger.error({ err: error }, 'migrations were not gone through once more');
  });
  return {
    listed,
    done,
    async stop() {
      ending.abort(new Error('the service stops'));
      await after;
    },
  };
}
