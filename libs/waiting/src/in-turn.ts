/** Runs pieces of work with the same key one after the other. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** More are waiting than can be served in reasonable time. */
export class TooManyWaiting extends Error {}

/**
 * Transactions that change one document (a number series, somebody's credit) at the same moment make each other start
 * over; inside one process they had better queue. Between processes MongoDB's conflicts keep the order right.
 * @throws TooManyWaiting beyond `maxWaiting` for a key.
 */
export function inTurn(maxWaiting = 1_000): InTurn {
  const queues = new Map<string, { last: Promise<unknown>; waiting: number }>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { last: Promise.resolve(), waiting: 0 };
    if (queue.waiting >= maxWaiting) throw new TooManyWaiting(`${queue.waiting} are waiting for ${key}`);
    queues.set(key, queue);
    queue.waiting += 1;
    const result = queue.last.then(work);
    queue.last = result.catch(() => undefined);
    try {
      return await result;
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
