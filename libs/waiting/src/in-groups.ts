import { TooManyWaiting } from './too-many-waiting.ts';

/** One of a group cannot be served; the others can. Thrown by the group's work. */
export class OneRefused extends Error {
  readonly index: number;
  constructor(index: number, cause: unknown) {
    super(`number ${index} of the group is refused`, { cause });
    this.index = index;
  }
}

/** Takes one item; its promise is settled when the group is that it came into. */
export type InGroups<I, O> = (item: I, signal?: AbortSignal) => Promise<O>;

interface Waiting<I, O> {
  item: I;
  signal: AbortSignal | undefined;
  resolve(result: O): void;
  reject(error: unknown): void;
}

/**
 * Serves together what came in while the group before was being served: a commit costs the same for fifty as for one, and
 * all of them would change the same document anyway. `work` gives one result per item; when it throws OneRefused that item
 * gets the cause and the others are served without it; any other error is everybody's. Up to `atOnce` groups (one) are served at the
 * same time. Beyond `maxWaiting` it refuses with TooManyWaiting.
 */
export function inGroups<I, O>(
  work: (items: I[]) => Promise<O[]>,
  { largest = 50, atOnce = 1, maxWaiting = 1_000 }: { largest?: number; atOnce?: number; maxWaiting?: number } = {},
): InGroups<I, O> {
  const waiting: Waiting<I, O>[] = [];
  let serving = 0;

  async function serve(group: Waiting<I, O>[]): Promise<void> {
    const left = group.filter(({ signal }) => !signal?.aborted);
    for (const { signal, reject } of group) if (signal?.aborted) reject(signal.reason);
    while (left.length > 0) {
      try {
        const results = await work(left.map(({ item }) => item));
        left.forEach(({ resolve, reject }, n) => {
          const result = results[n];
          if (result === undefined) reject(new Error('the group gave too few results'));
          else resolve(result);
        });
        return;
      } catch (error) {
        if (!(error instanceof OneRefused)) {
          for (const { reject } of left) reject(error);
          return;
        }
        for (const { reject } of left.splice(error.index, 1)) reject(error.cause);
      }
    }
  }

  async function serveAll(): Promise<void> {
    if (serving >= atOnce) return;
    serving += 1;
    while (waiting.length > 0) {
      // shared out among the places that are free: few go alone
      const free = atOnce - serving + 1;
      await serve(waiting.splice(0, Math.min(largest, Math.ceil(waiting.length / free))));
    }
    serving -= 1;
  }

  return (item, signal) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) return reject(new TooManyWaiting(`${waiting.length} are waiting`));
      waiting.push({ item, signal, resolve, reject });
      // what comes in during the same turn of the event loop goes along
      setImmediate(() => void serveAll());
    });
}
