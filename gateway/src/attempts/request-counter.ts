import { type AttemptClient, attemptCounter } from './attempt-counter.ts';
import type { RequestCounter } from './domain/attempts.ts';

const hour = 3_600;
const perAccount = 10;

/**
 * Counts what strangers may ask for: by address and, where it writes to somebody, by account. Each kind counts apart, so
 * that using up one doesn't bar the others.
 */
export function requestCounter(client: AttemptClient, name: string, perAddress: number): RequestCounter {
  const address = attemptCounter(client, `${name}-address`, { points: perAddress, window: hour });
  const account = attemptCounter(client, `${name}-account`, { points: perAccount, window: hour });
  return async (keys) => {
    await address.count(keys.ip);
    if (keys.account) await account.count(keys.account);
  };
}
