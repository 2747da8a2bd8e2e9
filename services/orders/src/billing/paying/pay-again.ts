import type { Locale } from '@leerhuis/http-api';
import { isFinal, type Payment } from './domain/payment.ts';
import type { OrderToPay, PaymentParts } from './payment-parts.ts';
import { askForPayment, demandOutstanding, keepPayment, paymentIdOf } from './start-payment.ts';
import { announcedTransfer } from './transfer.ts';

/**
 * Begins another payment of what is outstanding, by the same method: one, however often it is asked for after the same payment.
 * @param known all payments of the order
 * @returns the payment to complete
 * @throws Problem as `askForPayment`
 */
export async function payAgain(
  parts: PaymentParts,
  { order, after, known, locale }: { order: OrderToPay; after: Payment; known: Payment[]; locale: Locale },
): Promise<Payment> {
  // a transfer of before, through the provider: the next goes to our own account
  if (after.method === 'banktransfer') {
    demandOutstanding(order);
    return announcedTransfer(parts, order, parts.clock());
  }
  const key = `again after ${after.id}`;
  const next = known.find(({ id }) => id === paymentIdOf(order, key));
  // that one ended too: the next comes after it
  if (next && isFinal(next.status)) return payAgain(parts, { order, after: next, known, locale });
  if (next) return next;
  const payment = await askForPayment(parts, { order, method: after.method, locale, redirectUrl: undefined, key });
  await parts.outbox.transaction((tx) => keepPayment(parts, tx, payment));
  return payment;
}
