import { refundPayment } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Order } from '../../../selling/ordering/domain/order.ts';
import {
  isFinal,
  nextCheckIn,
  nextLookAtPaid,
  type Payment,
  type PaymentStatus,
  paymentMethods,
  type Refund,
  read,
} from '../domain/payment.ts';
import { chargeBackEntries, refundEntries, type TakenBack } from '../domain/taken-back.ts';
import { enterMoney, orderOfMoney, receivePayment } from '../enter-money.ts';
import type { Paying } from '../paying.ts';
import { advanceRefund } from './advance-refund.ts';
import type { ProviderPayment } from './mollie-answers.ts';

/**
 * Takes over what the provider says about a payment, in one transaction with all that follows from it. Saying it again,
 * late, or after something newer changes nothing.
 */
export async function applyReport(paying: Paying, tx: Tx, report: ProviderPayment): Promise<void> {
  const payment = (await paying.payments.ofProvider(report.id, tx)) ?? (await adopt(paying, tx, report));
  if (!payment) {
    paying.logger.warn({ providerPaymentId: report.id }, 'the provider tells of a payment that is none of ours');
    return;
  }
  await applyStatus(paying, tx, payment, report);
  const ours = report.refunds.length > 0 ? await paying.payments.refundsOf(tx, payment.id) : [];
  const taken: TakenBack[] = [];
  for (const reported of report.refunds) {
    const refund = ours.find(
      ({ id, providerRefundId }) => reported.refundId === id || reported.id === providerRefundId,
    );
    if (refund) await advanceRefund(paying, tx, refund, reported);
    else taken.push(...refundEntries(reported));
  }
  await enterAll(paying, tx, payment, [...taken, ...report.chargeBacks.flatMap(chargeBackEntries)]);
}

/** What was taken back at the provider, once each, however often it is told. */
async function enterAll(paying: Paying, tx: Tx, payment: Payment, taken: TakenBack[]): Promise<void> {
  if (taken.length === 0) return;
  let order = await orderOfMoney(paying, tx, payment.orderId);
  for (const { at, ...entry } of taken) {
    const facts = { ...entry, day: paying.dayOf(at), source: 'provider' };
    const moved = await enterMoney(paying, tx, order, facts, { after: { paymentId: payment.id, told: entry.id } });
    if (!moved) continue;
    order = moved.order;
    // a client who paid again meanwhile has paid twice (V-13)
    if (entry.kind === 'charge-back-reversed' && moved.excess.amount > 0)
      order = await refund(paying, tx, order, payment, moved.excess);
    paying.logger.warn(
      { orderId: payment.orderId, paymentId: payment.id, kind: entry.kind },
      'money moved at the provider',
    );
  }
}

async function applyStatus(paying: Paying, tx: Tx, payment: Payment, report: ProviderPayment): Promise<void> {
  const reading = read(payment, report, tx.now);
  switch (reading.change) {
    case 'none':
      return;
    case 'status':
      await save(paying, tx, payment, reading.status, null);
      return;
    case 'paid': {
      await save(paying, tx, payment, 'paid', reading.paidAt);
      const order = await orderOfMoney(paying, tx, payment.orderId);
      const moved = await receivePayment(paying, tx, order, { ...payment, paidAt: reading.paidAt });
      if (moved && moved.excess.amount > 0) await refund(paying, tx, moved.order, payment, moved.excess);
      return;
    }
    case 'amount-differs': {
      paying.logger.error(
        { paymentId: payment.id, asked: payment.amount, told: reading.amount },
        'paid amount differs',
      );
      const detail = `asked ${payment.amount.amount}, provider says ${reading.amount.amount}, ${report.id}`;
      await paying.orders.note(tx, payment.orderId, { what: 'payment-amount-differs', by: 'provider', detail });
      await paying.payments.save(tx, payment, null);
      return;
    }
    default:
      return reading satisfies never;
  }
}

async function save(paying: Paying, tx: Tx, payment: Payment, status: PaymentStatus, paidAt: Date | null) {
  const age = tx.now.getTime() - payment.createdAt.getTime();
  const settled = paidAt
    ? nextLookAtPaid(paidAt, tx.now, paying.provider.termsOn(paying.dayOf(tx.now)).takeBackDays)
    : null;
  const nextCheckAt = isFinal(status) ? settled : new Date(tx.now.getTime() + nextCheckIn(age, paying.pollMs));
  const checkoutUrl = isFinal(status) ? null : payment.checkoutUrl;
  await paying.payments.save(tx, { ...payment, status, paidAt, checkoutUrl }, nextCheckAt);
}

/** Gives back at once, to the payment that it came by (V-13). */
async function refund(
  paying: Paying,
  tx: Tx,
  order: Order,
  payment: Payment,
  amount: Refund['amount'],
): Promise<Order> {
  const { id: paymentId, orderId, accountId, providerPaymentId } = payment;
  const id = paying.newId();
  const facts = { id, paymentId, orderId, accountId, providerPaymentId, amount, createdAt: tx.now };
  const retryAt = new Date(tx.now.getTime() + paying.pollMs);
  await paying.payments.insertRefund(tx, { ...facts, status: 'requested', providerRefundId: null }, retryAt);
  const day = paying.dayOf(tx.now);
  const entry = { id: `refund ${id}`, kind: 'refund' as const, amount, day, source: 'orders' };
  const told = { detail: providerPaymentId, after: { paymentId, refundId: id } };
  const moved = await enterMoney(paying, tx, order, entry, told);
  tx.enqueue(refundPayment, { refundId: id, providerPaymentId, amount }, { jobId: id });
  return moved?.order ?? order;
}

/** A payment that we asked for and then ended before keeping it: the provider still knows what it is for. */
async function adopt(paying: Paying, tx: Tx, report: ProviderPayment): Promise<Payment | null> {
  const order = report.orderId === null ? null : await paying.orders.get(report.orderId, tx);
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
  const isNew = await paying.payments.insert(tx, payment, new Date(tx.now.getTime() + paying.pollMs));
  return isNew ? payment : null;
}
