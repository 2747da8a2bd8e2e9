/** Work that a timer brings about; `more` when there is more to do at once. */
export type Task = () => Promise<void> | Promise<'more' | undefined>;

export interface Timer {
  /** Does it now too; what is under way may have looked too early, so then once more after it. */
  look(): void;
  /** No new turn, and the one under way is waited for. */
  stop(): Promise<void>;
}

/** Runs the task every so many milliseconds, one turn at a time. */
export function keepDoing(milliseconds: number, task: Task, onError: (error: unknown) => void): Timer {
  let underWay: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function turn(): Promise<void> {
    do {
      again = false;
      try {
        if ((await task()) === 'more') again = true;
      } catch (error) {
        onError(error);
      }
    } while (again && !stopped);
    underWay = undefined;
  }

  const begin = () => {
    underWay ??= turn();
  };
  const timer = setInterval(begin, milliseconds);
  return {
    look() {
      if (stopped) return;
      again = true;
      begin();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
