import { setTimeout as pause } from 'node:timers/promises';

const withinMs = 2_000;
const longestPauseMs = 250;
/** Who waits is a request under way; a crowd that asks for what isn't there must not keep the others out. */
const mostWaiting = 200;
/** Nobody has more to wait for at the same moment; who asks for more has made ids up. */
const mostOfOne = 4;
const waiting = new Map<string, number>();
let waitingInAll = 0;

/**
 * Looks again, at growing intervals, for what another service told a moment ago: until it is there, 2 seconds are over or
 * the client is gone. Nothing is held meanwhile, neither a connection nor a transaction.
 * @param who asks; each may wait for a few things at a time only
 * @returns whether it is there; false at once when too many wait
 */
export async function waitBriefly(
  isThere: () => Promise<boolean>,
  client: { readonly signal: AbortSignal },
  who: string,
): Promise<boolean> {
  if (await isThere()) return true;
  const theirs = waiting.get(who) ?? 0;
  if (waitingInAll >= mostWaiting || theirs >= mostOfOne) return false;
  const end = performance.now() + withinMs;
  waitingInAll += 1;
  waiting.set(who, theirs + 1);
  try {
    for (let ms = 10; performance.now() < end && !client.signal.aborted; ms = Math.min(1.5 * ms, longestPauseMs)) {
      await pause(ms, undefined, { signal: client.signal }).catch(() => undefined);
      if (await isThere()) return true;
    }
    return false;
  } finally {
    waitingInAll -= 1;
    const left = (waiting.get(who) ?? 1) - 1;
    if (left > 0) waiting.set(who, left);
    else waiting.delete(who);
  }
}
