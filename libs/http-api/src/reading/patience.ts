export interface Waiting {
  /** Something came: the time begins anew. */
  renew(): void;
  end(): void;
}

/** Timers of a process that runs come within so many ms. */
const usualDelayMs = 20;
const readMs = 1_000;

/**
 * Waits so long for somebody outside. What came while our own process stood still (a machine that was frozen, a loop that was busy)
 * is read after its timers: a time that ends late is therefore given a moment more, instead of blaming who was in time.
 */
export function patience(ms: number, onOver: () => void): Waiting {
  let timer: NodeJS.Timeout;
  const wait = (forMs: number) => {
    const due = performance.now() + forMs;
    timer = setTimeout(() => (performance.now() - due > usualDelayMs ? wait(readMs) : onOver()), forMs);
  };
  wait(ms);
  return {
    renew() {
      clearTimeout(timer);
      wait(ms);
    },
    end: () => clearTimeout(timer),
  };
}
