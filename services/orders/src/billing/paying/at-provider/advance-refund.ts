import { sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { isRefundFinal, nextCheckIn, type Refund, type RefundStatus, readRefund } from '../domain/payment.ts';
import { enterMoney } from '../enter-money.ts';
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

  const detail = [refund.amount.amount, refund.providerPaymentId, reported.reason].filter(Boolean).join(', ');
  await paying.orders.note(tx, refund.orderId, { what: `refund-${status}`, by: 'provider', detail });
  if (status !== 'refunded') {
    const { id, orderId, amount } = refund;
    const day = paying.dayOf(tx.now);
    const entry = { id: `refund ${id} failed`, kind: 'refund-failed' as const, amount, day, source: 'provider' };
    await enterMoney(paying, tx, orderId, entry);
    paying.logger.error(
      { refundId: refund.id, status, reason: reported.reason },
      'a refund failed: a person has to look',
    );
    return;
  }
  const recipient = await paying.accounts.recipient(refund.accountId, tx);
  const order = await paying.orders.get(refund.orderId, tx);
  if (!recipient || !order) return;
  const data = { orderId: order.id, number: order.proForma.number, amountCents: refund.amount.amount };
  tx.enqueue(
    sendMessage,
    { recipient, template: 'payment-refunded', data },
    { jobId: `${refund.id}:payment-refunded` },
  );
}
