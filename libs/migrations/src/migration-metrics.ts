import { setTimeout as sleep } from 'node:timers/promises';
import type { Counter, Metrics } from '@leerhuis/telemetry';
import type { mongo } from 'mongoose';
import type { MigrationDoc } from './migration-doc.ts';

/** Steps that failed, and are tried again. */
export function failureCounter(metrics: Metrics): Counter<'migration'> {
  return metrics.counter({
    name: 'migration_failures_total',
    help: 'Steps of a migration that failed and are tried again',
    labelNames: ['migration'],
  });
}

/** Documents that stay as they are, for staff to decide. */
export function leftCounter(metrics: Metrics): Counter<'migration'> {
  return metrics.counter({
    name: 'migration_left_total',
    help: 'Documents that a migration left as they are, for staff to decide',
    labelNames: ['migration'],
  });
}

/** How far each migration is, read at the scrape: the same whichever copy answers. */
export function showMigrations(metrics: Metrics, docs: mongo.Collection<MigrationDoc>): void {
  const show = (name: string, help: string, figureOf: (doc: MigrationDoc) => number) =>
    metrics.gauge({
      name,
      help,
      labelNames: ['migration'],
      async collect() {
        const measure = async () => {
          for (const doc of await docs.find().hint({ _id: 1 }).toArray())
            this.set({ migration: doc._id }, figureOf(doc));
        };
        // with MongoDB away the other metrics are wanted all the more
        await Promise.race([measure().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
      },
    });
  show('migration_done', '1 once a migration is made, 0 before', ({ doneAt }) => (doneAt ? 1 : 0));
  show('migration_documents_changed', 'Documents that a migration has changed so far', ({ changed }) => changed);
}
