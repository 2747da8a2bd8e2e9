import type { Metrics } from '@leerhuis/telemetry';
import type { OrderQueries } from './order-queries.ts';

/** Orders that a person has to look at, counted at the scrape: the same whichever copy answers. */
export function showAttention(metrics: Metrics, count: OrderQueries['countAttention']): void {
  metrics.gauge({
    name: 'orders_to_look_at',
    help: 'Orders that a person has to look at, by why: reopened, credit-note-due, to-give-back',
    labelNames: ['reason'],
    async collect() {
      // with MongoDB away the other metrics are wanted all the more
      const counts = await count().catch(() => ({}));
      for (const [reason, orders] of Object.entries(counts)) this.set({ reason }, orders);
    },
  });
}
