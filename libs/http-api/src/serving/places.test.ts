import { describe, expect, it } from '@jest/globals';
import { addressPlaces } from './address-places.ts';
import { places } from './places.ts';

describe('places', () => {
  it('are for so many at a time; who waits gets the one that comes free, in order', async () => {
    const two = places(2);
    expect([two.take(), two.take(), two.take()]).toEqual([true, true, false]);
    const got: string[] = [];
    const first = two.wait().then((isMine) => got.push(`first ${isMine}`));
    const second = two.wait().then((isMine) => got.push(`second ${isMine}`));
    two.giveBack();
    await first;
    two.giveBack();
    await second;
    expect(got).toEqual(['first true', 'second true']);
    expect(two.take()).toBe(false);
    two.giveBack();
    two.giveBack();
    expect(two.take()).toBe(true);
  });

  it('that do not come free in time are not waited for any longer, and go to nobody then', async () => {
    const one = places(1, 20);
    one.take();
    expect(await one.wait()).toBe(false);
    one.giveBack();
    expect(one.take()).toBe(true);
  });

  it('are waited for by 1,000 at most; others are told at once', async () => {
    const one = places(1, 400);
    one.take();
    const crowd = Array.from({ length: 1_000 }, () => one.wait());
    const began = performance.now();
    expect(await one.wait()).toBe(false);
    expect(performance.now() - began).toBeLessThan(300);
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([false]));
  });
});

describe('places by address', () => {
  it('are few for each, and limited for all together', () => {
    const some = addressPlaces({ total: 5, perAddress: 2 });
    expect(['a', 'a', 'a', 'b', 'b', 'c', 'd'].map((address) => some.take(address))).toEqual([
      'taken',
      'taken',
      'address',
      'taken',
      'taken',
      'taken',
      'total',
    ]);
    expect(some.taken()).toBe(5);
    some.giveBack('a');
    expect([some.take('d'), some.take('a')]).toEqual(['taken', 'total']);
  });
});
