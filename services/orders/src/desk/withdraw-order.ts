import type { Tx } from '@leerhuis/outbox';
import { revokeAll } from '../access/activating/activation-commands.ts';
import type { Activation } from '../access/activating/domain/activation.ts';
import { isUnderWay } from '../billing/paying/domain/payment.ts';
import type { PaymentWithRefunds } from '../billing/paying/payment-queries.ts';
import type { Order } from '../selling/ordering/domain/order.ts';
import { withdraw } from '../selling/ordering/domain/standing.ts';
import { tellWithdrawn } from '../selling/ordering/order-events.ts';
import { cannotWithdraw } from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';

/** An order as it stands once it is withdrawn, with what belongs to it. */
interface Withdrawn {
  order: Order;
  payments: PaymentWithRefunds[];
  activations: Activation[];
}

/**
 * Withdraws a pro-forma that nothing was paid on, and the access given before payment (V-14). Again: no effect.
 * @param by account of who withdraws it
 * @throws Problem 409 once something was paid or an attest was issued, or while a payment is under way
 */
export async function withdrawOrder(desk: Desk, tx: Tx, order: Order, by: string): Promise<Withdrawn> {
  const { selling, billing, access, accounts } = desk;
  const payments = await billing.paying.paymentLists.ofOrders([order.id], tx);
  const given = await access.activationLists.ofOrders([order.id], tx);
  const isPaymentUnderWay = payments.some(({ status }) => isUnderWay(status));
  const isAttested = await access.isAttested(tx, given);
  const result = withdraw(order.standing, { isPaymentUnderWay, isAttested }, tx.now);
  if ('refused' in result) throw cannotWithdraw(result.refused);
  if (order.standing.state === 'withdrawn') return { order, payments, activations: given };
  const withdrawn: Order = { ...order, standing: result.standing };
  await selling.orders.save(tx, withdrawn, { by, what: 'withdrawn' });
  const activations = await revokeAll(access.activating, tx, given);
  tellWithdrawn(tx, withdrawn, await accounts.recipient(order.accountId, tx), tx.now);
  return { order: withdrawn, payments, activations };
}
