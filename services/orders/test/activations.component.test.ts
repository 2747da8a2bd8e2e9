import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { activationGrantedV1, coursePublishedV1, courseWithdrawnV1 } from '@leerhuis/contracts';
import { publishEvent } from '@leerhuis/testkit';
import { courseSnapshot } from './catalogue.ts';
import { buyHours, place, soon } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Credits {
  totalMinutes: number;
  items: { id: string; leftMinutes: number; movements: { kind: string; minutes: number; courseId: string | null }[] }[];
}

interface Cart {
  lines: { itemId: string; alreadyActive: boolean; alreadyOrdered: boolean }[];
  unavailable: { itemId: string }[];
}

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let twentyCourses: string[];
beforeAll(async () => {
  orders = await ordersUnderTest();
  const courses = Array.from({ length: 20 }, () => courseSnapshot({ minutes: 60, price: 5_000 }));
  for (const data of courses) {
    await publishEvent(orders.service.namespace, coursePublishedV1, { subject: data.courseId, data });
  }
  twentyCourses = courses.map(({ courseId }) => courseId);
  const { connection } = orders.service.database;
  await soon(async () => (await connection.collection('coursePrices').estimatedDocumentCount()) === 22);
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const creditsOf = async ({ http }: Buyer) => (await http.get<Credits>('/api/v1/credits')).body;
const withHours = async (more = {}) => {
  const buyer = await orders.buyer(more);
  await buyHours(orders, buyer);
  await soon(async () => (await creditsOf(buyer)).totalMinutes === 600);
  return buyer;
};
const fromCredit = ({ http }: Buyer, courseId: string | undefined) =>
  http.post('/api/v1/activations', { courseId, fromCredit: true });

describe('activating from hour credit', () => {
  it('takes the minutes of the course, and shows the movement (V-7, V-9)', async () => {
    const buyer = await withHours();
    const [courseId] = orders.courseIds;
    const answer = await fromCredit(buyer, courseId);
    expect(answer).toMatchObject({
      status: 201,
      body: { courseId, orderId: null, source: 'credit', status: 'active' },
    });
    expect(await creditsOf(buyer)).toMatchObject({
      totalMinutes: 480,
      items: [
        {
          leftMinutes: 480,
          movements: [
            { kind: 'granted', minutes: 600 },
            { kind: 'spent', minutes: -120, courseId },
          ],
        },
      ],
    });
  });

  it('never goes below zero under 50 simultaneous activations of 20 courses (V-7)', async () => {
    const buyer = await withHours();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => fromCredit(buyer, twentyCourses[n % twentyCourses.length])),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(new Set(statuses)).toEqual(new Set([201, 409, 422]));
    const [lot] = (await creditsOf(buyer)).items;
    expect(lot?.leftMinutes).toBe(0);
    expect(lot?.movements.reduce((minutes, movement) => minutes + movement.minutes, 0)).toBe(0);
    const listed = await buyer.http.get<{ items: object[] }>('/api/v1/activations?limit=100');
    expect(listed.body.items).toHaveLength(10);
  });

  it('says what is left and what is needed when it is not enough', async () => {
    const buyer = await orders.buyer();
    const answer = await buyer.http.post(
      '/api/v1/activations',
      { courseId: orders.courseIds[0], fromCredit: true },
      { headers: { 'accept-language': 'en' } },
    );
    expect(answer).toMatchObject({
      status: 422,
      body: {
        type: expect.stringContaining('not-enough-credit'),
        detail: expect.stringMatching(/2 h.* 0 h of credit is left/),
        errors: [{ field: 'courseId' }],
      },
    });
  });

  it('is refused for a course that is no longer sold', async () => {
    const buyer = await withHours();
    const data = courseSnapshot({ minutes: 30, price: 1_000 });
    const { courseId } = data;
    const { namespace } = orders.service;
    // withdrawn before it was published, as facts may come
    const withdrawal = { courseId, revision: 2, withdrawnAt: new Date().toISOString() };
    await publishEvent(namespace, courseWithdrawnV1, { subject: courseId, data: withdrawal });
    await publishEvent(namespace, coursePublishedV1, { subject: courseId, data });
    const copies = orders.service.database.connection.collection<{ _id: string }>('coursePrices');
    await soon(() => copies.findOne({ _id: courseId, revision: 2 }));
    expect((await fromCredit(buyer, courseId)).status).toBe(422);
  });
});

describe('activating a course of an order', () => {
  it('is possible before payment (V-15), for 12 months (V-17)', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const [courseId] = orders.courseIds;
    const answer = await buyer.http.post<{ id: string; activatedAt: string; accessUntil: string }>(
      '/api/v1/activations',
      { courseId, orderId: order.id },
    );
    expect(answer).toMatchObject({ status: 201, body: { source: 'before-payment', orderId: order.id } });
    const { id, activatedAt, accessUntil } = answer.body;
    const days = (Date.parse(accessUntil) - Date.parse(activatedAt)) / 86_400_000;
    expect(Math.round(days)).toBeGreaterThanOrEqual(365);
    expect(Math.round(days)).toBeLessThanOrEqual(366);
    await orders.events.waitFor(activationGrantedV1, ({ subject }) => subject === id);
  });

  it('is done once, by however many requests at the same moment', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const activation = { courseId: orders.courseIds[0], orderId: order.id };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => buyer.http.post('/api/v1/activations', activation)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  it('is refused for a course that the order does not hold', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer, { lines: [{ courseId: orders.courseIds[0] }] });
    const other = { courseId: orders.courseIds[1], orderId: order.id };
    expect((await buyer.http.post('/api/v1/activations', other)).status).toBe(404);
  });

  it('at once with an order is refused as a whole when the course is active already', async () => {
    const buyer = await orders.buyer();
    await place(orders, buyer, { activateNow: true });
    const lines = orders.courseIds.map((courseId) => ({ courseId }));
    const wish = { lines, immediateAccessConsent: true, activateNow: true };
    expect((await buyer.http.post('/api/v1/orders', wish)).status).toBe(409);
    expect((await buyer.http.get<{ items: object[] }>('/api/v1/orders')).body.items).toHaveLength(1);
  });

  it('at once is possible with one of several orders that come at the same moment', async () => {
    const buyer = await orders.buyer();
    const wish = { lines: [{ courseId: orders.courseIds[0] }], immediateAccessConsent: true, activateNow: true };
    const answers = await Promise.all(Array.from({ length: 5 }, () => buyer.http.post('/api/v1/orders', wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body).toMatchObject({ errors: [{ field: 'lines' }] });
    }
    expect((await buyer.http.get<{ items: object[] }>('/api/v1/orders')).body.items).toHaveLength(1);
  });

  it('is refused with what names the course or the order', async () => {
    const buyer = await orders.buyer();
    const [courseId] = orders.courseIds;
    const { id: orderId } = await place(orders, buyer, { activateNow: true });
    const again = await buyer.http.post('/api/v1/activations', { courseId, orderId });
    expect(again).toMatchObject({ status: 409, body: { errors: [{ field: 'courseId' }] } });
    await buyer.http.post(`/api/v1/orders/${orderId}/withdrawal`);
    const withdrawn = await buyer.http.post('/api/v1/activations', { courseId, orderId });
    expect(withdrawn).toMatchObject({ status: 409, body: { errors: [{ field: 'orderId' }] } });
  });
});

describe('a course that is active (V-17)', () => {
  const cartOf = async ({ http }: Buyer) => (await http.get<Cart>('/api/v1/cart')).body;
  const [huur, pacht] = [0, 1];

  it('is marked in the cart, and may be ordered for after the access that runs', async () => {
    const buyer = await withHours();
    const lines = orders.courseIds.map((courseId) => ({ courseId }));
    await fromCredit(buyer, orders.courseIds[huur]);
    await buyer.http.put('/api/v1/cart', { lines });
    expect((await cartOf(buyer)).lines).toMatchObject([
      { itemId: orders.courseIds[huur], alreadyActive: true },
      { itemId: orders.courseIds[pacht], alreadyActive: false },
    ]);
    expect((await buyer.http.post('/api/v1/orders', { immediateAccessConsent: true })).status).toBe(201);
  });

  it('is active no longer once its access has expired', async () => {
    const buyer = await orders.buyer();
    const lines = [{ courseId: orders.courseIds[huur] }];
    await place(orders, buyer, { lines, activateNow: true });
    const activations = orders.service.database.connection.collection('activations');
    await activations.updateMany({ accountId: buyer.accountId }, { $set: { accessUntil: new Date() } });
    await buyer.http.put('/api/v1/cart', { lines });
    expect(await cartOf(buyer)).toMatchObject({ lines: [{ alreadyActive: false }], unavailable: [] });
    expect((await place(orders, buyer, { lines, activateNow: true })).status).toBe('placed');
  });

  it('is marked in the cart while an order of it waits for its activation, and not once that is withdrawn', async () => {
    const buyer = await orders.buyer();
    const lines = [{ courseId: orders.courseIds[huur] }];
    const order = await place(orders, buyer, { lines });
    await buyer.http.put('/api/v1/cart', { lines });
    expect(await cartOf(buyer)).toMatchObject({ lines: [{ alreadyOrdered: true }], unavailable: [] });
    await buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`);
    expect(await cartOf(buyer)).toMatchObject({ lines: [{ alreadyOrdered: false }], unavailable: [] });
  });
});

describe('queries', () => {
  it('of all of the above used an index', async () => {
    expect(await orders.service.scansSeen()).toEqual([]);
  });
});

describe('an order that is withdrawn while a course of it is activated', () => {
  it('leaves no access behind: it is activated and then ended, or not activated (V-14)', async () => {
    const [courseId] = orders.courseIds;
    for (let round = 0; round < 12; round += 1) {
      const buyer = await orders.buyer();
      const { id } = await place(orders, buyer, { lines: [{ courseId }] });
      const activate = () => buyer.http.post('/api/v1/activations', { courseId, orderId: id });
      const withdraw = () => buyer.http.post(`/api/v1/orders/${id}/withdrawal`);
      await Promise.all((round % 2 ? [activate, withdraw] : [withdraw, activate]).map((ask) => ask()));
      const order = await buyer.http.get<{ status: string }>(`/api/v1/orders/${id}`);
      expect(order.body.status).toBe('withdrawn');
      const { body } = await buyer.http.get<{ items: { status: string }[] }>('/api/v1/activations');
      expect(body.items.filter(({ status }) => status !== 'revoked')).toEqual([]);
    }
  });
});
