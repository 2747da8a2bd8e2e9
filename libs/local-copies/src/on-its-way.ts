const onItsWayMs = 10 * 60_000;

/**
 * Whether what has this id, which nobody knows here, may still be on its way to us: the id (a UUIDv7, so it tells when it was
 * made) is of the last 10 minutes. The clock of the machine that made it may be ahead of ours.
 */
export function mayBeOnItsWay(id: string, now: Date): boolean {
  const digits = id.replaceAll('-', '');
  if (digits.charAt(12) !== '7') return false;
  return Math.abs(now.getTime() - Number.parseInt(digits.slice(0, 12), 16)) <= onItsWayMs;
}
