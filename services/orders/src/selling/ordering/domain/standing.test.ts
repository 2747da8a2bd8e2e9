import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import fc from 'fast-check';
import { attentionOf } from './attention.ts';
import {
  creditNoteDueOf,
  type EntryKind,
  enter,
  heldOf,
  type MoneyEntry,
  type OrderMoney,
  outstandingOf,
  toGiveBackOf,
} from './entries.ts';
import { type OrderState, paidOf, type Standing, transitions, withdraw } from './standing.ts';

const now = new Date('2026-11-22T10:00:00Z');
const total = euro(12_100);
const free = { isPaymentUnderWay: false, isAttested: false };
const states = Object.keys(transitions) as OrderState[];
const standings: Record<OrderState, Standing> = {
  placed: { state: 'placed' },
  partiallyPaid: { state: 'partiallyPaid', paid: euro(2_100) },
  paid: { state: 'paid', paid: total, paidAt: now },
  reopened: { state: 'reopened', paid: euro(2_100) },
  withdrawn: { state: 'withdrawn', withdrawnAt: now },
};

let last = 0;
const entry = (kind: EntryKind, cents: number): MoneyEntry => ({
  id: `entry ${++last}`,
  kind,
  amount: euro(cents),
  day: '2026-11-22',
  source: 'test',
  at: now,
});

/** An order that stands so. */
function orderThat(standing: Standing): OrderMoney {
  const { amount } = paidOf(standing);
  const entries = amount > 0 ? [entry('payment', amount)] : [];
  return { standing, total, entries, hasInvoice: standing.state === 'paid' || standing.state === 'reopened' };
}

function after(order: OrderMoney, kind: EntryKind, cents: number) {
  const entered = enter(order, entry(kind, cents));
  if (!entered) throw new Error('it was not entered');
  const { standing, entries, excess } = entered;
  return {
    standing,
    excess,
    order: { ...order, standing, entries, hasInvoice: order.hasInvoice || standing.state === 'paid' },
  };
}

/** Everything that can happen to an order, with what it leads to. */
function commandsOn(standing: Standing): Standing[] {
  const order = orderThat(standing);
  const afterMoney = [1, 2_100, 10_000, 12_100, 50_000].map((cents) => after(order, 'payment', cents).standing);
  const paid = paidOf(standing).amount;
  const afterLoss = [1, paid].filter((cents) => cents > 0).map((cents) => after(order, 'charge-back', cents).standing);
  const afterWithdrawal = [true, false].map((underWay) =>
    withdraw(standing, { ...free, isPaymentUnderWay: underWay }, now),
  );
  const withdrawn = afterWithdrawal.flatMap((result) => ('standing' in result ? [result.standing] : []));
  return [...afterMoney, ...afterLoss, ...withdrawn];
}

describe('standing of an order', () => {
  it('reaches every state from placed', () => {
    const reached = new Set<OrderState>(['placed']);
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it.each(states)('from %s goes nowhere but where the table says, and everywhere it says', (state) => {
    const led = new Set(commandsOn(standings[state]).map((standing) => standing.state));
    const expected = new Set(transitions[state]);
    // an order that nothing changes about stays what it is
    led.delete(state);
    expected.delete(state);
    expect([...led].sort()).toEqual([...expected].sort());
  });

  it('is paid when the sum is complete, to the cent', () => {
    const part = after(orderThat(standings.placed), 'payment', 12_099);
    expect(part.standing).toEqual({ state: 'partiallyPaid', paid: euro(12_099) });
    expect(outstandingOf(part.order)).toEqual(euro(1));
    expect(after(part.order, 'payment', 1).standing).toEqual({ state: 'paid', paid: total, paidAt: now });
  });

  it.each([
    ['placed', 12_200, 12_100, 100],
    ['partiallyPaid', 12_100, 10_000, 2_100],
    ['paid', 12_100, 0, 12_100],
    ['reopened', 12_100, 10_000, 2_100],
    ['withdrawn', 12_100, 0, 12_100],
  ] as const)(
    'gives back at once what is too much on an order that is %s (V-13)',
    (state, amount, accepted, excess) => {
      const before = orderThat(standings[state]);
      const entered = after(before, 'payment', amount);
      expect(entered.excess).toEqual(euro(excess));
      expect(paidOf(entered.standing).amount - paidOf(before.standing).amount).toBe(accepted);
    },
  );

  it('accepts no cent twice and loses none, in whatever pieces money comes and goes', () => {
    const moves = fc.array(
      fc.tuple(
        fc.constantFrom<EntryKind>('payment', 'payment', 'charge-back', 'refund-at-provider', 'payment-undone'),
        fc.integer({ min: 1, max: 20_000 }),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(moves, (list) => {
        let order: OrderMoney = orderThat(standings.placed);
        let excesses = 0;
        for (const [kind, cents] of list) {
          const entered = after(order, kind, cents);
          order = entered.order;
          if (entered.excess.amount === 0) continue;
          excesses += entered.excess.amount;
          order = after(order, 'refund', entered.excess.amount).order;
        }
        const held = heldOf(order.entries);
        const signed = list.reduce((sum, [kind, cents]) => sum + (kind === 'payment' ? cents : -cents), 0);
        expect(held).toBe(signed - excesses);
        expect(toGiveBackOf(order).amount).toBe(0);
        const covered = held + creditNoteDueOf(order.entries).amount;
        expect(outstandingOf(order).amount).toBe(Math.max(0, total.amount - covered));
        expect(order.standing.state === 'paid').toBe(outstandingOf(order).amount === 0);
        expect(order.hasInvoice).toBe(order.standing.state === 'paid' || order.standing.state === 'reopened');
      }),
    );
  });

  it('refuses money that is none', () => {
    expect(() => enter(orderThat(standings.placed), entry('payment', 0))).toThrow(RangeError);
  });
});

describe('money that is taken back after an order was paid', () => {
  const paid = orderThat(standings.paid);

  it('is owed again after a charge-back, until that is reversed or paid again', () => {
    const back = after(paid, 'charge-back', 12_100);
    expect(back.standing).toEqual({ state: 'reopened', paid: euro(0) });
    expect(outstandingOf(back.order)).toEqual(total);
    expect(attentionOf(back.order)).toEqual(['reopened']);
    for (const kind of ['charge-back-reversed', 'payment'] as const) {
      const again = after(back.order, kind, 12_100);
      expect(again).toMatchObject({ standing: { state: 'paid' }, excess: euro(0) });
      expect(attentionOf(again.order)).toEqual([]);
    }
  });

  it('is to be got again, also of an order without invoice and of one that is withdrawn', () => {
    const part = after(orderThat(standings.placed), 'payment', 2_100).order;
    const given = after(part, 'refund-at-provider', 2_100).order;
    expect(attentionOf(given)).toEqual([]);
    const back = after(given, 'charge-back', 2_100);
    expect(back.standing).toEqual({ state: 'placed' });
    expect(attentionOf(back.order)).toEqual(['reopened']);
    expect(attentionOf({ ...back.order, standing: standings.withdrawn })).toEqual(['reopened']);
  });

  it('is too much when it was paid again and the charge-back is reversed after all', () => {
    const again = after(after(paid, 'charge-back', 12_100).order, 'payment', 12_100);
    expect(after(again.order, 'charge-back-reversed', 12_100).excess).toEqual(total);
  });

  it('is not owed again when somebody gave it back at the payment provider: a credit note is due', () => {
    const first = after(paid, 'refund-at-provider', 100);
    const second = after(first.order, 'refund-at-provider', 2_000);
    expect(second.standing).toEqual(standings.paid);
    expect(creditNoteDueOf(second.order.entries)).toEqual(euro(2_100));
    expect(attentionOf(second.order)).toEqual(['credit-note-due']);
    let sentBack = second.order;
    for (const { id, amount } of second.order.entries.slice(1)) {
      const failed = { ...entry('refund-at-provider-failed', amount.amount), id: `${id} failed` };
      sentBack = { ...sentBack, ...enter(sentBack, failed) };
    }
    expect(attentionOf(sentBack)).toEqual([]);
  });

  it('lowers what was paid on an order without invoice', () => {
    const part = orderThat(standings.partiallyPaid);
    expect(after(part, 'refund-at-provider', 2_100).standing).toEqual({ state: 'placed' });
    expect(after(part, 'charge-back', 100).standing).toEqual({ state: 'partiallyPaid', paid: euro(2_000) });
  });

  it('counts once, however often it is told', () => {
    const told = entry('charge-back', 100);
    const order = { ...paid, ...enter(paid, told) };
    expect(enter(order, told)).toBeNull();
  });

  it('stays to be given back when our refund fails', () => {
    const twice = after(paid, 'payment', 12_100);
    const refunded = after(twice.order, 'refund', 12_100);
    expect(attentionOf(refunded.order)).toEqual([]);
    const failed = after(refunded.order, 'refund-failed', 12_100);
    expect(toGiveBackOf(failed.order)).toEqual(total);
    expect(attentionOf(failed.order)).toEqual(['to-give-back']);
    expect(attentionOf(after(failed.order, 'repayment', 12_100).order)).toEqual([]);
  });
});

describe('withdrawing a pro-forma (V-14)', () => {
  it('is possible as long as nothing was paid', () => {
    expect(withdraw(standings.placed, free, now)).toEqual({ standing: { state: 'withdrawn', withdrawnAt: now } });
  });

  it('has to wait for a payment that is under way', () => {
    expect(withdraw(standings.placed, { ...free, isPaymentUnderWay: true }, now)).toEqual({
      refused: 'payment-under-way',
    });
  });

  it('is refused once an attest was issued for what it activated: that would be an attest without payment', () => {
    expect(withdraw(standings.placed, { ...free, isAttested: true }, now)).toEqual({ refused: 'attest-issued' });
  });

  it.each(['partiallyPaid', 'paid', 'reopened'] as const)('is refused when %s', (state) => {
    expect(withdraw(standings[state], free, now)).toEqual({ refused: 'already-paid' });
  });

  it('leaves the same end state when repeated', () => {
    const later = new Date('2026-12-01T10:00:00Z');
    expect(withdraw(standings.withdrawn, { ...free, isAttested: true }, later)).toEqual({
      standing: standings.withdrawn,
    });
  });
});

describe('what was too much, given back at the payment provider', () => {
  it('is given back: nothing is left to give back, and no credit note is due', () => {
    const paidTwice = after(orderThat(standings.paid), 'payment', 12_100).order;
    expect(toGiveBackOf(paidTwice)).toEqual(total);
    const { order, standing } = after(paidTwice, 'refund-at-provider', 12_100);
    expect(standing.state).toBe('paid');
    expect(toGiveBackOf(order)).toEqual(euro(0));
    expect(creditNoteDueOf(order.entries)).toEqual(euro(0));
    expect(attentionOf(order)).toEqual([]);
  });

  it('calls for a credit note of what goes beyond it', () => {
    const paidTooMuch = after(orderThat(standings.paid), 'payment', 100).order;
    const { order } = after(paidTooMuch, 'refund-at-provider', 2_100);
    expect(toGiveBackOf(order)).toEqual(euro(0));
    expect(creditNoteDueOf(order.entries)).toEqual(euro(2_000));
  });

  it('is to be given back again when the bank sends it back', () => {
    const paidTwice = after(orderThat(standings.paid), 'payment', 12_100).order;
    const { order } = after(paidTwice, 'refund-at-provider', 12_100);
    const made = order.entries.at(-1) as MoneyEntry;
    const failed = enter(order, { ...entry('refund-at-provider-failed', 12_100), id: `${made.id} failed` });
    expect(failed && toGiveBackOf({ ...order, entries: failed.entries })).toEqual(total);
    expect(failed && creditNoteDueOf(failed.entries)).toEqual(euro(0));
  });
});

describe('payments that staff book and undo, and what they give back', () => {
  it('leaves what was given back of money that never came to be owed, on top of the order', () => {
    const tooMuch = after(orderThat(standings.placed), 'payment', 15_000).order;
    const givenBack = after(tooMuch, 'repayment', 2_900).order;
    expect(outstandingOf(givenBack)).toEqual(euro(0));
    const undone = after(givenBack, 'payment-undone', 15_000).order;
    expect(undone.standing).toEqual({ state: 'reopened', paid: euro(0) });
    expect(outstandingOf(undone)).toEqual(euro(15_000));
    expect(outstandingOf(after(undone, 'payment', 12_100).order)).toEqual(euro(2_900));
    expect(after(undone, 'payment', 15_000)).toMatchObject({ standing: { state: 'paid' }, excess: euro(0) });
  });

  it('adds up to what came in and went out, in whatever order', () => {
    const cents = fc.integer({ min: 1, max: 20_000 });
    const acts = fc.array(
      fc.oneof(
        fc.record({ act: fc.constant('book' as const), cents }),
        fc.record({ act: fc.constant('give back' as const), cents }),
        fc.record({ act: fc.constant('undo' as const), cents: fc.nat(20) }),
      ),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(acts, (list) => {
        let order = orderThat(standings.placed);
        const booked: number[] = [];
        let givenBack = 0;
        for (const { act, cents } of list) {
          if (act === 'book') {
            booked.push(cents);
            order = after(order, 'payment', cents).order;
          } else if (act === 'undo') {
            const [undone] = booked.splice(cents, 1);
            if (undone) order = after(order, 'payment-undone', undone).order;
          } else {
            const most = Math.min(cents, toGiveBackOf(order).amount);
            givenBack += most;
            if (most > 0) order = after(order, 'repayment', most).order;
          }
          const held = booked.reduce((sum, one) => sum + one, 0) - givenBack;
          expect(outstandingOf(order).amount - toGiveBackOf(order).amount).toBe(total.amount - held);
          expect(order.standing.state === 'paid').toBe(held >= total.amount);
        }
        const left = outstandingOf(order).amount;
        if (left > 0)
          expect(after(order, 'payment', left)).toMatchObject({ standing: { state: 'paid' }, excess: euro(0) });
      }),
    );
  });
});
