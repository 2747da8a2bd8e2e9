import { type AttemptCounter, attemptCounter } from './attempts.ts';

type Client = Parameters<typeof attemptCounter>[0];
interface Keys {
  ip: string;
  account: string;
}

const quarter = 15 * 60;

/**
 * Failed logins count three times: for the pair of account and address (a guesser is stopped soon), for the account from
 * everywhere (a botnet is stopped too, at a number that keeps the owner from being locked out by a joker), and for the
 * address (somebody who tries one password on many accounts).
 */
export function loginGuard(client: Client) {
  const pair = attemptCounter(client, 'login-pair', { points: 5, window: quarter });
  const account = attemptCounter(client, 'login-account', { points: 50, window: quarter });
  const address = attemptCounter(client, 'login-address', { points: 100, window: quarter });
  const all = (keys: Keys): [AttemptCounter, string][] => [
    [pair, `${keys.account} ${keys.ip}`],
    [account, keys.account],
    [address, keys.ip],
  ];
  return {
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
