import { type AttemptCounter, attemptCounter } from './attempts.ts';

type Client = Parameters<typeof attemptCounter>[0];
interface Keys {
  ip: string;
  account: string;
}

const quarter = 15 * 60;

/**
 * Wrong secrets count three times: for the pair of account and address (a guesser is stopped soon), for the account from
 * everywhere (a botnet is stopped too, at a number that keeps the owner from being locked out by a joker), and for the
 * address (somebody who tries one password on many accounts). Right ones don't count.
 */
export function failureGuard(client: Client, name: 'login' | 'partner' | 'password') {
  const pair = attemptCounter(client, `${name}-pair`, { points: 5, window: quarter });
  const account = attemptCounter(client, `${name}-account`, { points: 50, window: quarter });
  const address = attemptCounter(client, `${name}-address`, { points: 50, window: quarter });
  const all = (keys: Keys): [AttemptCounter, string][] => [
    [pair, `${keys.account} ${keys.ip}`],
    [account, keys.account],
    [address, keys.ip],
  ];
  return {
    /** Throws 429 while this account or address has failed too often. */
    async demand(keys: Keys): Promise<void> {
      for (const [counter, key] of all(keys)) await counter.demand(key);
    },
    async failed(keys: Keys): Promise<void> {
      for (const [counter, key] of all(keys)) await counter.count(key).catch(() => {});
    },
    async succeeded(keys: Keys): Promise<void> {
      await pair.forget(`${keys.account} ${keys.ip}`);
    },
  };
}
