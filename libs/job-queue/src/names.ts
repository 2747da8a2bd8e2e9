/** Waiting times before the 2nd, 3rd and 4th delivery, in ms; the last also serves those that wait on others. */
export const defaultRetryDelays: readonly number[] = [1_000, 10_000, 60_000];

/** Deliveries that a failing job gets before it is parked. */
export const maxDeliveries = 4;

/** A namespace lets several deployments (or tests) share a broker; without one, names are the contract's. */
export function brokerName(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}.${name}` : name;
}

/** Where the parked jobs of a queue lie. */
export function deadQueue(queue: string): string {
  return `${queue}.dead`;
}

/** Exchange and queue of one waiting time, shared by all work queues of the namespace. */
export function retryQueue(namespace: string | undefined, delay: number): string {
  return brokerName(namespace, `retry-${delay}ms`);
}

/** Headers that our messages carry. */
export const headers = {
  /** Whose work it is: turns are taken by person. */
  whose: 'x-whose',
  /** Deliveries that failed so far and counted. */
  failures: 'x-failures',
  /** Waits that did not count: something that the job needs was away. */
  waits: 'x-waits',
  reason: 'x-reason',
  origin: 'x-origin',
  parkedAt: 'x-parked-at',
} as const;
