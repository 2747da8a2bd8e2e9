import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkPayment, orderPaidV1, refundPayment } from '@leerhuis/contracts';
import { type HttpClient, publishJob } from '@leerhuis/testkit';
import { inAMinute, type Order, payFor, place, soon, view } from './journey.ts';
import { apiKey, type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface AdminPayments {
  items: { id: string; status: string; providerPaymentId: string; refunds: { amount: object; status: string }[] }[];
}

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let staff: HttpClient;
beforeAll(async () => {
  orders = await ordersUnderTest({ PAYMENT_POLL_SECONDS: '0.2', APP_RETURN_ADDRESSES: 'leerhuis-app://betaald' });
  staff = await orders.staff();
}, 90_000);
afterAll(() => orders.stop(), 30_000);
afterEach(() => orders.sandbox.behave({ webhooks: 'normal' }));

const tellOf = (id: string) =>
  orders.service.http.post('/api/v1/webhooks/payments', undefined, {
    raw: { content: new URLSearchParams({ id }).toString(), contentType: 'application/x-www-form-urlencoded' },
  });
const settled = (buyer: Buyer, order: Order, status = 'paid') =>
  soon(async () => {
    const now = await view(buyer, order);
    return now.status === status && now;
  });
const invoicesOf = async (orderId: string) =>
  orders.service.database.connection.collection('documents').countDocuments({ orderId, kind: 'invoice' });
const paymentsOf = async (order: Order) =>
  (await staff.get<AdminPayments>(`/api/v1/admin/payments?orderId=${order.id}`)).body.items;

describe('webhooks of the payment provider', () => {
  it.each([
    ['late', { webhooks: 'late', delayMs: 1_500 }],
    ['repeated', { webhooks: 'repeated', times: 5 }],
    ['reordered', { webhooks: 'reordered', times: 2, delayMs: 500 }],
    ['lost', { webhooks: 'lost' }],
  ])('that come %s lead to the same end: paid once, one invoice', async (_how, behaviour) => {
    await orders.sandbox.behave(behaviour);
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payment = await payFor(buyer, order, 'bancontact');
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const paid = await settled(buyer, order);
    expect(paid.payments).toMatchObject([{ status: 'paid', refunded: { amount: 0 } }]);
    await orders.events.waitFor(orderPaidV1, ({ subject }) => subject === order.id);
    expect(await invoicesOf(order.id)).toBe(1);
    expect(orders.events.of(orderPaidV1).filter(({ subject }) => subject === order.id)).toHaveLength(1);
  });

  it('lead to one invoice, also when the same payment is told of 30 times at once', async () => {
    await orders.sandbox.behave({ webhooks: 'lost' });
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const id = orders.providerIdOf(await payFor(buyer, order, 'paypal'));
    await orders.sandbox.set(id, 'paid');
    const answers = await Promise.all(Array.from({ length: 30 }, () => tellOf(id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await settled(buyer, order);
    await orders.mails.waitFor(
      ({ data }) => data.recipient.accountId === buyer.accountId && data.template === 'invoice',
      inAMinute,
    );
    expect(await invoicesOf(order.id)).toBe(1);
    expect((await view(buyer, order)).payments).toMatchObject([{ refunded: { amount: 0 } }]);
  });

  it('are answered 200 for ids that nobody knows, and 400 without any', async () => {
    for (const id of ['tr_unknown', 'something else', "'; drop table", '\u0000'])
      expect((await tellOf(id)).status).toBe(200);
    expect((await tellOf('')).status).toBe(400);
  });

  it('of many unfinished payments of one order are bounded: the twenty-first is refused until one ends', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const begun = [];
    for (let n = 0; n < 20; n += 1) begun.push(await payFor(buyer, order, 'bancontact'));
    const another = () => buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'bancontact' });
    expect(await another()).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('too-many-open-payments') },
    });
    await orders.sandbox.set(orders.providerIdOf(begun[0] as { checkoutUrl: string | null }), 'canceled');
    await soon(async () => (await another()).status === 201);
  });

  it('about a payment that failed leave the order open for another one', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const first = await payFor(buyer, order, 'creditcard');
    await orders.sandbox.set(orders.providerIdOf(first), 'failed');
    await soon(async () => (await view(buyer, order)).payments[0]?.status === 'failed');
    const second = await payFor(buyer, order, 'ideal');
    await orders.sandbox.set(orders.providerIdOf(second), 'paid');
    expect((await settled(buyer, order)).payments.map(({ status }) => status)).toEqual(['failed', 'paid']);
  });
});

describe('what is paid too much (V-13)', () => {
  it('goes back at once to the payment that it came by, and the buyer is told', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payments = [await payFor(buyer, order, 'bancontact'), await payFor(buyer, order, 'paypal')];
    const ids = payments.map((payment) => orders.providerIdOf(payment));
    await Promise.all(ids.map((id) => orders.sandbox.set(id, 'paid')));
    await settled(buyer, order);
    const both = await soon(async () => {
      const known = await paymentsOf(order);
      return known.some(({ refunds }) => refunds[0]?.status === 'refunded') && known;
    });
    expect(both.flatMap(({ refunds }) => refunds)).toMatchObject([{ amount: order.total, status: 'refunded' }]);
    expect(await invoicesOf(order.id)).toBe(1);
    const { data } = await orders.mails.waitFor(
      ({ data }) => data.recipient.accountId === buyer.accountId && data.template === 'payment-refunded',
      inAMinute,
    );
    expect(data.data).toMatchObject({ number: order.proForma.number, amountCents: order.total.amount });
  });

  it('is given back once, however often the job is done', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const [one, two] = [await payFor(buyer, order, 'bancontact'), await payFor(buyer, order, 'bancontact')];
    for (const payment of [one, two]) await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const refund = await soon(() =>
      orders.service.database.connection.collection('refunds').findOne({ orderId: order.id }),
    );
    const { _id, providerPaymentId, amount } = refund as unknown as {
      _id: string;
      providerPaymentId: string;
      amount: { amount: number; currency: 'EUR' };
    };
    const again = { refundId: _id, providerPaymentId, amount };
    for (let n = 0; n < 5; n += 1) await publishJob(orders.service.namespace, refundPayment, again);
    await publishJob(orders.service.namespace, checkPayment, { providerPaymentId });
    await soon(async () => (await paymentsOf(order)).some(({ refunds }) => refunds[0]?.status === 'refunded'));
    const headers = { authorization: 'Bearer test_key_of_the_component_test' };
    const answer = await fetch(`${orders.sandbox.url}/v2/payments/${providerPaymentId}/refunds`, { headers });
    expect(await answer.json()).toMatchObject({ count: 1 });
  });

  it('includes what comes in for an order that was withdrawn', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payment = await payFor(buyer, order, 'creditcard');
    expect((await buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`)).status).toBe(200);
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    await soon(async () => (await paymentsOf(order))[0]?.refunds[0]?.status === 'refunded');
    expect((await view(buyer, order)).status).toBe('withdrawn');
    expect(await invoicesOf(order.id)).toBe(0);
  });
});

describe('starting a payment', () => {
  it('repeated under the same key is one payment at the provider', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const answers = await Promise.all([1, 2, 3].map(() => payFor(buyer, order, 'bancontact', 'pay-once')));
    expect(new Set(answers.map(({ checkoutUrl }) => checkoutUrl)).size).toBe(1);
    expect(await paymentsOf(order)).toHaveLength(1);
  });

  it('that was lost between the provider and us is taken up by the webhook, and by a repeated request', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payment = await payFor(buyer, order, 'bancontact', 'lost');
    const { connection } = orders.service.database;
    // as if we had crashed before keeping it: neither the payment nor the answer is there
    await connection.collection('payments').deleteMany({ orderId: order.id });
    await connection.collection('idempotencyKeys').deleteMany({ at: { $gt: new Date(0) } });
    const again = await payFor(buyer, order, 'bancontact', 'lost');
    expect(again).toMatchObject({ id: payment.id, checkoutUrl: payment.checkoutUrl });
    await connection.collection('payments').deleteMany({ orderId: order.id });
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const paid = await settled(buyer, order);
    expect(paid.payments).toMatchObject([{ id: payment.id, status: 'paid' }]);
  });

  it('goes to our own pages only', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const redirectUrl = 'https://elsewhere.example/thanks';
    const answer = await buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'ideal', redirectUrl });
    expect(answer).toMatchObject({ status: 422, body: { type: expect.stringContaining('foreign-redirect') } });
    const both = await buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'x', redirectUrl });
    expect(both).toMatchObject({ status: 400, body: { errors: [{ field: 'method' }, { field: 'redirectUrl' }] } });
  });

  it('goes back to an app whose address the deployment names, and to no other', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const start = (redirectUrl: string) =>
      buyer.http.post<{ checkoutUrl: string | null }>(`/api/v1/orders/${order.id}/payments`, {
        method: 'ideal',
        redirectUrl,
      });
    const started = await start('leerhuis-app://betaald?order=1');
    expect(started.status).toBe(201);
    const known = await fetch(`${orders.sandbox.url}/v2/payments/${orders.providerIdOf(started.body)}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(await known.json()).toMatchObject({ redirectUrl: 'leerhuis-app://betaald?order=1' });
    for (const elsewhere of ['leerhuis-app://elders', 'andere-app://betaald', 'javascript:alert(1)'])
      expect(await start(elsewhere)).toMatchObject({ status: 422, body: { errors: [{ field: 'redirectUrl' }] } });
  });

  it('is refused with 503 and leaves nothing half done while the provider is away', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const waiting = await payFor(buyer, order, 'paypal');
    await orders.sandbox.behave({ nextCallsFail: { status: 503, count: 1_000 } });
    const answer = await buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'ideal' });
    expect(answer).toMatchObject({ status: 503, body: { type: expect.stringContaining('payment-provider') } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await paymentsOf(order)).toHaveLength(1);
    // told of while the provider is away: found out once it is back
    await orders.sandbox.set(orders.providerIdOf(waiting), 'paid');
    await orders.sandbox.behave({ webhooks: 'normal' });
    await settled(buyer, order);
  });
});

describe('webhooks with ids that nobody knows', () => {
  it('are turned away when there are many, while payments go on, and one that we had lost is taken up when it is told again', async () => {
    const buyer = await orders.buyer();
    const [order, lost] = [await place(orders, buyer), await place(orders, buyer)];
    const payment = await payFor(buyer, order, 'bancontact');
    const lostPayment = await payFor(buyer, lost, 'paypal');
    // as if we had crashed before keeping it
    await orders.service.database.connection.collection('payments').deleteMany({ orderId: lost.id });

    const made = Array.from({ length: 300 }, (_, n) => `tr_strange${n}`);
    const answers = await Promise.all(made.map(tellOf));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(250);
    expect(refused[0]?.body).toMatchObject({ type: expect.stringContaining('too-many-webhooks') });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);

    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    expect((await tellOf(orders.providerIdOf(payment))).status).toBe(200);
    await settled(buyer, order);
    await orders.sandbox.set(orders.providerIdOf(lostPayment), 'paid');
    await settled(buyer, lost);
  });
});

describe('staff', () => {
  it('see payments of everybody with their refunds, page by page', async () => {
    interface Page {
      items: { id: string; status: string }[];
      nextCursor: string;
      total: { count: number; more: boolean } | null;
    }
    const first = (await staff.get<Page>('/api/v1/admin/payments?limit=2')).body;
    const second = (await staff.get<Page>(`/api/v1/admin/payments?limit=2&cursor=${first.nextCursor}`)).body;
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    const count = await orders.service.database.connection.collection('payments').estimatedDocumentCount();
    expect(first.total).toEqual({ count, more: false });
    expect(second.total).toBeNull();
    expect(ids).toEqual([...ids].sort().reverse());
    const failed = (await staff.get<Page>('/api/v1/admin/payments?status=failed')).body;
    expect(failed.items.map(({ status }) => status)).toEqual(['failed']);
    expect(failed.total).toEqual({ count: 1, more: false });
    const [buyer] = [await orders.buyer()];
    expect((await buyer.http.get('/api/v1/admin/payments')).status).toBe(403);
  });
});

describe('queries', () => {
  it('of all of the above used an index', async () => {
    expect(await orders.service.scansSeen()).toEqual([]);
  });
});
