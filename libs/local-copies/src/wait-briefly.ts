import { setTimeout as pause } from 'node:timers/promises';

const withinMs = 2_000;
const longestPauseMs = 250;
/** Who waits is a request under way; a crowd that asks for what isn't there must not keep the others out. */
const mostWaiting = 200;
let waiting = 0;

/**
 * Looks again, at growing intervals, for what another service told a moment ago: until it is there, 2 seconds are over or
 * the client is gone. Nothing is held meanwhile, neither a connection nor a transaction.
 * @returns whether it is there
 */
export async function waitBriefly(
  isThere: () => Promise<boolean>,
  client: { readonly signal: AbortSignal },
): Promise<boolean> {
  if (await isThere()) return true;
  if (waiting >= mostWaiting) return false;
  const end = performance.now() + withinMs;
  waiting += 1;
  try {
    for (let ms = 10; performance.now() < end && !client.signal.aborted; ms = Math.min(1.5 * ms, longestPauseMs)) {
      await pause(ms, undefined, { signal: client.signal }).catch(() => undefined);
      if (await isThere()) return true;
    }
    return false;
  } finally {
    waiting -= 1;
  }
}
