/** Work that a timer brings about; `more` when there is more to do at once, `soon` when it came too early. */
export type Task = () => Promise<void> | Promise<'more' | 'soon' | undefined>;

export interface Timer {
  /** Does it now too; what is under way may have looked too early, so then once more after it. */
  look(): void;
  /** No new turn, and the one under way is waited for. */
  stop(): Promise<void>;
}

/**
 * Runs the task every so many milliseconds, one turn at a time, and for the first time soon: what a crash cut off is gone on with, and
 * who starts anew more often than that does it all the same.
 */
export function keepDoing(
  milliseconds: number,
  task: Task,
  onError: (error: unknown) => void,
  soonMilliseconds = 5_000,
): Timer {
  let underWay: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let early: NodeJS.Timeout | undefined;

  async function turn(): Promise<void> {
    do {
      again = false;
      try {
        const left = await task();
        if (left === 'more') again = true;
        if (left === 'soon') lookSoon();
      } catch (error) {
        onError(error);
      }
    } while (again && !stopped);
    underWay = undefined;
  }

  const begin = () => {
    underWay ??= turn();
  };
  // not beside the timer, which comes first then
  const lookSoon = () => {
    clearTimeout(early);
    if (!stopped && soonMilliseconds < milliseconds) early = setTimeout(begin, soonMilliseconds);
  };
  const timer = setInterval(begin, milliseconds);
  lookSoon();
  return {
    look() {
      if (stopped) return;
      again = true;
      begin();
    },
    async stop() {
      stopped = true;
      clearTimeout(early);
      clearInterval(timer);
      await underWay;
    },
  };
}
