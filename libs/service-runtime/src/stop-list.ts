import type { Logger } from '@leerhuis/telemetry';
import { within } from '@leerhuis/waiting';

/** What must be stopped, in the order in which it was started. */
export interface StopList {
  /** @param limitMs how long it may take; 5 s unless told */
  add(name: string, stop: () => Promise<unknown> | unknown, limitMs?: number): void;
}

/** Keeps the stops and runs them. */
export interface Stops extends StopList {
  /**
   * Runs them once, the last added first, one after the other. One that throws or takes too long doesn't keep the
   * others from their turn; false when there was such a one.
   * @param limitMs for all together
   */
  run(limitMs: number, logger: Logger): Promise<boolean>;
}

export function createStopList(): Stops {
  const stops: { name: string; stop: () => unknown; limitMs: number }[] = [];
  return {
    add: (name, stop, limitMs = 5_000) => {
      stops.push({ name, stop, limitMs });
    },
    async run(limitMs, logger) {
      const until = performance.now() + limitMs;
      let isOrderly = true;
      for (let next = stops.pop(); next; next = stops.pop()) {
        const { name, stop } = next;
        const outcome = await inTime(stop, Math.min(next.limitMs, Math.max(0, until - performance.now())));
        if (outcome === 'stopped') logger.debug({ part: name }, 'stopped');
        else logger.error({ part: name, err: outcome }, 'could not be stopped in order');
        isOrderly &&= outcome === 'stopped';
      }
      return isOrderly;
    },
  };
}

async function inTime(stop: () => unknown, limitMs: number): Promise<'stopped' | Error> {
  try {
    await within(limitMs, stop, `still not stopped after ${Math.round(limitMs)} ms`);
    return 'stopped';
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
