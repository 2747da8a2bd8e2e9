import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ProviderMethod } from '../at-provider/mollie-answers.ts';
import { offeredMethods } from './offered-methods.ts';

const bancontact: ProviderMethod = { id: 'bancontact', minimum: null, maximum: null };
const paypal: ProviderMethod = { ...bancontact, id: 'paypal' };

let time: number;
let asked: number;
let answer: () => Promise<ProviderMethod[]>;
let missed: unknown[];
let offered: ReturnType<typeof offeredMethods>;
beforeEach(() => {
  [time, asked, missed] = [Date.parse('2026-11-30T10:00:00Z'), 0, []];
  answer = async () => [bancontact];
  offered = offeredMethods({
    ask: () => {
      asked += 1;
      return answer();
    },
    now: () => new Date(time),
    missed: (error) => missed.push(error),
  });
});
const idsOf = async () => (await offered())?.methods.map(({ id }) => id) ?? null;
/** What is under way comes to its end. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('what the payment provider offers', () => {
  it('is asked once, also by many at a time, and again after ten minutes', async () => {
    expect(await Promise.all([idsOf(), idsOf(), idsOf()])).toEqual([['bancontact'], ['bancontact'], ['bancontact']]);
    time += 10 * 60_000 - 1;
    await idsOf();
    expect(asked).toBe(1);
    answer = async () => [paypal];
    time += 1;
    expect(await idsOf()).toEqual(['bancontact']);
    await settle();
    expect(await idsOf()).toEqual(['paypal']);
    expect(asked).toBe(2);
  });

  it('stays what was heard last while the provider is away, which is asked again after half a minute', async () => {
    await idsOf();
    answer = () => Promise.reject(new Error('away'));
    time += 10 * 60_000;
    for (let n = 0; n < 3; n += 1) {
      expect(await idsOf()).toEqual(['bancontact']);
      await settle();
    }
    expect([asked, missed]).toEqual([2, [new Error('away')]]);
    time += 30_000;
    await idsOf();
    expect(asked).toBe(3);
  });

  it('is unknown while nothing was ever heard', async () => {
    answer = () => Promise.reject(new Error('away'));
    expect(await idsOf()).toBeNull();
    expect(await idsOf()).toBeNull();
    expect(asked).toBe(1);
    answer = async () => [paypal];
    time += 30_000;
    expect(await idsOf()).toEqual(['paypal']);
  });

  it('keeps nobody waiting for a provider that does not answer', async () => {
    answer = () => new Promise(() => {});
    expect(await idsOf()).toBeNull();
  });
});
