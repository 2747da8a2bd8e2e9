import { inTurn, TooManyWaiting } from '@leerhuis/waiting';
import { type AttemptClient, type AttemptCounter, attemptCounter, tooManyAttempts } from './attempt-counter.ts';
import type { FailureGuard, Keys } from './domain/attempts.ts';

const quarter = 15 * 60;
const mostWaiting = 20;

/**
 * Wrong secrets count three times: for the pair of account and address (a guesser is stopped soon), for the account from
 * everywhere (a botnet is stopped too, at a number that keeps the owner from being locked out by a joker), and for the
 * address (somebody who tries one password on many accounts; an office is behind one too). Right ones don't count.
 * Secrets of one account are tried one after the other, so that a burst counts like a sequence.
 */
export function failureGuard(client: AttemptClient, name: string, perAddress: number): FailureGuard {
  const pair = attemptCounter(client, `${name}-pair`, { points: 5, window: quarter });
  const account = attemptCounter(client, `${name}-account`, { points: 50, window: quarter });
  const address = attemptCounter(client, `${name}-address`, { points: perAddress, window: quarter });
  const turns = inTurn(mostWaiting);
  const all = (keys: Keys): [AttemptCounter, string][] => [
    [pair, `${keys.account} ${keys.ip}`],
    [account, keys.account],
    [address, keys.ip],
  ];
  async function judge(keys: Keys, isRight: () => Promise<boolean>): Promise<boolean> {
    const waits = await Promise.all(all(keys).map(([counter, key]) => counter.wait(key)));
    const wait = waits.find((seconds) => seconds !== null);
    if (wait) throw tooManyAttempts(wait);
    if (await isRight()) {
      await pair.forget(`${keys.account} ${keys.ip}`);
      return true;
    }
    await Promise.all(all(keys).map(([counter, key]) => counter.count(key).catch(() => {})));
    return false;
  }

  return (keys, isRight) =>
    turns(keys.account, () => judge(keys, isRight)).catch((error: unknown) => {
      throw error instanceof TooManyWaiting ? tooManyAttempts(1) : error;
    });
}
