import {
  orderLearnerChangedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
  type Recipient,
  sendMessage,
} from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Order, OrderLine } from './domain/order.ts';

export function tellPlaced(tx: Tx, order: Order): void {
  tx.publish(orderPlacedV1, order.id, placementOf(order));
}

export function placementOf(order: Order) {
  const { lines, total, placedAt, proForma } = order;
  return {
    ...refOf(order),
    lines: lines.map(toldLine),
    total,
    proFormaNumber: proForma.number,
    dueDate: proForma.dueDate,
    placedAt: placedAt.toISOString(),
  };
}

const refOf = ({ id: orderId, accountId, organisationId }: Order) => ({ orderId, accountId, organisationId });

function toldLine({ lineId, kind, itemId, title, net, learner }: OrderLine) {
  const learners = learner && (learner.accountId === null ? [] : [{ accountId: learner.accountId }]);
  return { lineId, kind, itemId, title, price: net, ...(learners ? { learners } : {}) };
}

/** Somebody else learns by a line, or who does got an account. */
export function tellLearner(tx: Tx, order: Order, line: OrderLine): void {
  tx.publish(orderLearnerChangedV1, order.id, learnerFactOf(order, line));
}

/** With all who learn that course by the order: readers take who isn't among them for somebody who no longer does. */
function learnerFactOf(order: Order, line: OrderLine) {
  const { placedAt, proForma, standing } = order;
  const lines = order.lines.map((each) => (each.lineId === line.lineId ? line : each));
  const accountIds = lines.flatMap(({ itemId, learner }) => (itemId === line.itemId ? (learner?.accountId ?? []) : []));
  return {
    ...refOf(order),
    line: { ...toldLine(line), learners: accountIds.map((accountId) => ({ accountId })) },
    proFormaNumber: proForma.number,
    dueDate: proForma.dueDate,
    placedAt: placedAt.toISOString(),
    paidAt: standing.state === 'paid' ? standing.paidAt.toISOString() : null,
  };
}

export function tellPaid(tx: Tx, order: Order, invoiceNumber: string): void {
  tx.publish(orderPaidV1, order.id, paymentOf(order, invoiceNumber, tx.now));
}

export function paymentOf(order: Order, invoiceNumber: string, paidAt: Date) {
  return { ...refOf(order), total: order.total, invoiceNumber, paidAt: paidAt.toISOString() };
}

export function tellWithdrawn(tx: Tx, order: Order, recipient: Recipient | null, at: Date): void {
  const { id: orderId, organisationId, proForma } = order;
  const withdrawnAt = at.toISOString();
  tx.publish(orderWithdrawnV1, orderId, withdrawalOf(order, at));
  if (!recipient) return;
  const data = { orderId, number: proForma.number, withdrawnAt };
  tx.enqueue(
    sendMessage,
    { recipient, template: 'order-withdrawn', data, organisationId },
    { jobId: `${orderId}:order-withdrawn` },
  );
}

export function withdrawalOf(order: Order, at: Date) {
  return { ...refOf(order), withdrawnAt: at.toISOString() };
}
