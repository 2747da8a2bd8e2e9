import type { Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import type { Order } from './domain/order.ts';
import { receive, withdraw } from './domain/standing.ts';
import { tellPaid, tellWithdrawn } from './order-events.ts';
import type { OrderParts, Received } from './order-parts.ts';
import { cannotWithdraw } from './order-problems.ts';

export type OrderCommands = ReturnType<typeof orderCommands>;

export function orderCommands(parts: OrderParts) {
  const { orders, activations } = parts;

  /**
   * Counts money towards an order; when the sum is complete the invoice replaces the pro-forma, credit is granted and
   * what was not activated yet is (V-10, V-6).
   * @returns what is too much and has to go back (V-13)
   */
  async function receivePayment(tx: Tx, orderId: string, received: Received): Promise<Money> {
    const order = await orders.get(orderId, tx);
    if (!order) throw new Error(`payment for order ${orderId}, which does not exist`);
    const { standing, accepted, excess } = receive(order.standing, order.total, received.amount, tx.now);
    const detail = `${received.method} ${received.amount.amount}, accepted ${accepted.amount}, excess ${excess.amount}`;
    const entry = { at: tx.now, by: 'provider', what: 'payment-received', detail };
    if (standing.state !== 'paid' || order.standing.state === 'paid') {
      await orders.save(tx, { ...order, standing }, entry);
      return excess;
    }
    const invoice = await parts.issueInvoice(tx, order, received);
    const paid: Order = { ...order, standing, invoice };
    await orders.save(tx, paid, { ...entry, detail: `${detail}, invoice ${invoice.number}` });
    tellPaid(tx, paid, invoice.number, tx.now);
    for (const line of paid.lines) {
      if (line.kind === 'credit-package') await parts.grantCredit(tx, paid, line);
      else await activations.onPayment(tx, paid, line);
    }
    return excess;
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

  return { receivePayment, withdrawOrder };
}
