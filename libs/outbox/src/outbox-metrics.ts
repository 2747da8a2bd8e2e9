import { setTimeout as sleep } from 'node:timers/promises';
import type { Metrics } from '@leerhuis/telemetry';
import type { mongo } from 'mongoose';
import type { OutboxEntry, OutboxKind } from './collections.ts';

const kinds: OutboxKind[] = ['event', 'job'];

/** Counted when somebody asks, by the calendar that MongoDB has as well: the backlog is the database's, the same whichever copy answers. */
export function registerOutboxMetrics(metrics: Metrics, outbox: mongo.Collection<OutboxEntry>): void {
  metrics.gauge({
    name: 'outbox_backlog',
    help: 'Entries not yet published',
    labelNames: ['kind'],
    async collect() {
      await withinASecond(async () => {
        for (const kind of kinds) this.set({ kind }, await outbox.countDocuments({ kind }));
      });
    },
  });
  metrics.gauge({
    name: 'outbox_age_seconds',
    help: 'Age of the oldest entry not yet published',
    labelNames: ['kind'],
    async collect() {
      await withinASecond(async () => {
        for (const kind of kinds) {
          const oldest = await outbox.findOne({ kind }, { sort: { at: 1 }, projection: { at: 1 } });
          this.set({ kind }, oldest ? Math.max(0, Date.now() / 1000 - oldest.at.getHighBits()) : 0);
        }
      });
    },
  });
}

/** With MongoDB away the other metrics are wanted all the more; these keep their last value. */
async function withinASecond(measure: () => Promise<void>): Promise<void> {
  await Promise.race([measure().catch(() => undefined), sleep(1_000, undefined, { ref: false })]);
}
