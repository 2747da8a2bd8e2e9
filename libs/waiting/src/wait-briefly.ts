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
 * @param isThere whether what was seen at a look is what is waited for
 * @param who asks; each may wait for a few things at a time only
 * @returns what was seen last: at the first look when it is there, or too many wait
 */
export async function waitBriefly<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  client: { readonly signal: AbortSignal },
  who: string,
): Promise<T> {
  let seen = await look();
  if (isThere(seen)) return seen;
  const theirs = waiting.get(who) ?? 0;
  if (waitingInAll >= mostWaiting || theirs >= mostOfOne) return seen;
  const end = performance.now() + withinMs;
  waitingInAll += 1;
  waiting.set(who, theirs + 1);
  try {
    for (let ms = 10; performance.now() < end && !client.signal.aborted; ms = Math.min(1.5 * ms, longestPauseMs)) {
      await pause(ms, undefined, { signal: client.signal }).catch(() => undefined);
      seen = await look();
      if (isThere(seen)) break;
    }
    return seen;
  } finally {
    waitingInAll -= 1;
    const left = (waiting.get(who) ?? 1) - 1;
    if (left > 0) waiting.set(who, left);
    else waiting.delete(who);
  }
}
