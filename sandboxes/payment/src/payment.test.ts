import { describe, expect, it } from '@jest/globals';
import {
  type Chargeback,
  type Payment,
  paymentStatuses,
  type Refund,
  remainingCents,
  withRefundStatus,
  withStatus,
} from './payment.ts';

const now = new Date('2026-11-02T10:00:00Z');
const payment = (status: Payment['status']): Payment => ({
  id: 'tr_1',
  createdAt: '2026-11-02T09:00:00.000Z',
  status,
  statusAt: '2026-11-02T09:00:00.000Z',
  expiresAt: '2026-11-02T11:00:00.000Z',
  cents: 12_100,
  description: 'Order 1',
  allowed: ['bancontact', 'creditcard'],
  method: null,
  card: null,
  locale: null,
  redirectUrl: 'http://localhost/',
  cancelUrl: null,
  webhookUrl: null,
  metadata: null,
});
const refund = (status: Refund['status'], cents: number): Refund => ({
  id: 're_1',
  paymentId: 'tr_1',
  createdAt: '2026-11-02T09:00:00.000Z',
  status,
  statusAt: '2026-11-02T09:00:00.000Z',
  cents,
  description: '',
  metadata: null,
});

const chargeback = (cents: number, reversedAt: string | null): Chargeback => ({
  id: 'chb_1',
  paymentId: 'tr_1',
  createdAt: '2026-11-02T09:00:00.000Z',
  cents,
  reversedAt,
});

describe('a payment', () => {
  it('leaves no final status', () => {
    for (const from of ['paid', 'canceled', 'expired', 'failed'] as const) {
      for (const to of paymentStatuses) expect(withStatus(payment(from), to, now)).toBeNull();
    }
  });

  it('gets the method and card that the payer chose, else the first that was allowed', () => {
    expect(withStatus(payment('open'), 'paid', now)).toMatchObject({
      status: 'paid',
      method: 'bancontact',
      card: null,
    });
    expect(withStatus(payment('open'), 'paid', now, { method: 'creditcard', card: 'Maestro' })).toMatchObject({
      method: 'creditcard',
      card: 'Maestro',
      statusAt: '2026-11-02T10:00:00.000Z',
    });
  });

  it('can go back up to what was paid, failed refunds and reversed charge-backs not counted', () => {
    const refunds = [refund('refunded', 2_100), refund('failed', 5_000)];
    const chargebacks = [chargeback(3_000, null), chargeback(4_000, '2026-11-02T09:30:00.000Z')];
    expect(remainingCents(payment('paid'), { refunds, chargebacks })).toBe(7_000);
    expect(remainingCents(payment('open'), { refunds: [], chargebacks: [] })).toBe(0);
  });
});

describe('a refund', () => {
  it('can be called off only before it is processing', () => {
    expect(withRefundStatus(refund('queued', 1), 'canceled', now)).toMatchObject({ status: 'canceled' });
    expect(withRefundStatus(refund('processing', 1), 'canceled', now)).toBeNull();
  });
});
