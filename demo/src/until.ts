import { setTimeout as delay } from 'node:timers/promises';
import { Wrong } from './api.ts';

/**
 * Waits until something is there that comes by message, and gives it.
 * @param what named when it does not come in time
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false>,
  within = 30_000,
): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Wrong(`${what} did not come within ${within / 1_000} s`);
    await delay(150);
  }
}

/** For what must be wrong unless it holds. */
export function demand(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new Wrong(otherwise);
}
