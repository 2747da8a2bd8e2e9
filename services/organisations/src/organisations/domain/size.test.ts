import { describe, expect, it } from '@jest/globals';
import { type Size, sizeOf } from './size.ts';

const million = 100_000_000;
const of = (fte: number, turnover: number, balance: number) =>
  sizeOf({ fte, turnoverCents: Math.round(turnover * million), balanceTotalCents: Math.round(balance * million) });

describe('the size of an enterprise (K-2)', () => {
  it.each<[fte: number, turnover: number, balance: number, Size]>([
    [0, 0, 0, 'small'],
    [49.99, 10, 99, 'small'],
    [49.99, 99, 10, 'small'],
    [50, 10, 10, 'medium'],
    [10, 10.01, 10.01, 'medium'],
    [249.99, 50, 99, 'medium'],
    [249.99, 99, 43, 'medium'],
    [249.99, 50.01, 43.01, 'large'],
    [250, 1, 1, 'large'],
    [3, 51, 44, 'large'],
  ])('%d FTE, turnover %d million, balance total %d million: %s', (fte, turnover, balance, size) => {
    expect(of(fte, turnover, balance)).toBe(size);
  });

  it('never shrinks when a figure grows', () => {
    const order: Size[] = ['small', 'medium', 'large'];
    const steps = [0, 9.99, 10, 10.01, 43, 43.01, 49.99, 50, 50.01, 249.99, 250];
    for (const a of steps)
      for (const b of steps)
        for (const c of steps)
          for (const more of [of(a + 1, b, c), of(a, b + 1, c), of(a, b, c + 1)])
            expect(order.indexOf(more)).toBeGreaterThanOrEqual(order.indexOf(of(a, b, c)));
  });
});
