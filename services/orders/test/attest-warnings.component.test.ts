import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountChangedV1, attestIssuedV1, coursePublishedV1 } from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { eventually, publishEvent } from '@leerhuis/testkit';
import { courseSnapshot } from './catalogue.ts';
import { accountSnapshot, type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Warned {
  warnings: { kind: string; courseId: string; message: string; federations?: string[] }[];
}

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

/** A course of which attests can be requested until this day. */
async function course(attestUntil: string): Promise<string> {
  const data = courseSnapshot({ minutes: 60, price: 6_000 });
  data.accreditations = data.accreditations.map((each) => ({ ...each, attestUntil }));
  await publishEvent(orders.service.namespace, coursePublishedV1, { subject: data.courseId, data });
  await known('coursePrices', { _id: data.courseId });
  return data.courseId;
}
const known = (name: string, filter: object) =>
  eventually(() => orders.service.database.connection.collection(name).findOne(filter) ?? null);
const lines = (courseId: string) => ({ lines: [{ courseId }] });
const cartOf = async ({ http }: Buyer, courseId: string) =>
  (await http.put<Warned>('/api/v1/cart', lines(courseId), { headers: { 'accept-language': 'en' } })).body.warnings;

describe('that no attest can come of a course', () => {
  it('is told in the cart, with the order and with the activation, and keeps nobody from it', async () => {
    const buyer = await orders.buyer();
    const past = await course('2020-06-30');
    expect(await cartOf(buyer, past)).toEqual([
      {
        kind: 'attest-until-past',
        courseId: past,
        attestUntil: '2020-06-30',
        message: 'An attest of this course could be requested up to and including 30 June 2020. It no longer can.',
      },
    ]);
    expect((await buyer.http.get<Warned>('/api/v1/cart')).body.warnings).toHaveLength(1);
    const placed = await buyer.http.post<Warned & { id: string }>('/api/v1/orders', {
      ...lines(past),
      immediateAccessConsent: true,
    });
    expect(placed.status).toBe(201);
    expect(placed.body.warnings.map(({ kind }) => kind)).toEqual(['attest-until-past']);
    expect((await buyer.http.get<Warned>(`/api/v1/orders/${placed.body.id}`)).body).not.toHaveProperty('warnings');
    const activated = await buyer.http.post<Warned & { id: string }>('/api/v1/activations', {
      courseId: past,
      orderId: placed.body.id,
    });
    expect(activated.status).toBe(201);
    expect(activated.body.warnings.map(({ kind }) => kind)).toEqual(['attest-until-past']);
  });

  it('is told no more once a member number is given, and is when there is an attest already (V-17)', async () => {
    const buyer = await orders.buyer();
    const { accountId } = buyer;
    const open = await course('2030-06-30');
    expect(await cartOf(buyer, open)).toEqual([
      {
        kind: 'no-membership',
        courseId: open,
        federations: ['OVB'],
        message:
          'An attest of this course needs a member number of OVB. There is none; it can still be added at “My data”.',
      },
    ]);
    const memberships = [{ federation: 'OVB' as const, memberNumber: '123456' }];
    const data = accountSnapshot(accountId, { email: buyer.email, revision: 2, memberships });
    await publishEvent(orders.service.namespace, accountChangedV1, { subject: accountId, data });
    await known('accounts', { email: buyer.email, revision: 2 });
    expect(await cartOf(buyer, open)).toEqual([]);
    const attest = { attestId: newId(), accountId, courseId: open, enrolmentId: newId() };
    const issued = { ...attest, issuedAt: new Date().toISOString() };
    await publishEvent(orders.service.namespace, attestIssuedV1, { subject: attest.attestId, data: issued });
    await known('attestCopies', { accountId });
    expect(await cartOf(buyer, open)).toMatchObject([
      { kind: 'attest-already', message: 'There is an attest of this course already; there will be no second one.' },
    ]);
  });
});
