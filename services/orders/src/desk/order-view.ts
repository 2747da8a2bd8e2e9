import { inLocale, type Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { type Activation, shownStateOf, statusOf } from '../access/activating/domain/activation.ts';
import { type PaymentWithRefunds, refundedOf } from '../billing/paying/payment-queries.ts';
import { creditNoteDueOf, directions } from '../selling/ordering/domain/entries.ts';
import { type Order, outstanding, toGiveBack } from '../selling/ordering/domain/order.ts';
import type { NamedLearner } from '../selling/ordering/domain/quote.ts';
import { shownState } from '../selling/ordering/domain/standing.ts';
import type { Desk } from './desk.ts';

export interface Viewing {
  locale: Locale;
  now: Date;
}

/** Who learns by lines for an organisation, as it knows them now. */
type Person = { name: string; state: 'active' | 'contact' | 'ended' };
type People = ReadonlyMap<string, Person>;

/** What belongs to whatever orders; of each is shown what is its own. */
interface Belongings {
  payments: PaymentWithRefunds[];
  activations: Activation[];
  people: People;
}

/** Shows orders with their payments, activations and learners; three queries for a whole page. */
export async function showOrders(desk: Desk, orders: Order[], viewing: Viewing, tx?: Tx) {
  const ids = orders.map((order) => order.id);
  const [payments, activations, people] = await Promise.all([
    desk.billing.paying.paymentLists.ofOrders(ids, tx),
    desk.access.activationLists.ofOrders(ids, tx),
    peopleIn(desk, orders),
  ]);
  return orders.map((order) => orderView(order, { payments, activations, people }, viewing));
}

/** Of those who are to learn by an order that is placed now. */
export const peopleOf = (learners: readonly NamedLearner[]): People =>
  new Map(
    learners.map(({ membershipId, name, accountId }) => [
      membershipId,
      { name, state: accountId === null ? 'contact' : 'active' },
    ]),
  );

export async function peopleIn({ acting }: Pick<Desk, 'acting'>, orders: readonly Order[]): Promise<People> {
  const lines = orders.flatMap((order) => order.lines);
  const ids = [...new Set(lines.flatMap(({ learner }) => learner?.membershipId ?? []))];
  const members = ids.length === 0 ? [] : await acting.members.many(ids);
  return new Map(
    members.map(({ membershipId, firstName, lastName, state }) => [
      membershipId,
      { name: `${firstName} ${lastName}`.trim(), state },
    ]),
  );
}

export function orderView(order: Order, { payments, activations, people }: Belongings, { locale, now }: Viewing) {
  const { id, standing, lines, proForma, invoice, consent, total } = order;
  return {
    id,
    status: standing.state,
    state: shownState(standing.state),
    placedAt: order.placedAt.toISOString(),
    organisationId: order.organisationId,
    lines: lines.map(({ title, price, lineId, kind, itemId, code, minutes, quantity, net, vatRate, learner }) => {
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
        ...(learner ? { learner: { membershipId: learner.membershipId, ...people.get(learner.membershipId) } } : {}),
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
