import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import type { Item } from '../../ordering/domain/order.ts';
import type { HadAlready } from './had-already.ts';
import { priceCart } from './price-cart.ts';

const nothing: HadAlready = { active: new Set(), ordered: new Set() };
const item = (kind: Item['kind'], itemId: string, cents: number): Item => ({
  kind,
  itemId,
  code: itemId,
  title: { nl: itemId },
  minutes: 60,
  price: euro(cents),
  vatRate: 21,
});
const course = (itemId: string) => ({ kind: 'course' as const, itemId, quantity: 1 });
const items = [item('course', 'huur', 10_000), item('course', 'pacht', 5_000), item('credit-package', 'huur', 45_000)];

describe('a cart', () => {
  it('costs what its lines cost, of which it takes as many as wanted (V-3)', () => {
    const hours = { kind: 'credit-package' as const, itemId: 'huur', quantity: 2 };
    const { lines, net, total, unavailable } = priceCart([course('huur'), hours], items, nothing);
    expect(lines.map((line) => line.net)).toEqual([euro(10_000), euro(90_000)]);
    expect([net, total]).toEqual([euro(100_000), euro(121_000)]);
    expect(unavailable).toEqual([]);
  });

  it('leaves out of its sums what is not sold, and marks a course that is active (V-17)', () => {
    const had = { active: new Set(['huur', 'gone']), ordered: new Set<string>() };
    const { lines, total, unavailable } = priceCart([course('huur'), course('pacht'), course('gone')], items, had);
    expect(lines.map(({ itemId, alreadyActive }) => [itemId, alreadyActive])).toEqual([
      ['huur', true],
      ['pacht', false],
    ]);
    expect(total).toEqual(euro(18_150));
    expect(unavailable).toEqual([{ kind: 'course', itemId: 'gone' }]);
  });

  it('marks a course that waits for its activation, and counts it', () => {
    const had = { active: new Set<string>(), ordered: new Set(['huur']) };
    const { lines, net } = priceCart([course('huur'), course('pacht')], items, had);
    expect(lines.map(({ alreadyOrdered }) => alreadyOrdered)).toEqual([true, false]);
    expect(net).toEqual(euro(15_000));
  });

  it('does not take a package for the course of the same id', () => {
    const hours = { kind: 'credit-package' as const, itemId: 'huur', quantity: 1 };
    const had = { active: new Set(['huur']), ordered: new Set(['huur']) };
    expect(priceCart([hours], items, had)).toMatchObject({
      lines: [{ alreadyActive: false, alreadyOrdered: false }],
      unavailable: [],
    });
  });
});
