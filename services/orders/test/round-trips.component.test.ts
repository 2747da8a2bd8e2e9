import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { rights } from '@leerhuis/auth';
import {
  commandsOf,
  eventually,
  type HttpAnswer,
  type HttpClient,
  type HttpOptions,
  tellOrganisation,
} from '@leerhuis/testkit';
import { type Order, place } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let buyer: Buyer;
let staff: HttpClient;
let order: Order;
beforeAll(async () => {
  orders = await ordersUnderTest();
  buyer = await orders.buyer();
  staff = await orders.staff();
  order = await place(orders, buyer);
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const get = (path: string) => () => buyer.http.get(path);
const asStaff = (path: string) => () => staff.get(path);
const lines = () => ({ lines: orders.courseIds.map((courseId) => ({ courseId })) });
async function placeOne(options: HttpOptions = {}) {
  const wish = { ...lines(), immediateAccessConsent: true };
  const answer = await buyer.http.post<Order>('/api/v1/orders', wish, options);
  order = answer.body;
  return answer;
}

const forBuyer = () => ({ ...lines(), accountId: buyer.accountId, immediateAccessConsent: true });

const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['PUT /cart', 3, () => buyer.http.put('/api/v1/cart', lines())],
  ['GET /cart', 3, get('/api/v1/cart')],
  ['POST /orders, of the cart', 9, () => buyer.http.post('/api/v1/orders', { immediateAccessConsent: true })],
  ['POST /orders', 7, () => placeOne()],
  ['POST /orders with a key', 8, () => placeOne({ idempotencyKey: 'once' })],
  ['GET /orders', 3, get('/api/v1/orders')],
  ['GET /orders/{id}', 3, () => buyer.http.get(`/api/v1/orders/${order.id}`)],
  ['POST /orders/{id}/withdrawal', 10, () => buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`)],
  ['GET /activations', 1, get('/api/v1/activations')],
  ['GET /credits', 3, get('/api/v1/credits')],
  ['GET /credits, one page', 4, get('/api/v1/credits?limit=10')],
  ['GET /payment-methods', 0, get('/api/v1/payment-methods')],
  ['GET /credit-invitations', 3, get('/api/v1/credit-invitations')],
  ['GET /invoices', 1, get('/api/v1/invoices')],
  ['POST /admin/orders', 9, () => staff.post('/api/v1/admin/orders', forBuyer())],
  ['GET /admin/orders', 3, asStaff('/api/v1/admin/orders')],
  ['GET /admin/orders/{id}', 3, () => staff.get(`/api/v1/admin/orders/${order.id}`)],
  ['GET /admin/payments', 2, asStaff('/api/v1/admin/payments')],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});

it.each([
  ['/api/v1/invoices', 1],
  ['/api/v1/activations', 1],
  ['/api/v1/cart', 2],
])(
  'GET %s waits for the database as often for who acts for an organisation: their rights are remembered',
  async (path, most) => {
    const office = await tellOrganisation(orders.service);
    const { http } = await office.member({ rights: [...rights] });
    await eventually(async () => (await http.get(path)).status === 200);
    const sent = await commandsOf(() => http.get(path));
    expect(sent.answer.status).toBe(200);
    expect(sent.beyond(most)).toBe('');
  },
);
