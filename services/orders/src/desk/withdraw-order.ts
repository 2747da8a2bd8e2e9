import type { Tx } from '@leerhuis/outbox';
import { revokeOfOrder } from '../access/activating/activation-commands.ts';
import { isUnderWay } from '../billing/paying/domain/payment.ts';
import type { Order } from '../selling/ordering/domain/order.ts';
import { withdraw } from '../selling/ordering/domain/standing.ts';
import { tellWithdrawn } from '../selling/ordering/order-events.ts';
import { cannotWithdraw } from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';

/**
 * Withdraws a pro-forma that nothing was paid on, and the access given before payment (V-14). Again: no effect.
 * @throws Problem 409 once something was paid or an attest was issued, or while a payment is under way
 */
export async function withdrawOrder(desk: Desk, tx: Tx, order: Order): Promise<Order> {
  const { selling, billing, access, accounts } = desk;
  const payments = await billing.paying.payments.ofOrder(tx, order.id);
  const isPaymentUnderWay = payments.some(({ status }) => isUnderWay(status));
  const isAttested = await access.isAttested(tx, order.id);
  const result = withdraw(order.standing, { isPaymentUnderWay, isAttested }, tx.now);
  if ('refused' in result) throw cannotWithdraw(result.refused);
  if (order.standing.state === 'withdrawn') return order;
  const withdrawn: Order = { ...order, standing: result.standing };
  await selling.orders.save(tx, withdrawn, { by: order.accountId, what: 'withdrawn' });
  await revokeOfOrder(access.activating, tx, order.id);
  tellWithdrawn(tx, withdrawn, await accounts.recipient(order.accountId, tx), tx.now);
  return withdrawn;
}
