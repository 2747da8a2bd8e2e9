import { euro, type Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { enter, type MoneyEntry } from '../../selling/ordering/domain/entries.ts';
import { moneyOf, type Order } from '../../selling/ordering/domain/order.ts';
import type { Payment } from './domain/payment.ts';
import type { Paying } from './paying.ts';

/**
 * Keeps that money moved for an order. The first time that the sum is complete the invoice replaces the pro-forma, and the order
 * gives what was bought (V-10, V-6); access that was given stays, whatever is taken back: people decide.
 * @returns what is too much and has to go back (V-13); null when this was kept before
 */
export async function enterMoney(
  paying: Paying,
  tx: Tx,
  orderId: string,
  entry: Omit<MoneyEntry, 'at'>,
  paid: { paidAt: Date; method: string } = { paidAt: tx.now, method: 'banktransfer' },
): Promise<Money | null> {
  const order = await paying.orders.get(orderId, tx);
  if (!order) throw new Error(`${entry.id} for order ${orderId}, which does not exist`);
  const entered = enter(moneyOf(order), { ...entry, at: tx.now });
  if (!entered) return null;
  const { entries, standing, excess, completes } = entered;
  const detail = `${entry.id}: ${entry.amount.amount}, excess ${excess.amount}`;
  const what = entry.kind === 'payment' ? 'payment-received' : entry.kind;
  const note = { by: entry.source, what, detail };
  const changed: Order = { ...order, standing, entries };
  if (!completes) {
    await paying.orders.save(tx, changed, note);
    return excess;
  }
  const invoice = await paying.issueInvoice(tx, order.id, paid);
  const complete = { ...changed, invoice };
  await paying.orders.save(tx, complete, { ...note, detail: `${detail}, invoice ${invoice.number}` });
  paying.tellPaid(tx, complete, invoice.number);
  await paying.giveAccess(tx, complete);
  return excess;
}

/**
 * Counts a payment that came in towards its order.
 * @param booked by whom, when staff found it on the statement; else the payment provider told
 * @returns what is too much and has to go back (V-13)
 */
export async function receivePayment(
  paying: Paying,
  tx: Tx,
  payment: Pick<Payment, 'id' | 'orderId' | 'amount' | 'method'> & { paidAt: Date },
  booked?: { by: string; note: string },
): Promise<Money> {
  const { id, orderId, amount, paidAt } = payment;
  const entry = { id: `payment ${id}`, kind: 'payment' as const, amount, day: paying.dayOf(paidAt) };
  const told = booked ? { source: booked.by, note: booked.note } : { source: 'provider' };
  return (await enterMoney(paying, tx, orderId, { ...entry, ...told }, payment)) ?? euro(0);
}
