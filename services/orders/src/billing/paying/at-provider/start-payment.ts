import { createHash } from 'node:crypto';
import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { type Order, outstanding } from '../../../selling/ordering/domain/order.ts';
import { nextCheckIn, type Payment, type PaymentMethod } from '../domain/payment.ts';
import { paymentPageOf } from '../pages/payment-page-address.ts';
import type { Paying } from '../paying.ts';
import { methodRefused, nothingToPay, orderIsWithdrawn, providerAway, tooManyOpen } from '../payment-problems.ts';
import { ProviderRefused, ProviderUnavailable } from './mollie-client.ts';

export interface PaymentWish {
  order: Order;
  /** Account of who pays. */
  by: string;
  method: PaymentMethod;
  locale: Locale;
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
export async function askForPayment(paying: Paying, wish: PaymentWish): Promise<Payment> {
  const { order, method, locale } = wish;
  demandOutstanding(order);
  if ((await paying.payments.openOf(order.id)) >= mostOpen) throw tooManyOpen();
  const id = wish.key === undefined ? paying.newId() : paymentIdOf(order, wish.key, wish.by);
  try {
    const made = await paying.mollie.create(
      {
        amount: outstanding(order),
        description: order.proForma.number,
        method,
        locale,
        redirectUrl: wish.redirectUrl ?? paymentPageOf(paying, { orderId: order.id, paymentId: id }),
        webhookUrl: paying.webhookUrl,
        metadata: { orderId: order.id, paymentId: id },
      },
      id,
    );
    const { id: orderId, accountId } = order;
    const facts = { id, orderId, accountId, method, amount: made.amount, createdAt: paying.clock(), paidAt: null };
    return { ...facts, providerPaymentId: made.id, status: 'open', checkoutUrl: made.checkoutUrl };
  } catch (error) {
    if (error instanceof ProviderRefused && error.status === 422) throw methodRefused(error);
    // a key that is refused is no fault of the customer, nor a reason to tell them of
    if (error instanceof ProviderRefused)
      paying.logger.error({ err: error }, 'the payment provider refuses our requests');
    if (error instanceof ProviderRefused || error instanceof ProviderUnavailable) throw providerAway(error);
    throw error;
  }
}

/** Keeps the payment, unless the order was settled or withdrawn while we asked for it. */
export async function keepPayment(paying: Paying, tx: Tx, payment: Payment, by: string): Promise<void> {
  const order = await paying.orders.hold(tx, payment.orderId);
  if (order) demandOutstanding(order);
  const firstCheck = new Date(tx.now.getTime() + nextCheckIn(0, paying.pollMs));
  if (!(await paying.payments.insert(tx, payment, firstCheck))) return;
  const detail = `${payment.method} ${payment.amount.amount}, ${payment.providerPaymentId}`;
  await paying.orders.note(tx, payment.orderId, { what: 'payment-started', by, detail });
}

export function demandOutstanding(order: Order): void {
  if (order.standing.state === 'withdrawn') throw orderIsWithdrawn();
  if (outstanding(order).amount <= 0) throw nothingToPay();
}

/** An id that is the same for the same order, payer and key, so that a repeated request is one payment, over a crash too. */
export function paymentIdOf(order: Order, key: string, by: string = order.accountId): string {
  const hash = createHash('sha256').update(`${by}\n${order.id}\n${key}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
