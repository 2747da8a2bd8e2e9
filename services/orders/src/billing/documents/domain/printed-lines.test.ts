import { expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import fc from 'fast-check';
import type { Item } from '../../../selling/ordering/domain/order.ts';
import { orderOf, type Quote } from '../../../selling/ordering/domain/quote.ts';
import { printedLines } from './document.ts';

const now = new Date('2026-11-22T10:00:00Z');
const course = (itemId: string, cents: number, vatRate: number): Item => {
  return { kind: 'course', itemId, code: itemId, title: { nl: itemId }, minutes: 60, price: euro(cents), vatRate };
};
const learner = (membershipId: string, accountId: string | null) => ({ membershipId, accountId, name: membershipId });
const proForma = {
  id: 'pf',
  number: 'PF-2026-000001',
  issuedOn: '2026-11-22',
  dueDate: '2026-12-22',
  structuredCommunication: '+++260/0000/00176+++',
};

function place({
  organisationId,
  ...more
}: Pick<Quote, 'lines' | 'items' | 'learners'> & { organisationId: string | null }) {
  let id = 0;
  const quote: Quote = {
    ...more,
    binding: 'at-once',
    buyer: { accountId: 'ann', organisationId, membershipId: null, mayEnrol: true },
    billing: {
      name: 'De Linde BV',
      enterpriseNumber: '0123456749',
      vatNumber: 'BE0123456749',
      register: 'BE',
      address: null,
    },
    activateNow: false,
    purchaseReference: 'PO 7',
    cart: null,
    locale: 'nl',
    warnings: [],
  };
  const newId = () => {
    id += 1;
    return `id-${id}`;
  };
  return orderOf(quote, { proForma, consent: { version: '1' }, newId }, now);
}

it('an order for employees has a line for each, with whom it is for (C-8)', () => {
  const order = place({
    organisationId: 'linde',
    lines: [{ kind: 'course', itemId: 'c1', quantity: 2, learners: ['m1', 'm2'] }],
    items: [course('c1', 9_500, 21)],
    learners: [learner('m1', 'bea'), learner('m2', null)],
  });
  expect(order).toMatchObject({ accountId: 'ann', organisationId: 'linde', net: euro(19_000), total: euro(22_990) });
  expect(order.lines.map(({ quantity, learner }) => ({ quantity, learner }))).toEqual([
    { quantity: 1, learner: { membershipId: 'm1', accountId: 'bea' } },
    { quantity: 1, learner: { membershipId: 'm2', accountId: null } },
  ]);
  expect(printedLines(order.lines)).toMatchObject([{ code: 'c1', quantity: 2, price: euro(9_500), net: euro(19_000) }]);
});

it('an order for oneself names no learner', () => {
  const lines = [{ kind: 'course' as const, itemId: 'c1', quantity: 1 }];
  const order = place({ organisationId: null, lines, items: [course('c1', 9_500, 21)], learners: [] });
  expect(order.lines).toHaveLength(1);
  expect(order.lines[0]).not.toHaveProperty('learner');
});

it('however many learn by it, lines, document and totals agree to the cent', () => {
  const wanted = fc.uniqueArray(
    fc.record({
      itemId: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5'),
      cents: fc.integer({ min: 0, max: 1_000_000 }),
      vatRate: fc.constantFrom(0, 6, 21),
      learners: fc.uniqueArray(fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'), { minLength: 1 }),
    }),
    { minLength: 1, selector: ({ itemId }) => itemId },
  );
  const known = ['m1', 'm2', 'm3', 'm4', 'm5'].map((id) => learner(id, `account of ${id}`));
  fc.assert(
    fc.property(wanted, (courses) => {
      const order = place({
        organisationId: 'linde',
        lines: courses.map(({ itemId, learners }) => {
          return { kind: 'course', itemId, quantity: learners.length, learners };
        }),
        items: courses.map(({ itemId, cents, vatRate }) => course(itemId, cents, vatRate)),
        learners: known,
      });
      const printed = printedLines(order.lines);
      const sumOf = (lines: readonly { net: { amount: number } }[]) =>
        lines.reduce((all, { net }) => all + net.amount, 0);
      const asked = courses.reduce((all, { cents, learners }) => all + cents * learners.length, 0);
      expect([sumOf(order.lines), sumOf(printed), order.net.amount, sumOf(order.perRate)]).toEqual([
        asked,
        asked,
        asked,
        asked,
      ]);
      expect(order.total.amount).toBe(order.net.amount + order.vat.amount);
      expect(printed.map(({ quantity }) => quantity)).toEqual(courses.map(({ learners }) => learners.length));
    }),
  );
});
