import { describe, expect, it } from '@jest/globals';
import { sellable } from './sellable.ts';

describe('what may be sold', () => {
  const rateOn = (rate: number, day: string) => (rate === 21 || (rate === 12 && day < '2027-01-01') ? { rate } : null);

  it('is what has a rate of VAT that holds on the day', () => {
    const items = [{ vatRate: 21 }, { vatRate: 12 }, { vatRate: 19 }];
    expect(sellable(items, '2026-12-31', rateOn)).toEqual([{ vatRate: 21 }, { vatRate: 12 }]);
    expect(sellable(items, '2027-01-01', rateOn)).toEqual([{ vatRate: 21 }]);
  });
});
