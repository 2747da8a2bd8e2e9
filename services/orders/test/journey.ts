import { eventually } from '@leerhuis/testkit';
import type { Buyer, OrdersUnderTest } from './orders-under-test.ts';

interface Money {
  amount: number;
  currency: 'EUR';
}

/** An order as the service shows it, as far as tests look. */
export interface Order {
  id: string;
  status: string;
  placedAt: string;
  total: Money;
  outstanding: Money;
  lines: { itemId: string; activation: { id: string; status: string; accessUntil: string } | null }[];
  proForma: { id: string; number: string; structuredCommunication: string; pdfUrl: string };
  invoice: { id: string; number: string; pdfUrl: string } | null;
  payments: { id: string; status: string; refunded: Money }[];
}

export interface Payment {
  id: string;
  orderId: string;
  status: string;
  amount: Money;
  checkoutUrl: string | null;
}

/** Patient: what others run on the same two cores must not fail a test. */
export const inAMinute = { within: 60_000 };
export const soon = <T>(check: () => T | Promise<T>) => eventually(check, inAMinute);

/** Orders both courses, unless told otherwise. */
export async function place(orders: OrdersUnderTest, { http }: Buyer, more: object = {}): Promise<Order> {
  const lines = orders.courseIds.map((courseId) => ({ kind: 'course', courseId }));
  const placed = await http.post<Order>('/api/v1/orders', { lines, immediateAccessConsent: true, ...more });
  if (placed.status !== 201) throw new Error(`not placed: ${placed.status} ${placed.bytes.toString()}`);
  return placed.body;
}

/** Pays for hours of credit right away. */
export async function buyHours(orders: OrdersUnderTest, buyer: Buyer, quantity = 1): Promise<void> {
  const lines = [{ creditPackageId: orders.packageId, quantity }];
  const payment = await payFor(buyer, await place(orders, buyer, { lines }), 'bancontact');
  await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
}

export async function payFor({ http }: Buyer, order: Order, method: string, idempotencyKey?: string): Promise<Payment> {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  const payment = await http.post<Payment>(`/api/v1/orders/${order.id}/payments`, { method }, key);
  if (payment.status !== 201) throw new Error(`no payment: ${payment.status} ${payment.bytes.toString()}`);
  return payment.body;
}

export async function view({ http }: Buyer, { id }: { id: string }): Promise<Order> {
  return (await http.get<Order>(`/api/v1/orders/${id}`)).body;
}
