import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { type BookableOrder, type HandBooking, mayUndo, whyNoMoveOf, whyNotBook } from './hand-booking.ts';
import type { ByHand } from './payment.ts';

const byHand: ByHand = { by: 'staff', reference: null, reason: 'statement 12', undone: null };
const undone = { by: 'staff', at: new Date('2026-03-05T09:00:00Z'), reason: 'of another' };
const order: BookableOrder = {
  state: 'placed',
  placedOn: '2026-03-01',
  structuredCommunication: '+++123/4567/89002+++',
  proFormaNumber: 'PF-2026-000123',
  invoiceNumber: 'F-2026-000045',
  payments: [],
  dayOf: (instant) => instant.toISOString().slice(0, 10),
};
const booking: HandBooking = { day: '2026-03-04', amount: euro(12_100), reference: null, sameAgain: false };
const today = '2026-03-05';
const there = { amount: euro(12_100), paidAt: new Date('2026-03-04T00:00:00Z'), byHand };

describe('a payment that staff book by hand', () => {
  it.each<[string, Partial<BookableOrder>, Partial<HandBooking>]>([
    ['of today', {}, { day: today }],
    ['of the day of the order', {}, { day: '2026-03-01' }],
    ['with the reference of the order', {}, { reference: '***123/4567/89002***' }],
    ['with the reference of the order among words', {}, { reference: 'betaling 123 4567 89002, dank u' }],
    ['with the pro-forma and the invoice of the order', {}, { reference: 'pf-2026-000123 / F-2026-000045' }],
    ['with a reference of the bank', {}, { reference: 'NOTPROVIDED 2026-12' }],
    ['on an order that is paid: it goes back (V-13)', { state: 'paid' }, {}],
    ['of another amount than one of that day', { payments: [there] }, { amount: euro(12_099) }],
    ['again, by who has looked', { payments: [there] }, { sameAgain: true }],
    ['again, after the first was undone', { payments: [{ ...there, byHand: { ...byHand, undone } }] }, {}],
  ])('is booked %s', (_what, orderFacts, facts) => {
    expect(whyNotBook({ ...order, ...orderFacts }, { ...booking, ...facts }, today)).toEqual([]);
  });

  it.each<[string, Partial<BookableOrder>, Partial<HandBooking>]>([
    ['withdrawn', { state: 'withdrawn' }, {}],
    ['in-the-future', {}, { day: '2026-03-06' }],
    ['before-the-order', {}, { day: '2026-02-28' }],
    ['reference-of-another', {}, { reference: '+++010/8068/17183+++' }],
    ['reference-of-another', {}, { reference: '+++010/8068/17183+++ dank u' }],
    ['reference-of-another', {}, { reference: '123456789002 en 010806817183' }],
    ['reference-of-another', {}, { reference: 'voor PF-2026-000124' }],
    ['reference-of-another', { invoiceNumber: null }, { reference: 'F-2026-000045' }],
    ['wrong-check-digits', {}, { reference: 'betaling +++123/4567/89012+++' }],
    ['booked-already', { payments: [there] }, {}],
  ])('is refused: %s', (refused, orderFacts, facts) => {
    expect(whyNotBook({ ...order, ...orderFacts }, { ...booking, ...facts }, today)).toEqual([refused]);
  });

  it.each<[string, string | null, string | null]>([
    ['2026-02-28', null, 'before-the-order'],
    ['2026-03-01', null, null],
    [today, 'te veel voor PF-2026-000123', null],
    [today, 'te veel voor PF-2026-000124', 'reference-of-another'],
    [today, '123/4567/89012', 'wrong-check-digits'],
    ['2026-03-06', null, 'in-the-future'],
  ])('is given back on %s with reference %s: %s', (day, reference, refused) => {
    expect(whyNoMoveOf(order, { day, reference }, today)).toEqual(refused ? [refused] : []);
  });

  it('is refused for all that is wrong with it at once', () => {
    const wrong = { ...booking, day: '2026-02-28', reference: '123/4567/89012' };
    const that = { ...there, paidAt: new Date('2026-02-28T09:00:00Z') };
    const refused = ['before-the-order', 'wrong-check-digits', 'booked-already'];
    expect(whyNotBook({ ...order, payments: [that] }, wrong, today)).toEqual(refused);
  });

  it('can be undone once, and no other can', () => {
    expect(mayUndo({ byHand })).toBeNull();
    expect(mayUndo({ byHand: { ...byHand, undone } })).toEqual({ refused: 'undone-already' });
    expect(mayUndo({})).toEqual({ refused: 'not-by-hand' });
  });
});
