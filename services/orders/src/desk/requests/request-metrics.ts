import type { Metrics } from '@leerhuis/telemetry';

/** Requests of employees that no manager answered yet, counted at the scrape: the same whichever copy answers. */
export function showWaiting(metrics: Metrics, count: () => Promise<number>): void {
  metrics.gauge({
    name: 'order_requests_waiting',
    help: 'What employees asked to order that waits for the yes of a manager (C-8)',
    async collect() {
      // with MongoDB away the other metrics are wanted all the more
      const waiting = await count().catch(() => null);
      if (waiting !== null) this.set(waiting);
    },
  });
}
