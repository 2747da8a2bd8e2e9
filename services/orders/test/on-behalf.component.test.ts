import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@leerhuis/service-runtime';
import { endSession, eventually, type HttpClient, tokenFor } from '@leerhuis/testkit';
import type { Order } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let buyer: Buyer;
let staff: HttpClient;
const staffId = newId();

beforeAll(async () => {
  orders = await ordersUnderTest();
  buyer = await orders.buyer({ firstName: 'Ann', lastName: 'Peeters' });
  staff = orders.service.http.as(await tokenFor({ accountId: staffId, roles: ['learner', 'operations'] }));
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const wish = (more = {}) => ({
  accountId: buyer.accountId,
  lines: [{ courseId: orders.courseIds[0] }],
  immediateAccessConsent: true,
  ...more,
});
const place = (more = {}, options = {}) => staff.post<Order>('/api/v1/admin/orders', wish(more), options);
const trail = async (subject: string) => {
  const admin = await orders.staff();
  type Trail = { items: { by: string; action: string; after: Record<string, unknown> }[] };
  return (await admin.get<Trail>(`/api/v1/admin/orders-audit?subject=${subject}`)).body.items;
};

describe('an order for somebody who phones', () => {
  it('is theirs: they get the pro-forma by mail, and see it; the trail says by whom and for whom', async () => {
    const { status, body: order } = await place({}, { idempotencyKey: 'by-phone' });
    expect(status).toBe(201);
    expect((await place({}, { idempotencyKey: 'by-phone' })).body.id).toBe(order.id);
    expect((await buyer.http.get(`/api/v1/orders/${order.id}`)).status).toBe(200);
    await orders.mails.waitFor(
      ({ data }) =>
        data.template === 'pro-forma' && data.recipient.email === buyer.email && data.data['orderId'] === order.id,
    );
    expect(await trail(order.id)).toMatchObject([
      { by: staffId, action: 'order.placed', after: { for: buyer.accountId, detail: order.proForma.number } },
    ]);
    const { body } = await staff.get<{ placedBy: string; history: object[] }>(`/api/v1/admin/orders/${order.id}`);
    expect(body).toMatchObject({
      accountName: 'Ann Peeters',
      placedBy: staffId,
      history: [{ by: staffId, what: 'placed' }],
    });
    // nobody told orders of this member of the staff
    expect(body).not.toHaveProperty('placedByName');
    expect(await staff.get('/api/v1/admin/orders')).toMatchObject({
      body: { items: [{ accountName: 'Ann Peeters' }] },
    });
  });

  it('is activated for them, before payment or from their hours', async () => {
    const courseId = orders.courseIds[1] ?? '';
    const { body: order } = await place({ lines: [{ courseId }] });
    const activated = await staff.post<{ id: string }>('/api/v1/admin/activations', { orderId: order.id, courseId });
    expect(activated).toMatchObject({
      status: 201,
      body: { courseId, source: 'before-payment', orderNumber: order.proForma.number },
    });
    const { body } = await buyer.http.get<{ items: { id: string }[] }>('/api/v1/activations');
    expect(body.items.map(({ id }) => id)).toContain(activated.body.id);
    expect(await trail(activated.body.id)).toMatchObject([
      { by: staffId, action: 'activation.granted-for', after: { for: buyer.accountId, courseId } },
    ]);
    await orders.mails.waitFor(
      ({ data }) => data.template === 'course-activated' && data.recipient.email === buyer.email,
    );
    const credit = { accountId: buyer.accountId, courseId: orders.courseIds[0], fromCredit: true };
    expect(await staff.post('/api/v1/admin/activations', credit)).toMatchObject({ status: 422 });
    expect((await staff.post('/api/v1/admin/activations', { orderId: newId(), courseId })).status).toBe(404);
  });

  it('is placed by nobody whose rights ended, also by a token that still runs', async () => {
    const accountId = newId();
    const sessionId = `session-of-${accountId}`;
    const ended = orders.service.http.as(await tokenFor({ accountId, sessionId, roles: ['operations'] }));
    expect((await ended.get('/api/v1/admin/orders')).status).toBe(200);
    endSession(sessionId);
    await eventually(async () => (await ended.get('/api/v1/admin/orders')).status === 401, { within: 8_000 });
  });

  it('is refused once, for all that is wrong with it', async () => {
    const business = { name: 'Maes BV', enterpriseNumber: '0123456749' };
    const refused = await place({ lines: [{ courseId: newId() }], billing: business });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        type: expect.stringMatching(/not-on-sale$/),
        errors: [{ field: 'lines' }, { field: 'billing.address' }],
      },
    });
  });

  it('is refused for nobody, and to who may not', async () => {
    const unknown = '019cae5c-0001-7c3a-9d21-5b0f6e7a0001';
    expect(await place({ accountId: unknown })).toMatchObject({
      status: 422,
      body: { type: expect.stringMatching(/unknown-account$/) },
    });
    expect((await place({ accountId: newId() })).status).toBe(409);
    for (const roles of [['learner'], ['learner', 'finance'], ['teacher']] as const) {
      const other = orders.service.http.as(await tokenFor({ accountId: newId(), roles: [...roles] }));
      expect((await other.post('/api/v1/admin/orders', wish())).status).toBe(403);
      expect((await other.post('/api/v1/admin/activations', {})).status).toBe(403);
    }
    expect((await buyer.http.post('/api/v1/orders', wish())).status).toBe(400);
  });
});
