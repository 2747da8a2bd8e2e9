/** How many are left of what may be done now; it fills up again as time passes. */
export interface Pace {
  left: number;
  at: Date;
}

/** One more of at most `perMinute`, as many at once; or how long to wait for it. */
export function takeOne(
  pace: Pace | undefined,
  perMinute: number,
  now: Date,
): Pace | { refused: 'too-many'; waitSeconds: number } {
  // time that went back (another copy's clock, a correction) gives nothing
  const minutes = pace ? Math.max(0, now.getTime() - pace.at.getTime()) / 60_000 : 0;
  const left = pace ? Math.min(perMinute, pace.left + minutes * perMinute) : perMinute;
  if (left < 1) return { refused: 'too-many', waitSeconds: Math.ceil(((1 - left) * 60) / perMinute) };
  return { left: left - 1, at: now };
}
