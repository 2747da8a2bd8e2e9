import { createHash } from 'node:crypto';
import type { Tx } from '@leerhuis/outbox';
import { nextCheckIn, type Payment, type PaymentMethod } from './domain/payment.ts';
import { ProviderRefused, ProviderUnavailable } from './mollie-client.ts';
import { paymentPageOf } from './payment-page-address.ts';
import type { OrderToPay, PaymentParts } from './payment-parts.ts';
import { methodRefused, nothingToPay, orderIsWithdrawn, providerAway, tooManyOpen } from './payment-problems.ts';

export interface PaymentWish {
  order: OrderToPay;
  method: PaymentMethod;
  locale: 'nl' | 'fr' | 'en';
  redirectUrl: string | undefined;
  /** The client's Idempotency-Key, when it sent one. */
  key: string | undefined;
}

/** Of one order at a time; those that were left unfinished expire by themselves. */
const mostOpen = 20;

/**
 * Asks the provider for a payment of what is outstanding. Nothing is kept here yet; should we end before it is, the same
 * request gives the same payment, because the provider knows its key.
 * @throws Problem 409 when there is nothing to pay or enough was begun already, 422 when the provider won't have it, 503 when the provider is away
 */
export async function askForPayment(parts: PaymentParts, wish: PaymentWish): Promise<Payment> {
  const { order, method, locale } = wish;
  demandOutstanding(order);
  if ((await parts.payments.openOf(order.id)) >= mostOpen) throw tooManyOpen();
  const id = wish.key === undefined ? parts.newId() : paymentIdOf(order, wish.key);
  try {
    const made = await parts.provider.create(
      {
        amount: order.outstanding,
        description: order.proFormaNumber,
        method,
        locale,
        redirectUrl: wish.redirectUrl ?? paymentPageOf(parts, { orderId: order.id, paymentId: id }),
        webhookUrl: parts.webhookUrl,
        metadata: { orderId: order.id, paymentId: id },
      },
      id,
    );
    const { id: orderId, accountId } = order;
    const facts = { id, orderId, accountId, method, amount: made.amount, createdAt: parts.clock(), paidAt: null };
    return { ...facts, providerPaymentId: made.id, status: 'open', checkoutUrl: made.checkoutUrl };
  } catch (error) {
    if (error instanceof ProviderRefused && error.status === 422) throw methodRefused(error);
    // a key that is refused is no fault of the customer, nor a reason to tell them of
    if (error instanceof ProviderRefused)
      parts.logger.error({ err: error }, 'the payment provider refuses our requests');
    if (error instanceof ProviderRefused || error instanceof ProviderUnavailable) throw providerAway(error);
    throw error;
  }
}

/** Keeps the payment, unless the order was settled or withdrawn while we asked for it. */
export async function keepPayment(parts: PaymentParts, tx: Tx, payment: Payment): Promise<void> {
  const order = await parts.order(payment.orderId, tx);
  if (order) demandOutstanding(order);
  const firstCheck = new Date(tx.now.getTime() + nextCheckIn(0, parts.pollMs));
  if (!(await parts.payments.insert(tx, payment, firstCheck))) return;
  const detail = `${payment.method} ${payment.amount.amount}, ${payment.providerPaymentId}`;
  await parts.noteOnOrder(tx, payment.orderId, 'payment-started', payment.accountId, detail);
}

export function demandOutstanding(order: OrderToPay): void {
  if (order.state === 'withdrawn') throw orderIsWithdrawn();
  if (order.outstanding.amount <= 0) throw nothingToPay();
}

/** An id that is the same for the same order and key, so that a repeated request is one payment, over a crash too. */
export function paymentIdOf(order: OrderToPay, key: string): string {
  const hash = createHash('sha256').update(`${order.accountId}\n${order.id}\n${key}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
