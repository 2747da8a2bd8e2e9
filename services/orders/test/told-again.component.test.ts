import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  accountRegisteredV1,
  attestIssuedV1,
  coursePublishedV1,
  newEvent,
  orderWithdrawnV1,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { factsToldAgain, publishEvent, publishFor, said, tellEverythingAgain } from '@leerhuis/testkit';
import { toldAgain } from '../src/told-again.ts';
import { courseSnapshot } from './catalogue.ts';
import { buyHours, payFor, place, soon, view } from './journey.ts';
import { accountSnapshot, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const copies = (name: string) =>
  orders.service.database.connection.collection<{ _id: string; [field: string]: unknown }>(name);

it('facts told again mail nothing, book nothing, grant nothing and move no money', async () => {
  const { namespace } = orders.service;
  const buyer = await orders.buyer();
  await buyHours(orders, buyer);
  const order = await place(orders, buyer);
  const payment = await payFor(buyer, order, 'bancontact');
  await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
  await place(orders, await orders.buyer());
  await soon(async () => expect((await view(buyer, order)).lines.every(({ activation }) => activation)).toBe(true));
  const [activationId = ''] = (await view(buyer, order)).lines.flatMap(({ activation }) => activation?.id ?? []);
  const attest = { attestId: newId(), enrolmentId: activationId, accountId: buyer.accountId };
  const issued = { ...attest, courseId: orders.courseIds[0] ?? '', issuedAt: new Date().toISOString() };
  await publishEvent(namespace, attestIssuedV1, { subject: attest.attestId, data: issued });
  await soon(() => copies('attestCopies').findOne({ _id: attest.attestId }));
  await soon(() => expect(orders.mails.jobs.filter(({ data }) => data.template === 'invoice')).toHaveLength(2));
  await soon(() => expect(orders.mails.jobs.filter(({ data }) => data.template === 'pro-forma')).toHaveLength(3));

  const mailed = orders.mails.jobs.length;
  const { told, changed } = await tellEverythingAgain(orders.service, 'orders');
  expect(told).toMatchObject({
    'gateway.account.registered.v1': expect.any(Number),
    'catalog.course.published.v1': 2,
    'catalog.credit-package.published.v1': 1,
    'certification.attest.issued.v1': 1,
  });
  expect(changed).toEqual([]);
  expect(orders.mails.jobs.slice(mailed)).toEqual([]);
}, 180_000);

it('what orders tells again of what it has is what it told', async () => {
  const buyer = await orders.buyer();
  const withdrawn = await place(orders, buyer);
  expect((await buyer.http.post(`/api/v1/orders/${withdrawn.id}/withdrawal`)).status).toBe(200);
  await orders.events.waitFor(orderWithdrawnV1, ({ subject }) => subject === withdrawn.id);
  await soon(async () => {
    const again = await factsToldAgain(toldAgain, orders.service.database.connection, 'learning');
    expect(again.length).toBeGreaterThan(6);
    expect(again).toEqual(said(orders.events.all));
  });
}, 60_000);

it('copies that lack what was not kept before are filled, and those of others are no business of ours', async () => {
  const { namespace } = orders.service;
  const account = accountSnapshot(newId(), { memberships: [{ federation: 'OVB', memberNumber: '12345' }] });
  const course = courseSnapshot({ minutes: 60, price: 4_999 });
  const attest = { attestId: newId(), enrolmentId: newId(), accountId: account.accountId, courseId: course.courseId };
  const issued = { ...attest, issuedAt: new Date().toISOString() };
  await publishEvent(namespace, accountRegisteredV1, { subject: account.accountId, data: account });
  await publishEvent(namespace, coursePublishedV1, { subject: course.courseId, data: course });
  await publishEvent(namespace, attestIssuedV1, { subject: attest.attestId, data: issued });
  const whole = await soon(async () => {
    const found = await Promise.all([
      copies('accounts').findOne({ _id: account.accountId }),
      copies('coursePrices').findOne({ _id: course.courseId }),
      copies('attestCopies').findOne({ _id: attest.attestId }),
    ]);
    return found.every(Boolean) && found;
  });
  await copies('accounts').updateOne({ _id: account.accountId }, { $unset: { federations: 1 } });
  await copies('coursePrices').updateOne({ _id: course.courseId }, { $unset: { accreditations: 1, seconds: 1 } });
  await copies('attestCopies').updateOne({ _id: attest.attestId }, { $unset: { accountId: 1, courseId: 1 } });
  const time = new Date();
  const again = () => [
    newEvent(accountRegisteredV1, { id: newId(), subject: account.accountId, time, data: account }),
    newEvent(coursePublishedV1, { id: newId(), subject: course.courseId, time, data: course }),
    newEvent(attestIssuedV1, { id: newId(), subject: attest.attestId, time, data: issued }),
  ];
  // in order per key: what is told to others comes first, and fills nothing here
  await publishFor(namespace, 'learning', again());
  await publishFor(namespace, 'orders', again());
  await soon(async () => {
    expect(await copies('accounts').findOne({ _id: account.accountId })).toEqual(whole[0]);
    expect(await copies('coursePrices').findOne({ _id: course.courseId })).toEqual(whole[1]);
    expect(await copies('attestCopies').findOne({ _id: attest.attestId })).toEqual(whole[2]);
  });
}, 180_000);
