import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { orderLine } from '../../../selling/ordering/domain/order.ts';
import { substitutionOf } from './substitution.ts';

const item = (itemId: string) => {
  const facts = { kind: 'course' as const, itemId, code: itemId, title: { nl: itemId }, minutes: 60, vatRate: 21 };
  return { ...facts, price: euro(5_000) };
};
const learner = (membershipId: string, accountId: string | null = null) => ({ membershipId, accountId });
const line = (lineId: string, itemId: string, membershipId: string) => {
  return { ...orderLine(lineId, item(itemId), 1), learner: learner(membershipId) };
};
const lines = [line('l1', 'huur', 'bea'), line('l2', 'huur', 'cas'), line('l3', 'pacht', 'dirk')];
const placed = { standing: { state: 'placed' as const }, lines };
const withdrawn = { ...placed, standing: { state: 'withdrawn' as const, withdrawnAt: new Date(0) } };
const facts = (membershipId: string | null, isActivated = false) => {
  return { learner: membershipId === null ? null : learner(membershipId, 'account'), isActivated };
};

describe('somebody else in the place of a learner', () => {
  it.each([
    ['is possible while nothing was activated, also who takes another course', placed, facts('dirk'), 'dirk'],
    ['is not once the course was activated, which is personal (V-16)', placed, facts('dirk', true), 'activated'],
    ['is not when they take that course already', placed, facts('cas'), 'learns-already'],
    ['is not the same person', placed, facts('bea'), 'learns-already'],
    ['is not somebody whom the organisation does not know', placed, facts(null), 'not-of-organisation'],
    ['is not in an order that was withdrawn', withdrawn, facts('dirk'), 'order-withdrawn'],
  ])('%s', (_, order, known, expected) => {
    const [first] = lines;
    if (!first) throw new Error('there is a line');
    const result = substitutionOf(order, first, known);
    expect('refused' in result ? result.refused : result.line.learner.membershipId).toBe(expected);
    if (!('refused' in result)) expect(result.line).toEqual({ ...first, learner: known.learner });
  });
});
