import { TooManyWaiting } from './too-many-waiting.ts';

/** Runs pieces of work with the same key one after the other. Whoever has given up by the time it is their turn loses it. */
export type InTurn = <T>(key: string, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Transactions that change one document (a number series, somebody's credit) at the same moment make each other start
 * over; inside one process they had better queue. Between processes MongoDB's conflicts keep the order right.
 * @throws TooManyWaiting beyond `maxWaiting` for a key; the signal's reason.
 */
export function inTurn(maxWaiting = 1_000): InTurn {
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return async (key, work, signal) => {
    const queue = queues.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= maxWaiting) throw new TooManyWaiting(`${queue.waiting} are waiting for ${key}`);
    queues.set(key, queue);
    queue.waiting += 1;
    const result = queue.last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    queue.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
