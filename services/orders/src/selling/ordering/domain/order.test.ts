import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import fc from 'fast-check';
import { type Item, isBillable, orderLine, totalsOf } from './order.ts';

const item = (cents: number, vatRate = 21): Item => ({
  kind: 'course',
  itemId: 'course-1',
  code: 'OVB-1',
  title: { nl: 'Huurrecht' },
  minutes: 120,
  price: euro(cents),
  vatRate,
});
const line = (cents: number, vatRate = 21, quantity = 1) => orderLine('line', item(cents, vatRate), quantity);

describe('totals of an order', () => {
  it('round VAT once per rate on the document, not per line', () => {
    // 3 lines of 0.33 at 21 %: per line 0.07 × 3 = 0.21, on the total 0.2079 → 0.21; 5 lines of 0.12: 0.03 × 5 = 0.15, on the total 0.13
    expect(totalsOf([line(33), line(33), line(33)]).perRate).toEqual([{ rate: 21, net: euro(99), vat: euro(21) }]);
    expect(totalsOf(Array.from({ length: 5 }, () => line(12))).vat).toEqual(euro(13));
  });

  it('keep rates apart, exempt ones too', () => {
    expect(totalsOf([line(10_000), line(5_000, 0), line(2_500, 21, 2)])).toEqual({
      net: euro(20_000),
      vat: euro(3_150),
      perRate: [
        { rate: 0, net: euro(5_000), vat: euro(0) },
        { rate: 21, net: euro(15_000), vat: euro(3_150) },
      ],
      total: euro(23_150),
    });
  });

  it('have parts that sum to the total, for any lines', () => {
    const anyLine = fc
      .tuple(fc.integer({ min: 0, max: 500_000 }), fc.constantFrom(0, 6, 12, 21), fc.integer({ min: 1, max: 20 }))
      .map(([cents, rate, quantity]) => line(cents, rate, quantity));
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
        const { net, vat, total, perRate } = totalsOf(lines);
        expect(net.amount).toBe(lines.reduce((cents, line) => cents + line.net.amount, 0));
        expect(perRate.reduce((cents, one) => cents + one.net.amount, 0)).toBe(net.amount);
        expect(perRate.reduce((cents, one) => cents + one.vat.amount, 0)).toBe(vat.amount);
        expect(net.amount + vat.amount).toBe(total.amount);
      }),
    );
  });
});

describe('billing', () => {
  const address = { street: 'Kouter 1', postalCode: '9000', city: 'Gent', country: 'BE' };
  it('needs an address of a business, not of a private person', () => {
    expect(isBillable({ name: 'Ann Peeters', enterpriseNumber: null, address: null })).toBe(true);
    expect(isBillable({ name: 'Peeters BV', enterpriseNumber: '0123456749', address: null })).toBe(false);
    expect(isBillable({ name: 'Peeters BV', enterpriseNumber: '0123456749', address })).toBe(true);
  });
});
