/** A clock that stands still until it is told otherwise. */
export interface TestClock {
  (): Date;
  set(at: string | Date): void;
  /** Forwards, in ms. */
  advance(ms: number): void;
}

/** @param at RFC 3339, e.g. `2026-03-02T09:00:00Z` */
export function testClock(at: string | Date): TestClock {
  let now = new Date(at).getTime();
  return Object.assign(() => new Date(now), {
    set(later: string | Date) {
      now = new Date(later).getTime();
    },
    advance(ms: number) {
      now += ms;
    },
  });
}
