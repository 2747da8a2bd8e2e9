/** A part of a chapter that was watched, in whole seconds from its start; `to` itself is not part of it. */
export interface Segment {
  from: number;
  to: number;
}

/**
 * The union of what was watched: sorted, without overlaps, in the fewest segments. The same report again adds nothing,
 * and reports may come in any order.
 */
export function union(segments: readonly Segment[]): Segment[] {
  const inOrder = segments.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const merged: Segment[] = [];
  for (const { from, to } of inOrder) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What of a segment is in none of those, which are a union. */
export function minus({ from, to }: Segment, known: readonly Segment[]): Segment[] {
  const left: Segment[] = [];
  let at = from;
  for (const each of known) {
    if (each.to <= at || each.from >= to) continue;
    if (each.from > at) left.push({ from: at, to: each.from });
    at = Math.max(at, each.to);
  }
  return at < to ? [...left, { from: at, to }] : left;
}

/** Seconds of a chapter of this length that were watched. */
export function secondsWatched(segments: readonly Segment[], durationSeconds: number): number {
  const inside = segments.map(({ from, to }) => ({ from, to: Math.min(to, durationSeconds) }));
  return union(inside).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whether the moment was watched, give or take so many seconds: players report a little late. */
export function covers(segments: readonly Segment[], second: number, toleranceSeconds = 2): boolean {
  return segments.some(({ from, to }) => from - toleranceSeconds <= second && second <= to + toleranceSeconds);
}
