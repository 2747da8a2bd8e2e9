import { setTimeout as pause } from 'node:timers/promises';

const withinMs = 2_000;
const longestPauseMs = 250;
/** Who waits is a request under way; a crowd that asks for what isn't there must not keep the others out. */
const mostWaiting = 200;
/** Nobody has more things to wait for at the same moment; who asks for more has made ids up. */
const mostThings = 4;
/** What one person opens at once of what isn't there yet: the requests of a few pages. */
const mostOfOne = 20;
/** By who waits: what for, once for each request. */
const waiting = new Map<string, string[]>();
let waitingInAll = 0;

/**
 * Looks again, at growing intervals, for what another service told a moment ago: until it is there, 2 seconds are over or
 * the client is gone. Nothing is held meanwhile, neither a connection nor a transaction.
 * @param isThere whether what was seen at a look is what is waited for
 * @param about `who` asks for `what`; each may wait for a few things at a time only
 * @returns what was seen last: at the first look when it is there, or too many wait
 */
export async function waitBriefly<T>(
  look: () => Promise<T>,
  isThere: (seen: T) => boolean,
  client: { readonly signal: AbortSignal },
  { who, what }: { who: string; what: string },
): Promise<T> {
  let seen = await look();
  if (isThere(seen)) return seen;
  const theirs = waiting.get(who) ?? [];
  if (waitingInAll >= mostWaiting || theirs.length >= mostOfOne) return seen;
  if (!theirs.includes(what) && new Set(theirs).size >= mostThings) return seen;
  const end = performance.now() + withinMs;
  waitingInAll += 1;
  waiting.set(who, [...theirs, what]);
  try {
    for (let ms = 10; performance.now() < end && !client.signal.aborted; ms = Math.min(1.5 * ms, longestPauseMs)) {
      await pause(ms, undefined, { signal: client.signal }).catch(() => undefined);
      seen = await look();
      if (isThere(seen)) break;
    }
    return seen;
  } finally {
    waitingInAll -= 1;
    const left = waiting.get(who) ?? [];
    left.splice(left.indexOf(what), 1);
    if (left.length === 0) waiting.delete(who);
  }
}
