import { refundPayment } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { advanceRefund } from './advance-refund.ts';
import {
  isFinal,
  nextCheckIn,
  nextLookAtPaid,
  type Payment,
  type PaymentStatus,
  paymentMethods,
  type Refund,
  read,
} from './domain/payment.ts';
import { chargeBackEntries, refundEntries, type TakenBack } from './domain/taken-back.ts';
import type { ProviderPayment } from './mollie-answers.ts';
import type { PaymentParts } from './payment-parts.ts';

/**
 * Takes over what the provider says about a payment, in one transaction with all that follows from it. Saying it again,
 * late, or after something newer changes nothing.
 */
export async function applyReport(parts: PaymentParts, tx: Tx, report: ProviderPayment): Promise<void> {
  const payment = (await parts.payments.ofProvider(report.id, tx)) ?? (await adopt(parts, tx, report));
  if (!payment) {
    parts.logger.warn({ providerPaymentId: report.id }, 'the provider tells of a payment that is none of ours');
    return;
  }
  await applyStatus(parts, tx, payment, report);
  const ours = report.refunds.length > 0 ? await parts.payments.refundsOf(tx, payment.id) : [];
  for (const reported of report.refunds) {
    const refund = ours.find(
      ({ id, providerRefundId }) => reported.refundId === id || reported.id === providerRefundId,
    );
    if (refund) await advanceRefund(parts, tx, refund, reported);
    else await enterAll(parts, tx, payment, refundEntries(reported));
  }
  for (const chargeBack of report.chargeBacks) await enterAll(parts, tx, payment, chargeBackEntries(chargeBack));
}

/** What was taken back at the provider, once each, however often it is told. */
async function enterAll(parts: PaymentParts, tx: Tx, payment: Payment, taken: TakenBack[]): Promise<void> {
  for (const { at, ...entry } of taken) {
    const facts = { ...entry, day: parts.dayOf(at), source: 'provider' };
    if ((await parts.enterMoney(tx, payment.orderId, facts)) === null) continue;
    parts.logger.warn(
      { orderId: payment.orderId, paymentId: payment.id, kind: entry.kind },
      'money moved at the provider',
    );
    await parts.note(tx, {
      by: 'payment provider',
      action: `money.${entry.kind}`,
      subject: payment.orderId,
      after: { paymentId: payment.id, cents: entry.amount.amount, day: facts.day, told: entry.id },
    });
  }
}

async function applyStatus(parts: PaymentParts, tx: Tx, payment: Payment, report: ProviderPayment): Promise<void> {
  const reading = read(payment, report, tx.now);
  switch (reading.change) {
    case 'none':
      return;
    case 'status':
      await save(parts, tx, payment, reading.status, null);
      return;
    case 'paid': {
      await save(parts, tx, payment, 'paid', reading.paidAt);
      const { orderId, amount, method } = payment;
      const excess = await parts.receive(tx, orderId, {
        paymentId: payment.id,
        amount,
        method,
        paidAt: reading.paidAt,
      });
      if (excess.amount > 0) await refund(parts, tx, payment, excess);
      return;
    }
    case 'amount-differs': {
      parts.logger.error({ paymentId: payment.id, asked: payment.amount, told: reading.amount }, 'paid amount differs');
      const detail = `asked ${payment.amount.amount}, provider says ${reading.amount.amount}, ${report.id}`;
      await parts.noteOnOrder(tx, payment.orderId, 'payment-amount-differs', 'provider', detail);
      await parts.payments.save(tx, payment, null);
      return;
    }
    default:
      return reading satisfies never;
  }
}

async function save(parts: PaymentParts, tx: Tx, payment: Payment, status: PaymentStatus, paidAt: Date | null) {
  const age = tx.now.getTime() - payment.createdAt.getTime();
  const settled = paidAt ? nextLookAtPaid(paidAt, tx.now, parts.takeBackDays(tx.now)) : null;
  const nextCheckAt = isFinal(status) ? settled : new Date(tx.now.getTime() + nextCheckIn(age, parts.pollMs));
  const checkoutUrl = isFinal(status) ? null : payment.checkoutUrl;
  await parts.payments.save(tx, { ...payment, status, paidAt, checkoutUrl }, nextCheckAt);
}

/** Gives back at once, to the payment that it came by (V-13). */
async function refund(parts: PaymentParts, tx: Tx, payment: Payment, amount: Refund['amount']): Promise<void> {
  const { id: paymentId, orderId, accountId, providerPaymentId } = payment;
  const id = parts.newId();
  const facts = { id, paymentId, orderId, accountId, providerPaymentId, amount, createdAt: tx.now };
  const retryAt = new Date(tx.now.getTime() + parts.pollMs);
  await parts.payments.insertRefund(tx, { ...facts, status: 'requested', providerRefundId: null }, retryAt);
  const day = parts.dayOf(tx.now);
  await parts.enterMoney(tx, orderId, { id: `refund ${id}`, kind: 'refund', amount, day, source: 'orders' });
  tx.enqueue(refundPayment, { refundId: id, providerPaymentId, amount }, { jobId: id });
  await parts.noteOnOrder(tx, orderId, 'refund-requested', 'provider', `${amount.amount}, ${providerPaymentId}`);
}

/** A payment that we asked for and then ended before keeping it: the provider still knows what it is for. */
async function adopt(parts: PaymentParts, tx: Tx, report: ProviderPayment): Promise<Payment | null> {
  const order = report.orderId === null ? null : await parts.order(report.orderId, tx);
  const method = paymentMethods.find((known) => known === report.method);
  if (!order || report.paymentId === null || !method) return null;
  const payment: Payment = {
    id: report.paymentId,
    orderId: order.id,
    accountId: order.accountId,
    providerPaymentId: report.id,
    method,
    amount: report.amount,
    status: 'open',
    checkoutUrl: report.checkoutUrl,
    createdAt: tx.now,
    paidAt: null,
  };
  const isNew = await parts.payments.insert(tx, payment, new Date(tx.now.getTime() + parts.pollMs));
  return isNew ? payment : null;
}
