import { startOfDay } from '@leerhuis/calendar';
import { together } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { type Order, toGiveBack } from '../../../selling/ordering/domain/order.ts';
import { bookableOrder, type HandBooking, mayUndo, whyNoMoveOf, whyNotBook } from '../domain/hand-booking.ts';
import type { ByHand, Payment } from '../domain/payment.ts';
import { enterMoney, inWords, orderOfMoney, receivePayment } from '../enter-money.ts';
import type { Paying } from '../paying.ts';
import { cannotBook, cannotUndo, moreThanIsToGiveBack } from './hand-booking-problems.ts';

/**
 * Books a payment that staff found on the statement of the provider's own account, with all that a payment brings. What is
 * too much stays to be given back through the bank.
 * @returns null when there is no such order
 * @throws Problem 409 or 422
 */
export async function bookPayment(
  paying: Paying,
  tx: Tx,
  orderId: string,
  booking: HandBooking & { by: string; reason: string },
): Promise<Payment | null> {
  const { day, amount, by, reference, reason } = booking;
  // before anything is read: what others commit while this waits would make it start over
  await paying.holdInvoices(tx);
  const order = await paying.orders.get(orderId, tx);
  if (!order) return null;
  const payments = await paying.payments.ofOrder(tx, order.id);
  const facts = { ...bookableOrder(order, paying.dayOf(order.placedAt)), payments, dayOf: paying.dayOf };
  const refusal = together(whyNotBook(facts, booking, paying.dayOf(tx.now)).map(cannotBook));
  if (refusal) throw refusal;
  const id = paying.newId();
  const paidAt = startOfDay(day, paying.zone);
  const payment: Payment & { paidAt: Date } = {
    id,
    orderId: order.id,
    accountId: order.accountId,
    providerPaymentId: `by hand ${id}`,
    method: 'banktransfer',
    amount,
    status: 'paid',
    checkoutUrl: null,
    createdAt: tx.now,
    paidAt,
    byHand: { by, reference, reason, undone: null },
  };
  await paying.payments.insert(tx, payment, null);
  await receivePayment(paying, tx, order, payment, { by, reference, reason });
  return payment;
}

/**
 * Undoes a booking by a counter entry: what it brought stays, and what it paid is owed again.
 * @throws Problem 409 for a payment that was not booked by hand, or is undone
 */
export async function undoBooking(
  paying: Paying,
  tx: Tx,
  payment: Payment,
  { by, reason }: { by: string; reason: string },
): Promise<Payment> {
  const refusal = mayUndo(payment);
  if (refusal) throw cannotUndo(refusal.refused);
  const byHand: ByHand = { ...(payment.byHand as ByHand), undone: { by, at: tx.now, reason } };
  const undone: Payment = { ...payment, status: 'canceled', byHand };
  await paying.payments.saveUndone(tx, undone);
  const { id, orderId, amount } = payment;
  const entry = { id: `payment ${id} undone`, kind: 'payment-undone' as const, amount, day: paying.dayOf(tx.now) };
  const told = { before: { status: payment.status }, after: { paymentId: id, status: undone.status }, reason };
  const order = await orderOfMoney(paying, tx, orderId);
  await enterMoney(paying, tx, order, { ...entry, source: by, note: reason }, told);
  return undone;
}

export interface Repayment {
  day: string;
  amount: Payment['amount'];
  reference: string | null;
  reason: string;
  by: string;
}

/**
 * Books that staff gave back through the bank what was too much (V-13).
 * @returns the order as it stands then
 * @throws Problem 422 when it is more than there is to give back, is of no day of the order, or names another
 */
export async function bookRepayment(paying: Paying, tx: Tx, order: Order, repayment: Repayment): Promise<Order> {
  const { day, amount, reference, reason, by } = repayment;
  const left = toGiveBack(order);
  const wrong = whyNoMoveOf(bookableOrder(order, paying.dayOf(order.placedAt)), repayment, paying.dayOf(tx.now));
  const refusal = together([...wrong.map(cannotBook), amount.amount > left.amount ? moreThanIsToGiveBack(left) : null]);
  if (refusal) throw refusal;
  const note = inWords(reference, reason);
  const entry = { id: `repayment ${paying.newId()}`, kind: 'repayment' as const, amount, day, source: by, note };
  const moved = await enterMoney(paying, tx, order, entry, { after: { reference }, reason });
  return moved?.order ?? order;
}
