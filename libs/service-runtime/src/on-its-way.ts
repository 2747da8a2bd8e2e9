const onItsWayMs = 10 * 60_000;
/** What takes longer than this isn't worth a request that waits. */
const freshMs = 15_000;
/** The clock of the machine that made an id may be ahead of ours. */
const aheadMs = 5_000;

/**
 * Whether what has this id, which nobody knows here, may still be on its way to us: the id (a UUIDv7, so it tells when it was
 * made) is of the last 10 minutes.
 */
export function mayBeOnItsWay(id: string, now: Date): boolean {
  return isOfTheLast(onItsWayMs, id, now);
}

/** Whether it was made a moment ago, so that it is worth waiting for: ids are easily made up, and so is their time. */
export function isFresh(id: string, now: Date): boolean {
  return isOfTheLast(freshMs, id, now);
}

function isOfTheLast(ms: number, id: string, now: Date): boolean {
  const digits = id.replaceAll('-', '');
  if (digits.charAt(12) !== '7') return false;
  const age = now.getTime() - Number.parseInt(digits.slice(0, 12), 16);
  return age <= ms && age >= -aheadMs;
}
