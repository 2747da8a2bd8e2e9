import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { orderPaidV1 } from '@leerhuis/contracts';
import { type HttpClient, httpClient } from '@leerhuis/testkit';
import { type Order, payFor, place, soon, view } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

interface Moves {
  status: string;
  outstanding: { amount: number };
  toGiveBack: { amount: number };
  creditNoteDue: { amount: number };
  entries: { kind: string; direction: string; amount: { amount: number }; source?: string; note?: string | null }[];
  attention?: string[];
  invoice: { number: string } | null;
}
interface Booked {
  id: string;
  status: string;
}

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let staff: HttpClient;
beforeAll(async () => {
  orders = await ordersUnderTest({ PAYMENT_POLL_SECONDS: '0.2' });
  staff = await orders.staff();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' }).format(new Date());
const euro = (amount: number) => ({ amount, currency: 'EUR' as const });
const book = (order: Order, more: object = {}) =>
  staff.post<Booked>(`/api/v1/admin/orders/${order.id}/payments`, {
    day: today,
    amount: order.total,
    reference: order.proForma.structuredCommunication,
    reason: 'statement 12',
    ...more,
  });
const undo = (id: string) =>
  staff.post<Booked>(`/api/v1/admin/payments/${id}/undoing`, { reason: 'of another client' });
const forStaff = async (order: Order) => (await staff.get<Moves>(`/api/v1/admin/orders/${order.id}`)).body;
const kinds = ({ entries }: Moves) => entries.map(({ kind, amount }) => `${kind} ${amount.amount}`);
const until = (order: Order, holds: (now: Moves) => boolean) =>
  soon(async () => {
    const now = await forStaff(order);
    return holds(now) && now;
  });
interface Noted {
  action: string;
  by: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}
const auditOf = async (order: Order) =>
  (await staff.get<{ items: Noted[] }>(`/api/v1/admin/orders-audit?subject=${order.id}`)).body.items;

async function placed(): Promise<{ buyer: Buyer; order: Order }> {
  const buyer = await orders.buyer();
  return { buyer, order: await place(orders, buyer) };
}

describe('a transfer', () => {
  it('goes to our own account with the reference of the pro-forma, and opens no payment at the provider', async () => {
    const { buyer, order } = await placed();
    const before = (await providerPayments()).count;
    const payment = await payFor(buyer, order, 'banktransfer');
    expect(payment).toMatchObject({
      status: 'open',
      amount: order.total,
      transfer: {
        iban: 'BE68539007547034',
        beneficiary: 'Leerhuis Academie BV',
        reference: order.proForma.structuredCommunication,
        amount: order.total,
        qrText: expect.stringContaining('BE68539007547034'),
      },
    });
    expect((await providerPayments()).count).toBe(before);
    const page = new URL(payment.checkoutUrl ?? '');
    const visitor = httpClient(orders.service.url);
    const shown = await visitor.get(`${page.pathname}${page.search}`, { headers: { 'accept-language': 'fr' } });
    expect(shown.status).toBe(200);
    expect(shown.bytes.toString()).toContain('BE68 5390 0754 7034');
    expect(shown.bytes.toString()).toContain(order.proForma.structuredCommunication);
    expect(shown.bytes.toString()).toContain('Communication');
    for (const query of ['', '?key=x', `?key=${page.searchParams.get('key')}x`, '?%E2%82%AC=1']) {
      const unknown = await visitor.get(`${page.pathname}${query}`);
      expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(unknown.bytes.toString()).not.toContain(order.proForma.structuredCommunication);
    }
    // who asks again hears the same
    expect((await payFor(buyer, order, 'banktransfer')).id).toBe(payment.id);
    expect((await buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`)).status).toBe(200);
    expect((await visitor.get(`${page.pathname}${page.search}`)).bytes.toString()).toContain('ingetrokken');
  });

  it('booked by staff brings all that a payment brings', async () => {
    const { buyer, order } = await placed();
    const part = await book(order, { amount: euro(1_000) });
    expect(part).toMatchObject({ status: 201, body: { status: 'paid', byHand: { reason: 'statement 12' } } });
    expect(await view(buyer, order)).toMatchObject({ status: 'partiallyPaid', invoice: null });
    expect((await book(order, { amount: euro(order.total.amount - 1_000), reference: 'NOTPROVIDED' })).status).toBe(
      201,
    );
    const paid = await view(buyer, order);
    expect(paid).toMatchObject({ status: 'paid', outstanding: { amount: 0 }, invoice: { number: expect.any(String) } });
    expect(paid.lines[0]?.activation?.status).toBe('active');
    await orders.events.waitFor(orderPaidV1, ({ subject }) => subject === order.id);
    const seen = await forStaff(order);
    expect(kinds(seen)).toEqual(['payment 1000', `payment ${order.total.amount - 1_000}`]);
    expect(seen.entries[0]?.note).toBe(`${order.proForma.structuredCommunication}: statement 12`);
    // the customer doesn't read who of the staff did it, nor their words
    expect(
      Object.keys((await buyer.http.get<Moves>(`/api/v1/orders/${order.id}`)).body.entries[0] ?? {}),
    ).not.toContain('note');
    const noted = (await auditOf(order)).filter(({ after }) => after?.['paymentId'] === part.body.id);
    const reference = order.proForma.structuredCommunication;
    expect(noted).toMatchObject([
      {
        action: 'order.payment-received',
        by: expect.stringMatching(/^[0-9a-f-]{36}$/),
        after: { paymentId: part.body.id, byHand: true, cents: 1_000, day: today, reference },
        reason: 'statement 12',
      },
    ]);
    expect((await auditOf(order)).map(({ action }) => action)).toEqual([
      'order.payment-received',
      'order.payment-received',
    ]);
  });

  it.each([
    ['of tomorrow', { day: '2999-01-01' }, 422, 'day'],
    ['of before the order', { day: '2020-01-01' }, 422, 'day'],
    ['with the reference of another order', { reference: '+++123/4567/89002+++' }, 422, 'reference'],
    ['with that among words', { reference: 'betaling 123456789002, dank u' }, 422, 'reference'],
    ['with the pro-forma of another order', { reference: 'voor pf-2020-000001' }, 422, 'reference'],
    ['with wrong check digits', { reference: '+++123/4567/89012+++' }, 422, 'reference'],
    ['of nothing', { amount: { amount: 0, currency: 'EUR' } }, 400, 'amount.amount'],
    ['without a reason', { reason: ' ' }, 400, 'reason'],
  ])('is not booked %s', async (_what, wrong, status, field) => {
    const { order } = await placed();
    const answer = await book(order, wrong);
    expect(answer).toMatchObject({ status, body: { errors: [{ field }] } });
    expect(kinds(await forStaff(order))).toEqual([]);
  });

  it('is booked once under its key and once per day and amount, unless somebody has looked', async () => {
    const { order } = await placed();
    const amount = euro(100);
    expect((await book(order, { amount })).status).toBe(201);
    expect(await book(order, { amount })).toMatchObject({ status: 409, body: { errors: [{ field: 'sameAgain' }] } });
    const path = `/api/v1/admin/orders/${order.id}/payments`;
    const body = { day: today, amount, reference: null, reason: 'two', sameAgain: true };
    const answers = await Promise.all([1, 2, 3].map(() => staff.post<Booked>(path, body, { idempotencyKey: 'two' })));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    expect(kinds(await forStaff(order))).toEqual(['payment 100', 'payment 100']);
  });

  it('is undone once by a counter entry: what it paid is owed again, and can be paid again without a second invoice', async () => {
    const { buyer, order } = await placed();
    const { body: booked } = await book(order);
    const { invoice } = await view(buyer, order);
    expect(await undo(booked.id)).toMatchObject({ status: 200, body: { status: 'canceled' } });
    expect((await undo(booked.id)).status).toBe(409);
    const [undone, ...earlier] = await auditOf(order);
    expect(undone).toMatchObject({
      action: 'order.payment-undone',
      before: { status: 'paid' },
      after: { paymentId: booked.id, cents: order.total.amount, status: 'canceled' },
      reason: 'of another client',
    });
    expect(earlier.map(({ action }) => action)).toEqual(['order.payment-received']);
    expect(await view(buyer, order)).toMatchObject({ status: 'reopened', outstanding: order.total, invoice });
    expect((await forStaff(order)).attention).toEqual(['reopened']);
    const list = await staff.get<{ items: Order[] }>('/api/v1/admin/orders?attention=reopened');
    expect(list.body.items.map(({ id }) => id)).toContain(order.id);
    expect((await book(order)).status).toBe(201);
    expect(await view(buyer, order)).toMatchObject({ status: 'paid', invoice });
    expect(orders.events.of(orderPaidV1).filter(({ subject }) => subject === order.id)).toHaveLength(1);
  });

  it('that is too much stays to be given back until staff have done so (V-13)', async () => {
    const { order } = await placed();
    await book(order, { amount: euro(order.total.amount + 500) });
    expect(await forStaff(order)).toMatchObject({ toGiveBack: euro(500), attention: ['to-give-back'] });
    const repay = (amount: number, more: object = {}) =>
      staff.post(`/api/v1/admin/orders/${order.id}/repayments`, {
        day: today,
        amount: euro(amount),
        reason: 'given back',
        ...more,
      });
    expect(await repay(501)).toMatchObject({ status: 422, body: { errors: [{ field: 'amount' }] } });
    for (const day of ['1990-01-01', '2999-01-01'])
      expect(await repay(500, { day })).toMatchObject({ status: 422, body: { errors: [{ field: 'day' }] } });
    const reference = 'terugbetaling 123/4567/89002';
    expect(await repay(500, { reference })).toMatchObject({ status: 422, body: { errors: [{ field: 'reference' }] } });
    expect(await repay(500, { reference: `te veel ${order.proForma.number}` })).toMatchObject({
      status: 201,
      body: { toGiveBack: euro(0) },
    });
    expect(await forStaff(order)).toMatchObject({ status: 'paid', attention: [] });
    const given = { cents: 500, day: today, reference: `te veel ${order.proForma.number}` };
    expect((await auditOf(order))[0]).toMatchObject({
      action: 'order.repayment',
      after: given,
      reason: 'given back',
    });
    expect(await auditOf(order)).toHaveLength(2);
  });

  it('that never came leaves what was given back of it to be owed too, once it is undone', async () => {
    const { buyer, order } = await placed();
    const { body: booked } = await book(order, { amount: euro(order.total.amount + 500) });
    const path = `/api/v1/admin/orders/${order.id}/repayments`;
    const repayment = { day: today, amount: euro(500), reason: 'given back' };
    expect((await staff.post(path, repayment)).status).toBe(201);
    expect((await undo(booked.id)).status).toBe(200);
    expect(await view(buyer, order)).toMatchObject({
      status: 'reopened',
      outstanding: euro(order.total.amount + 500),
    });
    expect((await book(order)).status).toBe(201);
    expect(await forStaff(order)).toMatchObject({ status: 'reopened', outstanding: euro(500) });
    expect(await payFor(buyer, order, 'banktransfer')).toMatchObject({ transfer: { amount: euro(500) } });
    expect((await book(order, { amount: euro(500) })).status).toBe(201);
    expect(await forStaff(order)).toMatchObject({ status: 'paid', toGiveBack: euro(0), attention: [] });
  });

  it('is booked and undone by staff only', async () => {
    const { buyer, order } = await placed();
    for (const path of [`orders/${order.id}/payments`, `orders/${order.id}/repayments`, `payments/${order.id}/undoing`])
      expect((await buyer.http.post(`/api/v1/admin/${path}`, {})).status).toBe(403);
  });
});

describe('what happens at the payment provider after an order was paid', () => {
  async function paidOrder() {
    const { buyer, order } = await placed();
    const providerId = orders.providerIdOf(await payFor(buyer, order, 'creditcard'));
    await orders.sandbox.set(providerId, 'paid');
    await until(order, ({ status }) => status === 'paid');
    return { buyer, order, providerId };
  }

  it('a charge-back is seen once, owed again, and over when it is reversed', async () => {
    const { buyer, order, providerId } = await paidOrder();
    await orders.sandbox.behave({ webhooks: 'repeated', times: 5 });
    const { id } = await orders.sandbox.call<{ id: string }>(`/sandbox/payments/${providerId}/chargebacks`, {});
    const back = await until(order, ({ status }) => status === 'reopened');
    expect(back).toMatchObject({ outstanding: order.total, attention: ['reopened'] });
    expect(kinds(back)).toEqual([`payment ${order.total.amount}`, `charge-back ${order.total.amount}`]);
    // access that was given stays: people decide
    expect((await view(buyer, order)).lines[0]?.activation?.status).toBe('active');
    await orders.sandbox.call(`/sandbox/chargebacks/${id}`, { reversed: true });
    const again = await until(order, ({ status }) => status === 'paid');
    expect(kinds(again).at(-1)).toBe(`charge-back-reversed ${order.total.amount}`);
    await orders.sandbox.behave({ webhooks: 'normal' });
    const noted = await auditOf(order);
    expect(noted[1]?.after).toMatchObject({
      paymentId: expect.any(String),
      cents: order.total.amount,
      day: today,
      told: `charge-back ${id}`,
    });
    expect(noted.map(({ action, by }) => `${by}: ${action}`)).toEqual([
      'provider: order.charge-back-reversed',
      'provider: order.charge-back',
      'provider: order.payment-received',
      expect.stringMatching(/: order.payment-started$/),
    ]);
    expect(orders.events.of(orderPaidV1).filter(({ subject }) => subject === order.id)).toHaveLength(1);
  });

  it('a charge-back that is reversed after the client paid again goes back at once, to where it came from (V-13)', async () => {
    const { buyer, order, providerId } = await paidOrder();
    const { id } = await orders.sandbox.call<{ id: string }>(`/sandbox/payments/${providerId}/chargebacks`, {});
    await until(order, ({ status }) => status === 'reopened');
    const again = orders.providerIdOf(await payFor(buyer, order, 'creditcard'));
    await orders.sandbox.set(again, 'paid');
    await until(order, ({ status }) => status === 'paid');
    await orders.sandbox.call(`/sandbox/chargebacks/${id}`, { reversed: true });
    const settled = await until(order, ({ entries }) => entries.at(-1)?.kind === 'refund');
    expect(settled).toMatchObject({
      status: 'paid',
      outstanding: { amount: 0 },
      toGiveBack: { amount: 0 },
      attention: [],
    });
    const payments = orders.service.database.connection.collection('refunds');
    expect(await payments.find({ orderId: order.id }).toArray()).toMatchObject([
      { providerPaymentId: providerId, amount: order.total },
    ]);
  });

  it('refunds in its dashboard, in part and again, make a credit note due', async () => {
    const { order, providerId } = await paidOrder();
    for (const cents of [100, 250]) await orders.sandbox.call(`/sandbox/payments/${providerId}/refunds`, { cents });
    const seen = await until(order, ({ creditNoteDue }) => creditNoteDue.amount === 350);
    expect(seen).toMatchObject({ status: 'paid', outstanding: { amount: 0 }, attention: ['credit-note-due'] });
    expect(kinds(seen).slice(1).sort()).toEqual(['refund-at-provider 100', 'refund-at-provider 250']);
  });

  it('is found without a webhook too, the day after', async () => {
    const { order, providerId } = await paidOrder();
    await orders.sandbox.behave({ webhooks: 'lost' });
    await orders.sandbox.call(`/sandbox/payments/${providerId}/chargebacks`, { cents: 100 });
    const payments = orders.service.database.connection.collection('payments');
    const [payment] = await payments.find({ orderId: order.id }).toArray();
    const wait = payment?.['nextCheckAt'].getTime() - Date.now();
    expect(wait).toBeGreaterThan(23 * 3_600_000);
    await payments.updateOne({ orderId: order.id }, { $set: { nextCheckAt: new Date() } });
    const seen = await until(order, ({ status }) => status === 'reopened');
    expect(seen.outstanding).toEqual(euro(100));
    await orders.sandbox.behave({ webhooks: 'normal' });
  });

  it('does not count what we gave back ourselves (V-13) twice', async () => {
    const { buyer, order } = await placed();
    const both = [await payFor(buyer, order, 'creditcard'), await payFor(buyer, order, 'bancontact')];
    for (const payment of both) await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const seen = await until(order, ({ entries }) => entries.length === 3);
    const total = order.total.amount;
    expect(kinds(seen)).toEqual([`payment ${total}`, `payment ${total}`, `refund ${total}`]);
    await soon(async () => (await view(buyer, order)).payments.some(({ refunded }) => refunded.amount === total));
    expect(await forStaff(order)).toMatchObject({ status: 'paid', creditNoteDue: euro(0), attention: [] });
  });
});

async function providerPayments(): Promise<{ count: number }> {
  const headers = { authorization: 'Bearer test_key_of_the_component_test' };
  const answer = await fetch(`${orders.sandbox.url}/v2/payments?limit=250`, { headers });
  return (await answer.json()) as { count: number };
}
