import type { Locale } from '@leerhuis/language';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import { askForPayment, demandOutstanding, keepPayment, paymentIdOf } from '../at-provider/start-payment.ts';
import { isFinal, type Payment } from '../domain/payment.ts';
import type { Paying } from '../paying.ts';
import { announcedTransfer } from './transfer.ts';

/**
 * Begins another payment of what is outstanding, by the same method: one, however often it is asked for after the same payment.
 * @param known all payments of the order
 * @returns the payment to complete
 * @throws Problem as `askForPayment`
 */
export async function payAgain(
  paying: Paying,
  { order, after, known, locale }: { order: Order; after: Payment; known: Payment[]; locale: Locale },
): Promise<Payment> {
  // a transfer of before, through the provider: the next goes to our own account
  if (after.method === 'banktransfer') {
    demandOutstanding(order);
    return announcedTransfer(paying, order, paying.clock());
  }
  const key = `again after ${after.id}`;
  const next = known.find(({ id }) => id === paymentIdOf(order, key));
  // that one ended too: the next comes after it
  if (next && isFinal(next.status)) return payAgain(paying, { order, after: next, known, locale });
  if (next) return next;
  const by = order.accountId;
  const wish = { order, by, method: after.method, locale, redirectUrl: undefined, key };
  const payment = await askForPayment(paying, wish);
  await paying.outbox.transaction((tx) => keepPayment(paying, tx, payment, by));
  return payment;
}
