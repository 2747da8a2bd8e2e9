/**
 * Does something about a key at most once in `everyMs`: who comes sooner gets the outcome of the last time.
 * @param atMost keys that are remembered; the oldest is forgotten first
 */
export function seldom(everyMs: number, atMost: number, now: () => number = () => performance.now()) {
  const last = new Map<string, { at: number; done: Promise<void> }>();
  return (key: string, work: () => Promise<void>): Promise<void> => {
    const known = last.get(key);
    if (known && now() - known.at < everyMs) return known.done;
    const done = work();
    // to the end of the line, also when it was there
    last.delete(key);
    last.set(key, { at: now(), done });
    const [oldest] = last.keys();
    if (last.size > atMost && oldest !== undefined) last.delete(oldest);
    return done;
  };
}
