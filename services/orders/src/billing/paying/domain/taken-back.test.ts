import { describe, expect, it } from '@jest/globals';
import { euro } from '@leerhuis/money';
import { nextLookAtPaid, type RefundStatus, refundStatuses } from './payment.ts';
import { chargeBackEntries, refundEntries } from './taken-back.ts';

const at = new Date('2026-03-02T09:00:00Z');
const amount = euro(2_100);

describe('what is taken back at the payment provider', () => {
  it.each<[RefundStatus, string[]]>([
    ['queued', []],
    ['pending', []],
    ['canceled', []],
    ['processing', ['refund re_1']],
    ['refunded', ['refund re_1']],
    ['failed', ['refund re_1', 'refund re_1 failed']],
  ])('of a refund in the dashboard that is %s: %j', (status, ids) => {
    const entries = refundEntries({ id: 're_1', status, amount, createdAt: at });
    expect(entries.map(({ id }) => id)).toEqual(ids);
    for (const entry of entries) expect(entry).toMatchObject({ amount, at });
  });

  it('has an answer to every status of a refund', () => {
    for (const status of refundStatuses)
      expect(refundEntries({ id: 'x', status, amount, createdAt: at })).toBeDefined();
  });

  it('by a charge-back, and back by its reversal, each on its day', () => {
    const reversedAt = new Date('2026-04-02T09:00:00Z');
    const taken = { id: 'charge-back chb_1', kind: 'charge-back', amount, at };
    expect(chargeBackEntries({ id: 'chb_1', amount, createdAt: at, reversedAt: null })).toEqual([taken]);
    const reversal = { id: 'charge-back chb_1 reversed', kind: 'charge-back-reversed', amount, at: reversedAt };
    expect(chargeBackEntries({ id: 'chb_1', amount, createdAt: at, reversedAt })).toEqual([taken, reversal]);
  });

  it('is looked for each day, until it can no longer be', () => {
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
    expect(nextLookAtPaid(at, at, 180)).toEqual(later(1));
    expect(nextLookAtPaid(at, later(179), 180)).toEqual(later(180));
    expect(nextLookAtPaid(at, later(179.5), 180)).toBeNull();
  });
});
