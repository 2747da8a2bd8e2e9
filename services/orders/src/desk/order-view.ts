import type { Locale } from '@leerhuis/http-api';
import type { Money } from '@leerhuis/money';
import type { Tx } from '@leerhuis/outbox';
import { creditNoteDueOf, directions, outstandingOf, toGiveBackOf } from '../selling/ordering/domain/entries.ts';
import { moneyOf, type Order } from '../selling/ordering/domain/order.ts';

export interface PaymentRef {
  orderId: string;
  id: string;
  status: string;
  method: string;
  amount: Money;
  refunded: Money;
  createdAt: Date;
}

export interface ActivationRef {
  id: string;
  orderId: string | null;
  lineId: string | null;
  status: 'active' | 'expired' | 'revoked';
  activatedAt: Date;
  accessUntil: Date;
}

/** What other features know of orders. */
export interface OrderSurroundings {
  paymentsOf(orderIds: string[], tx?: Tx): Promise<PaymentRef[]>;
  activationsOf(orderIds: string[], now: Date, tx?: Tx): Promise<ActivationRef[]>;
}

export type ShowOrders = (orders: Order[], locale: Locale, now: Date) => Promise<ReturnType<typeof orderView>[]>;

/** Shows orders with their payments and activations; two queries for a whole page. */
export function showOrders({ paymentsOf, activationsOf }: OrderSurroundings): ShowOrders {
  return async (orders, locale, now) => {
    const ids = orders.map((order) => order.id);
    const [payments, activations] = await Promise.all([paymentsOf(ids), activationsOf(ids, now)]);
    return orders.map((order) => orderView(order, payments, activations, locale));
  };
}

export function orderView(order: Order, payments: PaymentRef[], activations: ActivationRef[], locale: Locale) {
  const { id, standing, lines, proForma, invoice, consent, total } = order;
  return {
    id,
    status: standing.state,
    placedAt: order.placedAt.toISOString(),
    lines: lines.map(({ title, price, lineId, kind, itemId, code, minutes, quantity, net, vatRate }) => {
      const activation = activations.find((each) => each.orderId === id && each.lineId === lineId);
      return {
        lineId,
        kind,
        itemId,
        code,
        title: title[locale] ?? title.nl,
        minutes,
        quantity,
        unitPrice: price,
        net,
        vatRate,
        activation: activation ? activationView(activation) : null,
      };
    }),
    net: order.net,
    vat: order.parts,
    total,
    outstanding: outstandingOf(moneyOf(order)),
    toGiveBack: toGiveBackOf(moneyOf(order)),
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

function paymentView({ id, status, method, amount, refunded, createdAt }: PaymentRef) {
  return { id, status, method, amount, refunded, createdAt: createdAt.toISOString() };
}

function activationView({ id, status, activatedAt, accessUntil }: ActivationRef) {
  return { id, status, activatedAt: activatedAt.toISOString(), accessUntil: accessUntil.toISOString() };
}
