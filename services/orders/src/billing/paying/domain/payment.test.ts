import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import fc from 'fast-check';
import {
  isFinal,
  isUnderWay,
  nextCheckIn,
  type PaymentReport,
  type PaymentStatus,
  paymentStatuses,
  read,
  readRefund,
  refundStatuses,
} from './payment.ts';

const now = new Date('2026-11-22T10:00:00Z');
const amount = euro(12_100);
const report = (status: PaymentStatus): PaymentReport => ({ status, amount, paidAt: status === 'paid' ? now : null });

/** What a payment has become after these reports, and how often it became paid. */
function after(reports: readonly PaymentStatus[]): { status: PaymentStatus; timesPaid: number } {
  let status: PaymentStatus = 'open';
  let timesPaid = 0;
  for (const each of reports) {
    const reading = read({ status, amount }, report(each), now);
    if (reading.change === 'status') status = reading.status;
    if (reading.change === 'paid') {
      status = 'paid';
      timesPaid += 1;
    }
  }
  return { status, timesPaid };
}

describe('reading what the payment provider says', () => {
  it('ends the same whatever the order, repetition and lateness of reports', () => {
    const ending = fc.constantFrom<PaymentStatus>('paid', 'canceled', 'expired', 'failed');
    const noise = fc.array(fc.constantFrom<PaymentStatus>('open', 'pending', 'authorized'));
    fc.assert(
      fc.property(ending, noise, noise, fc.integer({ min: 1, max: 4 }), (end, before, behind, times) => {
        const reports = [...before, ...Array.from({ length: times }, () => end), ...behind];
        expect(after(reports)).toEqual({ status: end, timesPaid: end === 'paid' ? 1 : 0 });
      }),
    );
  });

  it('counts money once, for any reports whatsoever', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...paymentStatuses)), (reports) => {
        expect(after(reports).timesPaid).toBe(reports.includes('paid') ? 1 : 0);
      }),
    );
  });

  it('takes money that comes after all', () => {
    expect(after(['expired', 'paid'])).toEqual({ status: 'paid', timesPaid: 1 });
  });

  it('counts nothing when the amount is not what we asked for', () => {
    const reading = read({ status: 'open', amount }, { status: 'paid', amount: euro(1), paidAt: now }, now);
    expect(reading).toEqual({ change: 'amount-differs', amount: euro(1) });
  });

  it('holds up a withdrawal only while money is under way (V-14)', () => {
    expect(paymentStatuses.filter(isUnderWay)).toEqual(['pending', 'authorized']);
    expect(paymentStatuses.filter(isFinal)).toEqual(['paid', 'canceled', 'expired', 'failed']);
  });

  it('lets a refund go forward only, at the very end to the bank that refuses it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...refundStatuses)), (reports) => {
        const statuses = reports.map((_, index) => reports.slice(0, index + 1).reduce(readRefund, 'requested'));
        const settled = statuses.findIndex((status) => ['refunded', 'failed', 'canceled'].includes(status));
        const after = new Set(settled < 0 ? [] : statuses.slice(settled + 1));
        for (const status of after) expect([statuses[settled], 'failed']).toContain(status);
      }),
    );
  });
});

describe('asking again about an open payment', () => {
  it.each([
    [0, 20_000],
    [100_000, 20_000],
    [3_600_000, 360_000],
    [30 * 86_400_000, 6 * 3_600_000],
  ])('that is %i ms old happens after %i ms', (age, wait) => {
    expect(nextCheckIn(age, 20_000)).toBe(wait);
  });
});
