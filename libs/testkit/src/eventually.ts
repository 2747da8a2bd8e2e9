import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something becomes true, instead of sleeping: tries the check until it gives something other than false
 * or null, without throwing, and returns that.
 * @param options.within ms, 10 s unless told; then the last error of the check is thrown
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  options: { within?: number; every?: number } = {},
): Promise<Exclude<T, false | null>> {
  const end = performance.now() + (options.within ?? 10_000);
  for (;;) {
    let failure: unknown = new Error('it did not become true in time');
    try {
      const value = await check();
      if (value !== false && value !== null) return value as Exclude<T, false | null>;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > end) throw failure;
    await sleep(options.every ?? 20);
  }
}
