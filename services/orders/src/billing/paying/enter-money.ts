import type { Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { enter, type MoneyEntry } from '../../selling/ordering/domain/entries.ts';
import { moneyOf, type Order } from '../../selling/ordering/domain/order.ts';
import type { Payment } from './domain/payment.ts';
import type { Paying } from './paying.ts';

/** What became of an order by a move of money, and what is too much by it and has to go back (V-13). */
export interface Moved {
  order: Order;
  excess: Money;
}

type OrderNote = Parameters<Paying['orders']['save']>[2];
/** Of which payment or refund the money is, and why it moved: for the one note that the audit trail gets of it. */
type Told = Pick<OrderNote, 'detail' | 'before' | 'after' | 'reason'>;

/** The order that money moves for. @throws Error when there is none */
export async function orderOfMoney(paying: Paying, tx: Tx, orderId: string): Promise<Order> {
  const order = await paying.orders.get(orderId, tx);
  if (!order) throw new Error(`money for order ${orderId}, which does not exist`);
  return order;
}

/**
 * Keeps that money moved for an order, with a note of it. The first time that the sum is complete the invoice replaces the pro-forma,
 * and the order gives what was bought (V-10, V-6); access that was given stays, whatever is taken back: people decide.
 * @param order as this transaction read or changed it last
 * @returns null when this was kept before
 */
export async function enterMoney(
  paying: Paying,
  tx: Tx,
  order: Order,
  entry: Omit<MoneyEntry, 'at'>,
  told: Told = {},
  paid: { paidAt: Date; method: string } = { paidAt: tx.now, method: 'banktransfer' },
): Promise<Moved | null> {
  const entered = enter(moneyOf(order), { ...entry, at: tx.now });
  if (!entered) return null;
  const { entries, standing, excess, completes } = entered;
  const detail = [`${entry.id}: ${entry.amount.amount}`, `excess ${excess.amount}`, told.detail]
    .filter(Boolean)
    .join(', ');
  const what = entry.kind === 'payment' ? 'payment-received' : entry.kind;
  const after = { cents: entry.amount.amount, day: entry.day, ...told.after };
  const note: OrderNote = { ...told, by: entry.source, what, detail, after };
  const changed: Order = { ...order, standing, entries };
  if (!completes) {
    await paying.orders.save(tx, changed, note);
    return { order: changed, excess };
  }
  const invoice = await paying.issueInvoice(tx, order.id, paid);
  const complete = { ...changed, invoice };
  await paying.orders.save(tx, complete, { ...note, detail: `${detail}, invoice ${invoice.number}` });
  paying.tellPaid(tx, complete, invoice.number);
  await paying.giveAccess(tx, complete);
  return { order: complete, excess };
}

/**
 * Counts a payment that came in towards its order.
 * @param booked by whom and why, when staff found it on the statement; else the payment provider told
 * @returns null when it was counted before
 */
export function receivePayment(
  paying: Paying,
  tx: Tx,
  order: Order,
  payment: Pick<Payment, 'id' | 'amount' | 'method'> & { paidAt: Date },
  booked?: { by: string; reference: string | null; reason: string },
): Promise<Moved | null> {
  const { id, amount, paidAt } = payment;
  const entry = { id: `payment ${id}`, kind: 'payment' as const, amount, day: paying.dayOf(paidAt) };
  if (!booked)
    return enterMoney(paying, tx, order, { ...entry, source: 'provider' }, { after: { paymentId: id } }, payment);
  const { by, reference, reason } = booked;
  const told = { after: { paymentId: id, byHand: true, reference }, reason };
  return enterMoney(paying, tx, order, { ...entry, source: by, note: inWords(reference, reason) }, told, payment);
}

/** What the entry of a move says that staff booked: the bank's reference, and why. */
export const inWords = (reference: string | null, reason: string): string =>
  [reference, reason].filter(Boolean).join(': ');
