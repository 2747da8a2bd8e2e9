import { inLocale, type Locale } from '@leerhuis/language';
import { type Activation, shownStateOf, statusOf } from '../access/activating/domain/activation.ts';
import { type PaymentWithRefunds, refundedOf } from '../billing/paying/payment-queries.ts';
import { creditNoteDueOf, directions } from '../selling/ordering/domain/entries.ts';
import { type Order, outstanding, toGiveBack } from '../selling/ordering/domain/order.ts';
import { shownState } from '../selling/ordering/domain/standing.ts';
import type { Desk } from './desk.ts';

export interface Viewing {
  locale: Locale;
  now: Date;
}

/** Shows orders with their payments and activations; two queries for a whole page. */
export async function showOrders({ billing, access }: Desk, orders: Order[], viewing: Viewing) {
  const ids = orders.map((order) => order.id);
  const [payments, activations] = await Promise.all([
    billing.paying.paymentLists.ofOrders(ids),
    access.activationLists.ofOrders(ids),
  ]);
  return orders.map((order) => orderView(order, payments, activations, viewing));
}

/** @param payments and activations of whatever orders; those of this one are shown */
export function orderView(
  order: Order,
  payments: PaymentWithRefunds[],
  activations: Activation[],
  { locale, now }: Viewing,
) {
  const { id, standing, lines, proForma, invoice, consent, total } = order;
  return {
    id,
    status: standing.state,
    state: shownState(standing.state),
    placedAt: order.placedAt.toISOString(),
    lines: lines.map(({ title, price, lineId, kind, itemId, code, minutes, quantity, net, vatRate }) => {
      const activation = activations.find((each) => each.orderId === id && each.lineId === lineId);
      return {
        lineId,
        kind,
        itemId,
        code,
        title: inLocale(title, locale),
        minutes,
        quantity,
        unitPrice: price,
        net,
        vatRate,
        activation: activation ? activationView(activation, now) : null,
      };
    }),
    net: order.net,
    vat: order.perRate,
    total,
    outstanding: outstanding(order),
    toGiveBack: toGiveBack(order),
    creditNoteDue: creditNoteDueOf(order.entries),
    entries: order.entries.map(({ kind, amount, day, at }) => {
      return { kind, direction: directions[kind], amount, day, at: at.toISOString() };
    }),
    billing: order.billing,
    purchaseReference: order.purchaseReference,
    immediateAccessConsent: { version: consent.version, at: consent.at.toISOString() },
    proForma: { ...proForma, pdfUrl: `/api/v1/pro-formas/${proForma.id}/pdf` },
    invoice: invoice && { ...invoice, pdfUrl: `/api/v1/invoices/${invoice.id}/pdf` },
    payments: payments.filter((payment) => payment.orderId === id).map(paymentView),
  };
}

function paymentView(payment: PaymentWithRefunds) {
  const { id, status, method, amount, createdAt } = payment;
  return {
    id,
    status,
    state: status,
    method,
    amount,
    refunded: refundedOf(payment),
    createdAt: createdAt.toISOString(),
  };
}

function activationView(activation: Activation, now: Date) {
  const { id, activatedAt, accessUntil } = activation;
  const status = statusOf(activation, now);
  return {
    id,
    status,
    state: shownStateOf(activation, now),
    activatedAt: activatedAt.toISOString(),
    accessUntil: accessUntil.toISOString(),
  };
}
