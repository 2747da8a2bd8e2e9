import type { Gauge, Logger } from '@leerhuis/telemetry';
import type { Link } from './link.ts';
import { deadQueue } from './names.ts';

/** A scrape asks the broker at most this often. */
const freshFor = 5_000;

/**
 * Fills the gauge at each scrape with the jobs that wait, and those that are parked, per queue.
 * @param queues label → name on the broker; read at each scrape
 */
export function measureDepth(
  gauge: Gauge<'queue'>,
  link: () => Link | null,
  queues: ReadonlyMap<string, string>,
  logger: Logger,
): void {
  let measuredAt = Number.NEGATIVE_INFINITY;
  const measure = async (): Promise<void> => {
    if (performance.now() - measuredAt < freshFor) return;
    measuredAt = performance.now();
    await link()?.withChannel(async (channel) => {
      for (const [label, queue] of queues) {
        gauge.set({ queue: label }, (await channel.checkQueue(queue)).messageCount);
        gauge.set({ queue: deadQueue(label) }, (await channel.checkQueue(deadQueue(queue))).messageCount);
      }
    });
  };
  // the declared type of `collect` binds `this`; nothing here needs it
  Object.assign(gauge, {
    collect: () => measure().catch((err: unknown) => logger.warn({ err }, 'queue depth not measured')),
  });
}
