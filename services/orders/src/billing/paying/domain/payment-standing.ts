import { isFinal, type PaymentStatus } from './payment.ts';

/** How things stand with an order that somebody went to pay. */
export type PaymentStanding =
  | 'paid'
  /** This payment came in, and the order is not paid in full, or no longer. */
  | 'paid-in-part'
  /** This payment came in beside another one, and goes back. */
  | 'given-back'
  /** The order needs this payment no more. */
  | 'paid-otherwise'
  | 'processing'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'withdrawn'
  /** Nobody began to pay. */
  | 'unpaid';

/** @param payment the one that is asked about; null: the order has none */
export function paymentStanding(
  order: { withdrawn: boolean; outstandingCents: number },
  payment: { status: PaymentStatus; givenBack: boolean } | null,
): PaymentStanding {
  const settled = order.outstandingCents <= 0;
  if (order.withdrawn) return 'withdrawn';
  if (!payment) return settled ? 'paid' : 'unpaid';
  if (payment.status === 'paid') {
    if (!settled) return 'paid-in-part';
    return payment.givenBack ? 'given-back' : 'paid';
  }
  if (settled) return 'paid-otherwise';
  return isFinal(payment.status) ? (payment.status as 'failed' | 'canceled' | 'expired') : 'processing';
}

/** Whether another payment of what is outstanding is of use. */
export function mayPayAgain(standing: PaymentStanding): boolean {
  return standing === 'failed' || standing === 'canceled' || standing === 'expired' || standing === 'paid-in-part';
}

/** After how many seconds a page about a payment that is being processed looks again; null: it has looked long enough. */
export function looksAgainIn(ageMs: number): number | null {
  if (ageMs < 60_000) return 3;
  return ageMs < 10 * 60_000 ? 10 : null;
}
