import { sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { isRefundFinal, nextCheckIn, type Refund, type RefundStatus, readRefund } from '../domain/payment.ts';
import { enterMoney, orderOfMoney } from '../enter-money.ts';
import type { Paying } from '../paying.ts';

/** Takes over how a refund stands; who gets money back is told once it is really on its way. */
export async function advanceRefund(
  paying: Paying,
  tx: Tx,
  refund: Refund,
  reported: { id: string | null; status: RefundStatus; reason?: string },
): Promise<void> {
  const status = readRefund(refund.status, reported.status);
  const providerRefundId = refund.providerRefundId ?? reported.id;
  if (status === refund.status && providerRefundId === refund.providerRefundId) return;
  const age = tx.now.getTime() - refund.createdAt.getTime();
  const nextCheckAt = isRefundFinal(status) ? null : new Date(tx.now.getTime() + nextCheckIn(age, paying.pollMs));
  await paying.payments.saveRefund(tx, { id: refund.id, status, providerRefundId }, nextCheckAt, reported.reason);
  if (!isRefundFinal(status)) return;

  const { id, orderId, paymentId, providerPaymentId, amount } = refund;
  const order = await orderOfMoney(paying, tx, orderId);
  if (status !== 'refunded') {
    const day = paying.dayOf(tx.now);
    const entry = { id: `refund ${id} failed`, kind: 'refund-failed' as const, amount, day, source: 'provider' };
    const detail = [providerPaymentId, reported.reason].filter(Boolean).join(', ');
    await enterMoney(paying, tx, order, entry, { detail, after: { paymentId, refundId: id, status } });
    paying.logger.error({ refundId: id, status, reason: reported.reason }, 'a refund failed: a person has to look');
    return;
  }
  const detail = `${amount.amount}, ${providerPaymentId}`;
  await paying.orders.note(tx, orderId, { what: 'refund-refunded', by: 'provider', detail });
  const recipient = await paying.accounts.recipient(refund.accountId, tx);
  if (!recipient) return;
  const data = { orderId, number: order.proForma.number, amountCents: amount.amount };
  const { organisationId } = order;
  const mail = { recipient, template: 'payment-refunded' as const, data, organisationId };
  tx.enqueue(sendMessage, mail, { jobId: `${id}:payment-refunded` });
}
