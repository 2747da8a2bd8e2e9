import { attemptCounter } from './attempts.ts';

type Client = Parameters<typeof attemptCounter>[0];

const hour = 3_600;
const perAccount = 10;

/**
 * Counts what strangers may ask for: by address and, where it writes to somebody, by account. Each kind counts apart, so
 * that using up one doesn't bar the others.
 */
export function requestCounter(client: Client, name: 'register' | 'confirm' | 'reset', perAddress: number) {
  const address = attemptCounter(client, `${name}-address`, { points: perAddress, window: hour });
  const account = attemptCounter(client, `${name}-account`, { points: perAccount, window: hour });
  /** Counts one; throws 429 when that is one too many. */
  return async (keys: { ip: string; account?: string }): Promise<void> => {
    await address.count(keys.ip);
    if (keys.account) await account.count(keys.account);
  };
}
