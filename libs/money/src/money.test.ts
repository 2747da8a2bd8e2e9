import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { add, allocate, compare, euro, multiply, percentOf, subtract, sum } from './money.ts';
import { formatMoney, parseEuro, toDecimalString } from './text.ts';
import { vatOf, vatTotals } from './vat.ts';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('money', () => {
  it('is whole cents: a fraction or a number too large to count exactly is refused', () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => euro(wrong)).toThrow(RangeError);
    }
    expect(Object.is(subtract(euro(0), euro(0)).amount, 0)).toBe(true);
    expect(Object.is(multiply(euro(-5), 0).amount, 0)).toBe(true);
  });

  it('adds, subtracts, sums and compares', () => {
    expect(add(euro(12_100), euro(1))).toEqual({ amount: 12_101, currency: 'EUR' });
    expect(sum([])).toEqual(euro(0));
    expect(sum([euro(1), euro(2), euro(-4)])).toEqual(euro(-1));
    expect(compare(euro(1), euro(2))).toBeLessThan(0);
    expect(() => multiply(euro(100), 1.5)).toThrow(RangeError);
  });

  it('is allocated to parts that sum to the total to the cent, none further than a cent from its share', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((weight) => weight > 0));
    fc.assert(
      fc.property(cents, weights, (total, all) => {
        const parts = allocate(euro(total), all);
        expect(sum(parts)).toEqual(euro(total));
        const whole = all.reduce((a, b) => a + b, 0);
        for (const [index, part] of parts.entries()) {
          expect(Math.abs(part.amount - (total * (all[index] ?? 0)) / whole)).toBeLessThan(1);
        }
      }),
    );
  });

  it('gives the cents that are left over to the largest remainders, the first of equals', () => {
    expect(allocate(euro(100), [1, 1, 1]).map((part) => part.amount)).toEqual([34, 33, 33]);
    expect(allocate(euro(-100), [1, 1, 1]).map((part) => part.amount)).toEqual([-34, -33, -33]);
    expect(allocate(euro(5), [3, 7]).map((part) => part.amount)).toEqual([2, 3]);
    expect(allocate(euro(99), [0, 1]).map((part) => part.amount)).toEqual([0, 99]);
    for (const wrong of [[], [0, 0], [-1, 2], [0.5]]) expect(() => allocate(euro(1), wrong)).toThrow(RangeError);
  });

  it('takes percentages rounded half away from zero', () => {
    expect(percentOf(euro(50), 21)).toEqual(euro(11));
    expect(percentOf(euro(-50), 21)).toEqual(euro(-11));
    expect(percentOf(euro(10_000), 10.25)).toEqual(euro(1_025));
    expect(() => percentOf(euro(1), 1.000_01)).toThrow(RangeError);
  });
});

describe('VAT', () => {
  it('is rounded once per rate on the total of the document, not per line', () => {
    const lines = Array.from({ length: 3 }, () => ({ net: euro(333), rate: 21 }));
    expect(vatTotals(lines).vat).toEqual(euro(210));
    expect(sum(lines.map((line) => vatOf(line.net, 21)))).toEqual(euro(210));
    const small = Array.from({ length: 10 }, () => ({ net: euro(7), rate: 21 }));
    expect(vatTotals(small).vat).toEqual(euro(15));
    expect(sum(small.map((line) => vatOf(line.net, 21)))).toEqual(euro(10));
    expect(() => vatOf(euro(1), -1)).toThrow(RangeError);
  });

  it('has parts that sum to the total, and a credit note that mirrors its invoice', () => {
    const line = fc.record({ net: cents.map(euro), rate: fc.constantFrom(0, 6, 9, 12, 21) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const totals = vatTotals(lines);
        expect(totals.net).toEqual(sum(lines.map(({ net }) => net)));
        expect(totals.total).toEqual(sum(totals.perRate.flatMap(({ net, vat }) => [net, vat])));
        const credited = vatTotals(lines.map(({ net, rate }) => ({ net: multiply(net, -1), rate })));
        expect(credited.total).toEqual(multiply(totals.total, -1));
      }),
    );
  });
});

describe('amounts as text', () => {
  it('survive being written and read back', () => {
    fc.assert(fc.property(cents, (amount) => expect(parseEuro(toDecimalString(euro(amount)))).toEqual(euro(amount))));
    expect(toDecimalString(euro(-5))).toBe('-0.05');
    expect(parseEuro('10')).toEqual(euro(1_000));
    expect(parseEuro('10.5')).toEqual(euro(1_050));
  });

  it('are refused when a cent could be misread', () => {
    for (const wrong of ['', '10,00', '10.005', ' 10', '1e3', '1.000.00', '99999999999999', '.5', '-']) {
      expect(() => parseEuro(wrong)).toThrow(RangeError);
    }
  });

  it('are shown as the reader is used to', () => {
    expect(formatMoney(euro(123_450), 'nl')).toBe('€\u00a01.234,50');
    expect(formatMoney(euro(123_450), 'fr')).toBe('1\u00a0234,50\u00a0€');
    expect(formatMoney(euro(123_450), 'en')).toBe('€1,234.50');
  });
});
