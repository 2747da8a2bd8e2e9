import type { Tx } from '@leerhuis/outbox';
import type { Order } from './domain/order.ts';
import type { OrderNote } from './order-audit.ts';
import { tellPaid } from './order-events.ts';
import type { OrderStore } from './order-store.ts';

export type InvoicedOrder = Order & { invoice: NonNullable<Order['invoice']> };

/** Keeps an order of which the sum is complete, with the invoice that says so, and tells. */
export async function keepPaid(orders: OrderStore, tx: Tx, order: InvoicedOrder, note: OrderNote): Promise<void> {
  await orders.save(tx, order, note);
  tellPaid(tx, order, order.invoice.number, tx.now);
}
