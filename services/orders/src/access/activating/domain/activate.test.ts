import { describe, expect, it } from '@jest/globals';
import { accessUntil, isDueOnPayment, refusalForCredit, refusalOfLine, sourceOf } from './activate.ts';
import type { Activation } from './activation.ts';

const now = new Date('2026-11-22T10:00:00Z');
const activation = (until: string): Activation => ({
  id: 'a1',
  accountId: 'ann',
  organisationId: null,
  courseId: 'c1',
  courseTitle: { nl: 'Recht' },
  orderId: 'o1',
  lineId: 'l1',
  source: 'payment',
  activatedAt: new Date('2025-11-22T10:00:00Z'),
  accessUntil: new Date(until),
  revokedAt: null,
});
const lapsed = activation('2026-11-22T10:00:00Z');
const open = activation('2026-11-22T10:00:01Z');
const order = (state: 'placed' | 'withdrawn' | 'paid') => {
  if (state === 'withdrawn') return { standing: { state, withdrawnAt: now } };
  const paid = { amount: 100, currency: 'EUR' as const };
  return { standing: state === 'paid' ? { state, paid, paidAt: now } : { state } };
};

describe('activating a course', () => {
  it.each([
    ['an order that is placed may be activated before it is paid (V-15)', 'placed', null, null, null],
    ['a withdrawn order gives nothing (V-14)', 'withdrawn', null, null, { refused: 'order-withdrawn' }],
    ['withdrawn is said before what was used', 'withdrawn', open, lapsed, { refused: 'order-withdrawn' }],
    ['a line gives access once (V-17)', 'paid', null, lapsed, { refused: 'access-used', used: lapsed }],
    ['who has access has it', 'paid', open, open, { refused: 'already-active', current: open }],
    ['also by another order', 'placed', open, null, { refused: 'already-active', current: open }],
  ] as const)('%s', (_rule, state, current, used, expected) => {
    expect(refusalOfLine(order(state), { current, used }, now)).toEqual(expected);
  });

  it('for credit asks for a course that is sold and not active (V-7)', () => {
    expect(refusalForCredit(null, true)).toBeNull();
    expect(refusalForCredit(null, false)).toEqual({ refused: 'not-sold' });
    expect(refusalForCredit(open, false)).toEqual({ refused: 'already-active', current: open });
  });

  it('happens on payment unless the line was used or the course is active (V-10)', () => {
    expect(isDueOnPayment({ current: null, used: null })).toBe(true);
    expect(isDueOnPayment({ current: open, used: null })).toBe(false);
    expect(isDueOnPayment({ current: null, used: lapsed })).toBe(false);
  });

  it('says whether it was paid by then', () => {
    expect(sourceOf(order('placed'))).toBe('before-payment');
    expect(sourceOf(order('paid'))).toBe('payment');
  });

  it('gives access for the months of the terms, to the end of that day in the zone (V-17)', () => {
    const until = accessUntil(new Date('2026-03-01T09:00:00Z'), { accessMonths: 7 }, 'Europe/Brussels');
    expect(until.toISOString()).toBe('2026-10-01T21:59:59.999Z');
  });
});
