import { isInfrastructureError, Unprocessable } from './errors.ts';
import { maxDeliveries } from './names.ts';

/** What a job went through before this delivery. */
export interface History {
  failures: number;
  waits: number;
}

export type NextStep =
  | { step: 'retry'; delay: number; failures: number; waits: number }
  | { step: 'park'; failures: number; waits: number };

/**
 * What becomes of a job whose handler threw: waits grow with each failure; the fourth failure parks, `Unprocessable`
 * parks at once, and a dependency that is away is waited for without counting.
 * @param delays waiting times in ms, growing
 */
export function afterFailure(error: unknown, history: History, delays: readonly number[]): NextStep {
  const { failures, waits } = history;
  if (error instanceof Unprocessable) return { step: 'park', failures: failures + 1, waits };
  if (isInfrastructureError(error)) {
    return { step: 'retry', delay: delayOf(delays, waits), failures, waits: waits + 1 };
  }
  if (failures + 1 >= maxDeliveries) return { step: 'park', failures: failures + 1, waits };
  return { step: 'retry', delay: delayOf(delays, failures), failures: failures + 1, waits };
}

function delayOf(delays: readonly number[], times: number): number {
  const delay = delays[Math.min(times, delays.length - 1)];
  if (delay === undefined) throw new Error('at least one retry delay is needed');
  return delay;
}
