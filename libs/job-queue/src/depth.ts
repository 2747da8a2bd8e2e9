import type { Gauge, Logger } from '@leerhuis/telemetry';
import type { Link } from './link.ts';
import { deadQueue } from './names.ts';

/** A scrape asks the broker at most this often. */
const freshFor = 5_000;

export interface WorkedQueue {
  /** On the broker. */
  name: string;
  /** Jobs handed over to this process that wait for their turn. */
  waitingHere: () => number;
}

/**
 * Fills the gauge at each scrape with the jobs that wait, and those that are parked, per queue.
 * @param queues by label; read at each scrape
 */
export function measureDepth(
  gauge: Gauge<'queue'>,
  link: () => Link | null,
  queues: ReadonlyMap<string, WorkedQueue>,
  logger: Logger,
): void {
  let measuredAt = Number.NEGATIVE_INFINITY;
  const measure = async (): Promise<void> => {
    if (performance.now() - measuredAt < freshFor) return;
    measuredAt = performance.now();
    await link()?.withChannel(async (channel) => {
      for (const [label, { name, waitingHere }] of queues) {
        gauge.set({ queue: label }, (await channel.checkQueue(name)).messageCount + waitingHere());
        gauge.set({ queue: deadQueue(label) }, (await channel.checkQueue(deadQueue(name))).messageCount);
      }
    });
  };
  // the declared type of `collect` binds `this`; nothing here needs it
  Object.assign(gauge, {
    collect: () => measure().catch((err: unknown) => logger.warn({ err }, 'queue depth not measured')),
  });
}
