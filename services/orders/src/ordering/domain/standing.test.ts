import { describe, expect, it } from '@jest/globals';
import { euro, sum } from '@leerhuis/money';
import fc from 'fast-check';
import { type OrderState, outstandingOf, receive, type Standing, transitions, withdraw } from './standing.ts';

const now = new Date('2026-11-22T10:00:00Z');
const total = euro(12_100);
const free = { isPaymentUnderWay: false, isAttested: false };
const states = Object.keys(transitions) as OrderState[];
const standings: Record<OrderState, Standing> = {
  placed: { state: 'placed' },
  partiallyPaid: { state: 'partiallyPaid', paid: euro(2_100) },
  paid: { state: 'paid', paid: total, paidAt: now },
  withdrawn: { state: 'withdrawn', withdrawnAt: now },
};

/** Everything that can happen to an order, with what it leads to. */
function commandsOn(standing: Standing): Standing[] {
  const afterMoney = [1, 2_100, 10_000, 12_100, 50_000].map(
    (cents) => receive(standing, total, euro(cents), now).standing,
  );
  const afterWithdrawal = [true, false].map((underWay) =>
    withdraw(standing, { ...free, isPaymentUnderWay: underWay }, now),
  );
  return [...afterMoney, ...afterWithdrawal.flatMap((result) => ('standing' in result ? [result.standing] : []))];
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
    const part = receive(standings.placed, total, euro(12_099), now);
    expect(part.standing).toEqual({ state: 'partiallyPaid', paid: euro(12_099) });
    expect(outstandingOf(part.standing, total)).toEqual(euro(1));
    expect(receive(part.standing, total, euro(1), now).standing).toEqual({ state: 'paid', paid: total, paidAt: now });
  });

  it.each([
    ['placed', 12_200, 12_100, 100],
    ['partiallyPaid', 12_100, 10_000, 2_100],
    ['paid', 12_100, 0, 12_100],
    ['withdrawn', 12_100, 0, 12_100],
  ] as const)(
    'gives back at once what is too much on an order that is %s (V-13)',
    (state, amount, accepted, excess) => {
      expect(receive(standings[state], total, euro(amount), now)).toMatchObject({
        accepted: euro(accepted),
        excess: euro(excess),
      });
    },
  );

  it('accepts no cent twice and loses none, in whatever pieces money comes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 12 }), (pieces) => {
        let standing: Standing = standings.placed;
        const receipts = pieces.map((cents) => {
          const receipt = receive(standing, total, euro(cents), now);
          standing = receipt.standing;
          return receipt;
        });
        const accepted = sum(receipts.map((receipt) => receipt.accepted)).amount;
        const excess = sum(receipts.map((receipt) => receipt.excess)).amount;
        expect(accepted + excess).toBe(pieces.reduce((a, b) => a + b, 0));
        expect(accepted).toBeLessThanOrEqual(total.amount);
        expect(outstandingOf(standing, total).amount).toBe(total.amount - accepted);
        expect(standing.state === 'paid').toBe(accepted === total.amount);
      }),
    );
  });

  it('refuses money that is none', () => {
    expect(() => receive(standings.placed, total, euro(0), now)).toThrow(RangeError);
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

  it.each(['partiallyPaid', 'paid'] as const)('is refused when %s', (state) => {
    expect(withdraw(standings[state], free, now)).toEqual({ refused: 'already-paid' });
  });

  it('leaves the same end state when repeated', () => {
    const later = new Date('2026-12-01T10:00:00Z');
    expect(withdraw(standings.withdrawn, { ...free, isAttested: true }, later)).toEqual({
      standing: standings.withdrawn,
    });
  });
});
