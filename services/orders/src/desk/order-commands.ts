import { euro, type Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { enter, type MoneyEntry } from '../selling/ordering/domain/entries.ts';
import { moneyOf, type Order } from '../selling/ordering/domain/order.ts';
import { withdraw } from '../selling/ordering/domain/standing.ts';
import { tellPaid, tellWithdrawn } from '../selling/ordering/order-events.ts';
import { cannotWithdraw } from '../selling/ordering/order-problems.ts';
import type { OrderParts, Received } from './order-parts.ts';

export type OrderCommands = ReturnType<typeof orderCommands>;

export function orderCommands(parts: OrderParts) {
  const { orders, activations } = parts;

  /**
   * Keeps that money moved for an order. The first time that the sum is complete the invoice replaces the pro-forma, credit is
   * granted and what was not activated yet is (V-10, V-6); access that was given stays, whatever is taken back: people decide.
   * @returns what is too much and has to go back (V-13); null when this was kept before
   */
  async function enterMoney(tx: Tx, orderId: string, entry: Omit<MoneyEntry, 'at'>, received?: Received) {
    const order = await orders.get(orderId, tx);
    if (!order) throw new Error(`${entry.id} for order ${orderId}, which does not exist`);
    const entered = enter(moneyOf(order), { ...entry, at: tx.now });
    if (!entered) return null;
    const { entries, standing, excess } = entered;
    const detail = `${entry.id}: ${entry.amount.amount}, excess ${excess.amount}`;
    const note = {
      at: tx.now,
      by: entry.source,
      what: entry.kind === 'payment' ? 'payment-received' : entry.kind,
      detail,
    };
    const changed: Order = { ...order, standing, entries };
    if (standing.state !== 'paid' || order.invoice) {
      await orders.save(tx, changed, note);
      return excess;
    }
    const invoice = await parts.issueInvoice(tx, order, received ?? { paidAt: tx.now, method: 'banktransfer' });
    const paid: Order = { ...changed, invoice };
    await orders.save(tx, paid, { ...note, detail: `${detail}, invoice ${invoice.number}` });
    tellPaid(tx, paid, invoice.number, tx.now);
    for (const line of paid.lines) {
      if (line.kind === 'credit-package') await parts.grantCredit(tx, paid, line);
      else await activations.onPayment(tx, paid, line);
    }
    return excess;
  }

  /** Counts a payment towards an order. @returns what is too much and has to go back (V-13) */
  async function receivePayment(tx: Tx, orderId: string, received: Received): Promise<Money> {
    const { paymentId, amount, paidAt, byHand } = received;
    const entry = {
      id: `payment ${paymentId}`,
      kind: 'payment' as const,
      amount,
      day: parts.dayOf(paidAt),
      source: byHand?.by ?? 'provider',
      ...(byHand ? { note: byHand.note } : {}),
    };
    return (await enterMoney(tx, orderId, entry, received)) ?? euro(0);
  }

  /**
   * Withdraws a pro-forma that nothing was paid on, and the access given before payment (V-14). Again: no effect.
   * @throws Problem 409 once something was paid or an attest was issued, or while a payment is under way
   */
  async function withdrawOrder(tx: Tx, order: Order): Promise<Order> {
    const isPaymentUnderWay = await parts.isPaymentUnderWay(tx, order.id);
    const isAttested = await parts.isAttested(tx, order.id);
    const result = withdraw(order.standing, { isPaymentUnderWay, isAttested }, tx.now);
    if ('refused' in result) throw cannotWithdraw(result.refused);
    if (order.standing.state === 'withdrawn') return order;
    const withdrawn: Order = { ...order, standing: result.standing };
    await orders.save(tx, withdrawn, { at: tx.now, by: order.accountId, what: 'withdrawn' });
    await activations.revoke(tx, order.id);
    tellWithdrawn(tx, withdrawn, await parts.recipient(order.accountId, tx), tx.now);
    return withdrawn;
  }

  return { enterMoney, receivePayment, withdrawOrder };
}
