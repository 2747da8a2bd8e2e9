import { describe, expect, it } from '@jest/globals';
import { addressLimit } from './address-limit.ts';

describe('requests of one address', () => {
  it('may come twice the rate at once, and then at the rate', () => {
    let now = 0;
    const wait = addressLimit(10, () => now);
    const passed = () => Array.from({ length: 50 }, () => wait('a')).filter((seconds) => seconds === 0).length;
    expect(passed()).toBe(20);
    expect(wait('a')).toBe(1);
    now = 500;
    expect(passed()).toBe(5);
  });

  it('do not count for another address', () => {
    const wait = addressLimit(1, () => 0);
    expect([wait('a'), wait('a'), wait('a'), wait('b')]).toEqual([0, 0, 1, 0]);
  });
});
