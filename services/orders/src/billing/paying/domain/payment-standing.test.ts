import { describe, expect, it } from '@jest/globals';
import { paymentStatuses } from './payment.ts';
import { looksAgainIn, mayPayAgain, paymentStanding } from './payment-standing.ts';

const owed = { withdrawn: false, outstandingCents: 12_100 };
const settled = { withdrawn: false, outstandingCents: 0 };
const payment = (status: (typeof paymentStatuses)[number], givenBack = false) => ({ status, givenBack });

describe('how a payment stands', () => {
  it('is what the provider says as long as the order waits for it', () => {
    const standings = paymentStatuses.map((status) => [status, paymentStanding(owed, payment(status))]);
    expect(Object.fromEntries(standings)).toEqual({
      open: 'processing',
      pending: 'processing',
      authorized: 'processing',
      paid: 'paid-in-part',
      canceled: 'canceled',
      expired: 'expired',
      failed: 'failed',
    });
  });

  it('is thanked for only when it came in, the order is settled by it, and it stays with us', () => {
    expect(paymentStanding(settled, payment('paid'))).toBe('paid');
    expect(paymentStanding(settled, payment('paid', true))).toBe('given-back');
    for (const status of ['open', 'failed', 'canceled', 'expired'] as const)
      expect(paymentStanding(settled, payment(status))).toBe('paid-otherwise');
  });

  it('of an order that nobody began to pay, or that was withdrawn, is that of the order', () => {
    expect(paymentStanding(owed, null)).toBe('unpaid');
    expect(paymentStanding(settled, null)).toBe('paid');
    for (const status of paymentStatuses)
      expect(paymentStanding({ ...owed, withdrawn: true }, payment(status))).toBe('withdrawn');
  });

  it('leaves room for another payment only where the money is still wanted and none is under way', () => {
    const again = (['paid', 'given-back', 'paid-otherwise', 'processing', 'withdrawn', 'unpaid'] as const).filter(
      mayPayAgain,
    );
    expect(again).toEqual([]);
    expect((['failed', 'canceled', 'expired', 'paid-in-part'] as const).every(mayPayAgain)).toBe(true);
  });

  it('is looked at again often at first, then less, then no more', () => {
    expect([0, 59_999, 60_000, 599_999, 600_000].map(looksAgainIn)).toEqual([3, 3, 10, 10, null]);
  });
});
