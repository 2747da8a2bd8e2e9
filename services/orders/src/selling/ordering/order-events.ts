import { orderPaidV1, orderPlacedV1, orderWithdrawnV1, type Recipient, sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Order } from './domain/order.ts';

export function tellPlaced(tx: Tx, order: Order): void {
  tx.publish(orderPlacedV1, order.id, placementOf(order));
}

export function placementOf({ id: orderId, accountId, lines, total, placedAt, proForma }: Order) {
  return {
    orderId,
    accountId,
    lines: lines.map(({ lineId, kind, itemId, title, net }) => ({ lineId, kind, itemId, title, price: net })),
    total,
    proFormaNumber: proForma.number,
    dueDate: proForma.dueDate,
    placedAt: placedAt.toISOString(),
  };
}

export function tellPaid(tx: Tx, order: Order, invoiceNumber: string): void {
  tx.publish(orderPaidV1, order.id, paymentOf(order, invoiceNumber, tx.now));
}

export function paymentOf({ id: orderId, accountId, total }: Order, invoiceNumber: string, paidAt: Date) {
  return { orderId, accountId, total, invoiceNumber, paidAt: paidAt.toISOString() };
}

export function tellWithdrawn(tx: Tx, order: Order, recipient: Recipient | null, at: Date): void {
  const { id: orderId, accountId, proForma } = order;
  const withdrawnAt = at.toISOString();
  tx.publish(orderWithdrawnV1, orderId, { orderId, accountId, withdrawnAt });
  if (!recipient) return;
  const data = { orderId, number: proForma.number, withdrawnAt };
  tx.enqueue(sendMessage, { recipient, template: 'order-withdrawn', data }, { jobId: `${orderId}:order-withdrawn` });
}
