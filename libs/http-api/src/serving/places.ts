/** So many at a time. Who takes a place gives it back. */
export interface Places {
  /** Takes a place when there is one. */
  take(): boolean;
  /** Waits for a place, and takes it; false when none came in time, or too many wait already. */
  wait(): Promise<boolean>;
  giveBack(): void;
}

const mostWaiting = 1_000;

/** @param waitMs how long it is worth waiting: whoever waits longer had better come back later */
export function places(most: number, waitMs = 2_000): Places {
  const waiting = new Set<(isMine: boolean) => void>();
  let taken = 0;
  return {
    take() {
      if (taken >= most) return false;
      taken += 1;
      return true;
    },
    wait() {
      if (waiting.size >= mostWaiting) return Promise.resolve(false);
      return new Promise((resolve) => {
        const settle = (isMine: boolean) => {
          clearTimeout(timer);
          waiting.delete(settle);
          resolve(isMine);
        };
        const timer = setTimeout(settle, waitMs, false);
        waiting.add(settle);
      });
    },
    giveBack() {
      const [next] = waiting;
      if (next) next(true);
      else taken -= 1;
    },
  };
}
