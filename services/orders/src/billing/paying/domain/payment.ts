import { compare, type Money } from '@leerhuis/money';

/** As the provider calls them. Paid is final; what was canceled, expired or failed can only still turn out paid. */
export const paymentStatuses = ['open', 'pending', 'authorized', 'paid', 'canceled', 'expired', 'failed'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** Methods of the provider; `creditcard` stands for Visa, Mastercard and Maestro (V-11). */
export const paymentMethods = ['bancontact', 'creditcard', 'paypal', 'banktransfer', 'ideal'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const refundStatuses = [
  'requested',
  'queued',
  'pending',
  'processing',
  'refunded',
  'failed',
  'canceled',
] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export interface Payment {
  id: string;
  orderId: string;
  accountId: string;
  providerPaymentId: string;
  method: PaymentMethod;
  amount: Money;
  status: PaymentStatus;
  /** Where the customer pays; null once there is nothing to do there. */
  checkoutUrl: string | null;
  createdAt: Date;
  paidAt: Date | null;
  /** Booked by staff: the money came to the provider's own account. The payment provider knows nothing of it. */
  byHand?: ByHand;
}

export interface ByHand {
  by: string;
  /** What the bank statement says: the communication, or the bank's own reference. */
  reference: string | null;
  reason: string;
  undone: { by: string; at: Date; reason: string } | null;
}

export interface Refund {
  id: string;
  paymentId: string;
  orderId: string;
  accountId: string;
  providerPaymentId: string;
  amount: Money;
  status: RefundStatus;
  providerRefundId: string | null;
  createdAt: Date;
}

/** What the provider says about a payment, at whatever moment it was asked. */
export interface PaymentReport {
  status: PaymentStatus;
  amount: Money;
  paidAt: Date | null;
}

export type Reading =
  | { change: 'none' }
  | { change: 'status'; status: PaymentStatus }
  | { change: 'paid'; paidAt: Date }
  /** The provider speaks of another amount than we asked for: a person has to look. */
  | { change: 'amount-differs'; amount: Money };

/** Whether a payment may still lead to money by itself, so that a withdrawal has to wait for it (V-14). */
export function isUnderWay(status: PaymentStatus): boolean {
  return status === 'pending' || status === 'authorized';
}

export function isFinal(status: PaymentStatus): boolean {
  return status === 'paid' || status === 'canceled' || status === 'expired' || status === 'failed';
}

const progress: Record<PaymentStatus, number> = {
  open: 0,
  pending: 1,
  authorized: 2,
  canceled: 3,
  expired: 3,
  failed: 3,
  paid: 4,
};

/**
 * Reads a report so that neither order of arrival, nor repetition, nor lateness matters: a payment only goes forward, and
 * paid wins over everything, because then the money is there.
 */
export function read(payment: Pick<Payment, 'status' | 'amount'>, report: PaymentReport, now: Date): Reading {
  if (progress[report.status] <= progress[payment.status]) return { change: 'none' };
  if (report.status !== 'paid') return { change: 'status', status: report.status };
  if (compare(report.amount, payment.amount) !== 0) return { change: 'amount-differs', amount: report.amount };
  return { change: 'paid', paidAt: report.paidAt ?? now };
}

const refundProgress: Record<RefundStatus, number> = {
  requested: 0,
  queued: 1,
  pending: 2,
  processing: 3,
  refunded: 4,
  canceled: 4,
  failed: 5,
};

/** The status of a refund after a report. It only goes forward too; even what was refunded a bank may still send back. */
export function readRefund(status: RefundStatus, reported: RefundStatus): RefundStatus {
  return refundProgress[reported] > refundProgress[status] ? reported : status;
}

/** Whether there is no need to ask any more. */
export function isRefundFinal(status: RefundStatus): boolean {
  return refundProgress[status] >= refundProgress.refunded;
}

const day = 24 * 60 * 60 * 1_000;

/**
 * When to look again at a payment that is paid: charge-backs, and refunds made in the provider's dashboard, come long after,
 * and a webhook that tells of them may get lost. Null once money can't be taken back any more.
 * @param takeBackDays for how many days after paying it can
 */
export function nextLookAtPaid(paidAt: Date, now: Date, takeBackDays: number): Date | null {
  const next = now.getTime() + day;
  return next - paidAt.getTime() > takeBackDays * day ? null : new Date(next);
}

/**
 * When to ask again about something that is `ageMs` old and not settled: often at first, then ever less, at most once in
 * six hours. Webhooks get lost; this is what finds out.
 */
export function nextCheckIn(ageMs: number, pollMs: number): number {
  return Math.min(Math.max(pollMs, ageMs / 10), 6 * 60 * 60 * 1_000);
}
