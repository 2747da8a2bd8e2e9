import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  activationGrantedV1,
  activationRevokedV1,
  attestIssuedV1,
  attestRevokedV1,
  coursePublishedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
} from '@leerhuis/contracts';
import { newId } from '@leerhuis/service-runtime';
import { publishEvent } from '@leerhuis/testkit';
import { courseSnapshot } from './catalogue.ts';
import { type Order, type Payment, payFor, place, soon, view } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

const mailsTo = ({ accountId }: Buyer) =>
  orders.mails.jobs.filter(({ data }) => data.recipient.accountId === accountId).map(({ data }) => data);
/** Paper can wait: documents of other tests may be laid out first. */
const mailed = (buyer: Buyer, template: string) =>
  orders.mails.waitFor(({ data }) => data.recipient.accountId === buyer.accountId && data.template === template, {
    within: 90_000,
  });

describe('orders that nobody pays', () => {
  it('are 50 for an account, also at the same moment; paying or withdrawing one makes room, and others order on', async () => {
    const buyer = await orders.buyer();
    const body = { lines: [{ courseId: orders.courseIds[0] }], immediateAccessConsent: true };
    const ask = () => buyer.http.post('/api/v1/orders', body);
    const answers = await Promise.all(Array.from({ length: 60 }, ask));
    const placed = answers.filter(({ status }) => status === 201);
    expect(placed).toHaveLength(50);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.body).toMatchObject({
      type: expect.stringContaining('too-many-unpaid-orders'),
      detail: expect.stringContaining('50'),
    });
    await place(orders, await orders.buyer(), { lines: body.lines });
    const [first] = placed as { body: { id: string } }[];
    expect((await buyer.http.post(`/api/v1/orders/${first?.body.id}/withdrawal`)).status).toBe(200);
    expect((await ask()).status).toBe(201);
    expect((await ask()).status).toBe(409);
  });
});

describe('a cart', () => {
  it('holds any mix of courses and packages, at the prices of the catalogue (V-3)', async () => {
    const { http } = await orders.buyer();
    const [courseId] = orders.courseIds;
    const lines = [{ courseId }, { creditPackageId: orders.packageId, quantity: 2 }, { courseId }];
    const put = await http.put('/api/v1/cart', { lines });
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({
      lines: [
        { itemId: courseId, quantity: 1 },
        { itemId: orders.packageId, quantity: 2, net: { amount: 90_000 } },
      ],
      net: { amount: 99_500 },
      vat: [{ rate: 21, vat: { amount: 20_895 } }],
      total: { amount: 120_395 },
    });
    expect((await http.get('/api/v1/cart')).body).toEqual(put.body);
  });

  it('takes no prices from a client, and nothing that is not sold', async () => {
    const { http } = await orders.buyer();
    const priced = await http.put('/api/v1/cart', { lines: [{ courseId: orders.courseIds[0], price: { amount: 1 } }] });
    expect(priced.status).toBe(400);
    const unknown = await http.put('/api/v1/cart', { lines: [{ courseId: 'no-such-course' }] });
    expect(unknown).toMatchObject({ status: 422, body: { type: expect.stringContaining('not-on-sale') } });
    const [sold] = orders.courseIds.map((courseId) => ({ courseId }));
    const twice = [{ courseId: 'no-such-course' }, sold, sold, { courseId: 'nor-this' }, { creditPackageId: 'nope' }];
    for (const refused of [
      await http.put('/api/v1/cart', { lines: twice }),
      await http.post('/api/v1/orders', { lines: twice, immediateAccessConsent: true }),
    ]) {
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'lines' }, {}, {}] } });
      const { errors } = refused.body as { errors: { message: string }[] };
      expect(errors.map(({ message }) => message.slice(-1))).toEqual(['1', '4', '5']);
    }
    const lines = [{ creditPackageId: 'nope', quantity: 0 }, { courseId: 'no-such-course' }];
    expect(await http.put('/api/v1/cart', { lines })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'lines[0].quantity' }, { field: 'lines', message: expect.stringContaining('2') }] },
    });
    expect(await http.post('/api/v1/orders', { lines, immediateAccessConsent: true })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'lines[0].quantity' }, { field: 'lines', message: expect.stringContaining('2') }] },
    });
  });

  it('never totals what cannot be ordered, and is ordered at each rate that the law knows', async () => {
    const { http } = await orders.buyer();
    const { namespace, database } = orders.service;
    const [books, unlawful] = [6, 33].map((vatRate) => ({ ...courseSnapshot({ minutes: 60, price: 5_000 }), vatRate }));
    if (!books || !unlawful) throw new Error('no courses');
    for (const data of [books, unlawful]) {
      await publishEvent(namespace, coursePublishedV1, { subject: data.courseId, data });
    }
    const lines = [{ courseId: books.courseId }, { courseId: unlawful.courseId }];
    const copies = database.connection.collection<{ _id: string }>('coursePrices');
    await soon(async () => {
      return (await copies.countDocuments({ _id: { $in: [books.courseId, unlawful.courseId] } })) === 2;
    });
    for (const [method, path] of [
      ['put', '/api/v1/cart'],
      ['post', '/api/v1/orders'],
    ] as const) {
      const wish = method === 'put' ? { lines } : { lines, immediateAccessConsent: true };
      const refused = { status: 422, body: { type: expect.stringContaining('not-on-sale'), errors: [{}] } };
      expect(await http[method](path, wish)).toMatchObject(refused);
    }
    const placed = await http.post('/api/v1/orders', { lines: lines.slice(0, 1), immediateAccessConsent: true });
    expect(placed.body).toMatchObject({ vat: [{ rate: 6, vat: { amount: 300 } }], total: { amount: 5_300 } });
  });

  it('is ordered and emptied in one go', async () => {
    const { http } = await orders.buyer();
    await http.put('/api/v1/cart', { lines: [{ courseId: orders.courseIds[0] }] });
    const ask = { immediateAccessConsent: true };
    const answers = await Promise.all([http.post('/api/v1/orders', ask), http.post('/api/v1/orders', ask)]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([201, 201]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await http.get('/api/v1/cart')).body).toMatchObject({ lines: [] });
    const empty = await http.post('/api/v1/orders', ask);
    expect(empty).toMatchObject({ status: 422, body: { errors: [{ field: 'lines' }] } });
  });
});

describe('an order', () => {
  it('gives a pro-forma at once, by mail and as the same bytes for download (V-10)', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    expect(order).toMatchObject({
      status: 'placed',
      net: { amount: 14_499 },
      vat: [{ rate: 21, net: { amount: 14_499 }, vat: { amount: 3_045 } }],
      total: { amount: 17_544 },
      outstanding: { amount: 17_544 },
      proForma: { number: expect.stringMatching(/^PF-\d{4}-\d{6}$/) },
      invoice: null,
    });
    const { data } = await mailed(buyer, 'pro-forma');
    expect(data.data).toMatchObject({ number: order.proForma.number, totalCents: 17_544 });
    const pdf = await buyer.http.get(order.proForma.pdfUrl);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.bytes.toString('base64')).toBe(data.attachments[0]?.base64);
    await orders.events.waitFor(orderPlacedV1, (event) => event.subject === order.id);
  });

  it('asks for the consent to immediate access, and keeps its version (V-14)', async () => {
    const { http } = await orders.buyer();
    const lines = [{ courseId: orders.courseIds[0] }];
    for (const wish of [{ lines }, { lines, immediateAccessConsent: false }]) {
      expect((await http.post('/api/v1/orders', wish)).status).toBe(400);
    }
    const { consent } = (await http.get<{ consent: { version: string } }>('/api/v1/cart')).body;
    const placed = await http.post('/api/v1/orders', { lines, immediateAccessConsent: true });
    expect(placed.body).toMatchObject({ immediateAccessConsent: { version: consent.version } });
  });

  it('asked for again under the same key is one order with one answer, also at the same moment', async () => {
    const { http } = await orders.buyer();
    const wish = { lines: [{ courseId: orders.courseIds[0] }], immediateAccessConsent: true };
    const ask = () => http.post<Order>('/api/v1/orders', wish, { idempotencyKey: 'the-same' });
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    const other = { ...wish, purchaseReference: 'other' };
    expect((await http.post('/api/v1/orders', other, { idempotencyKey: 'the-same' })).status).toBe(422);
    expect((await http.get<{ items: Order[] }>('/api/v1/orders')).body.items).toHaveLength(1);
  });

  it('is refused to an account whose name no document can show, until it is made out to another', async () => {
    const { http } = await orders.buyer({ firstName: 'สมชาย' });
    const wish = { lines: [{ courseId: orders.courseIds[0] }], immediateAccessConsent: true };
    const refused = await http.post('/api/v1/orders', wish);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'billing.name' }] } });
    expect(JSON.stringify(refused.body)).toContain('ส ม ช า ย');
    expect((await http.post('/api/v1/orders', { ...wish, billing: { name: 'Somchai Peeters' } })).status).toBe(201);
  });

  it('is made out to the company of the account, or to whom the buyer says', async () => {
    const company = { name: 'Peeters BV', enterpriseNumber: 'BE 0123.456.749' };
    const { http } = await orders.buyer({ company });
    const lines = [{ courseId: orders.courseIds[0] }];
    const own = await http.post('/api/v1/orders', { lines, immediateAccessConsent: true });
    expect(own.body).toMatchObject({ billing: { name: 'Peeters BV', enterpriseNumber: '0123456749' } });
    const billing = { name: 'Kantoor NV', enterpriseNumber: '1000000021' };
    const unprintable = { ...billing, name: 'บริษัท' };
    expect(
      await http.post('/api/v1/orders', { lines, billing: unprintable, immediateAccessConsent: true }),
    ).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'billing.name' }] },
    });
    const lure = { ...billing, name: 'Kantoor, zie https://evil.example' };
    const refused = await http.post('/api/v1/orders', { lines, billing: lure, immediateAccessConsent: true });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'billing.name' }] } });
    const missing = await http.post('/api/v1/orders', { lines, billing, immediateAccessConsent: true });
    expect(missing).toMatchObject({ status: 422, body: { errors: [{ field: 'billing.address' }] } });
  });

  it('belongs to its buyer and to staff: for others it does not exist', async () => {
    const [buyer, stranger, staff] = [await orders.buyer(), await orders.buyer(), await orders.staff()];
    const order = await place(orders, buyer);
    const { pdfUrl, id } = { ...order.proForma, id: order.id };
    for (const path of [`/api/v1/orders/${id}`, pdfUrl]) {
      expect((await stranger.http.get(path)).status).toBe(404);
      expect((await staff.get(path)).status).toBe(200);
      expect((await buyer.http.as().get(path)).status).toBe(401);
    }
    expect((await stranger.http.post(`/api/v1/orders/${id}/withdrawal`)).status).toBe(404);
    expect((await stranger.http.post(`/api/v1/orders/${id}/payments`, { method: 'paypal' })).status).toBe(404);
    const activation = { orderId: id, courseId: orders.courseIds[0] };
    expect((await stranger.http.post('/api/v1/activations', activation)).status).toBe(404);
    expect((await buyer.http.get('/api/v1/admin/orders')).status).toBe(403);
  });

  it('is found by staff by number and by structured communication, with its audit trail', async () => {
    const [buyer, staff] = [await orders.buyer(), await orders.staff()];
    const { id, proForma } = await place(orders, buyer);
    for (const q of [proForma.number.toLowerCase(), proForma.structuredCommunication]) {
      const found = await staff.get(`/api/v1/admin/orders?status=placed&q=${encodeURIComponent(q)}`);
      expect(found.body).toMatchObject({ items: [{ id, accountId: buyer.accountId }], nextCursor: null });
      expect(found.body).toMatchObject({ total: { count: 1, more: false } });
    }
    for (const query of ['', '?status=placed', '?q=PF-1999-000001', '?attention=reopened&status=paid']) {
      expect((await staff.get(`/api/v1/admin/orders${query}`)).status).toBe(200);
    }
    const all = (await staff.get('/api/v1/admin/orders')).body;
    for (const query of ['?q=', '?q=%20']) expect((await staff.get(`/api/v1/admin/orders${query}`)).body).toEqual(all);
    const shown = await staff.get(`/api/v1/admin/orders/${id}`);
    expect(shown.body).toMatchObject({ history: [{ what: 'placed', by: buyer.accountId }] });
  });

  it('is listed page by page, newest first', async () => {
    const buyer = await orders.buyer();
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.unshift((await place(orders, buyer)).id);
    interface Page {
      items: Order[];
      nextCursor: string | null;
    }
    const first = (await buyer.http.get<Page>('/api/v1/orders?limit=2')).body;
    const second = (await buyer.http.get<Page>(`/api/v1/orders?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe('withdrawing (V-14)', () => {
  it('ends the order and the access given before payment; again it changes nothing', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer, { activateNow: true });
    expect(order.lines.map((line) => line.activation?.status)).toEqual(['active', 'active']);
    const granted = await orders.events.waitFor(activationGrantedV1, ({ data }) => data.orderId === order.id);
    expect(granted.data.source).toBe('before-payment');

    const withdraw = () => buyer.http.post<Order>(`/api/v1/orders/${order.id}/withdrawal`);
    const first = await withdraw();
    expect(first).toMatchObject({ status: 200, body: { status: 'withdrawn', outstanding: { amount: 0 } } });
    expect(first.body.lines.map((line) => line.activation?.status)).toEqual(['revoked', 'revoked']);
    expect((await withdraw()).body).toEqual(first.body);
    await orders.events.waitFor(activationRevokedV1, ({ data }) => data.activationId === granted.data.activationId);
    await orders.events.waitFor(orderWithdrawnV1, (event) => event.subject === order.id);
    await mailed(buyer, 'order-withdrawn');

    expect((await buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'ideal' })).status).toBe(409);
    const activation = { orderId: order.id, courseId: orders.courseIds[0] };
    expect((await buyer.http.post('/api/v1/activations', activation)).status).toBe(409);
  });

  describe('what was activated before payment led to an attest (V-15)', () => {
    async function attested() {
      const buyer = await orders.buyer();
      const order = await place(orders, buyer, { activateNow: true });
      const attestId = newId();
      const [line] = order.lines;
      const attest = { attestId, accountId: buyer.accountId, courseId: line?.itemId ?? '' };
      const ref = { ...attest, enrolmentId: line?.activation?.id ?? '' };
      const { namespace, database } = orders.service;
      const issued = { ...ref, issuedAt: '2026-11-22T10:00:00.000Z' };
      const revoked = { ...ref, reason: 'order-withdrawn' as const, revokedAt: '2026-11-22T11:00:00.000Z' };
      return {
        buyer,
        order,
        // facts may come twice
        issue: () => publishTwice(() => publishEvent(namespace, attestIssuedV1, { subject: attestId, data: issued })),
        revoke: () =>
          publishTwice(() => publishEvent(namespace, attestRevokedV1, { subject: attestId, data: revoked })),
        knows: (what: 'issuedAt' | 'revokedAt') => {
          const copies = database.connection.collection<{ _id: string }>('attestCopies');
          return soon(() => copies.findOne({ _id: attestId, [what]: { $exists: true } }));
        },
        withdraw: () =>
          buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`, undefined, { headers: { 'accept-language': 'en' } }),
      };
    }
    const publishTwice = async (publish: () => Promise<unknown>) => {
      await publish();
      await publish();
    };

    it('so the order is refused to be withdrawn, in words, and access and payment go on', async () => {
      const { buyer, order, issue, knows, withdraw } = await attested();
      await issue();
      await knows('issuedAt');
      expect(await withdraw()).toMatchObject({
        status: 409,
        body: {
          type: expect.stringContaining('order-attest-issued'),
          detail: expect.stringContaining('pay the order, or contact us'),
        },
      });
      expect(await view(buyer, order)).toMatchObject({
        status: 'placed',
        lines: [{ activation: { status: 'active' } }, { activation: { status: 'active' } }],
      });
      expect((await payFor(buyer, order, 'bancontact')).status).toBe('open');
    });

    it('that was revoked meanwhile stands in nobody’s way, in whichever order its facts come', async () => {
      const { issue, revoke, knows, withdraw } = await attested();
      await revoke();
      await knows('revokedAt');
      await issue();
      await knows('issuedAt');
      expect((await withdraw()).status).toBe(200);
    });

    it('that was issued while the order was withdrawn leaves the withdrawal as it is', async () => {
      const { buyer, order, issue, knows, withdraw } = await attested();
      expect((await withdraw()).status).toBe(200);
      await issue();
      await knows('issuedAt');
      expect((await withdraw()).status).toBe(200);
      expect((await view(buyer, order)).status).toBe('withdrawn');
    });
  });

  it('has to wait for a payment that is under way, and is over once it is paid', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payment = await payFor(buyer, order, 'creditcard');
    const id = orders.providerIdOf(payment);
    await orders.sandbox.set(id, 'pending');
    // the provider doesn't tell of pending; somebody asks
    await orders.service.http.post('/api/v1/webhooks/payments', undefined, {
      raw: { content: `id=${id}`, contentType: 'application/x-www-form-urlencoded' },
    });
    await soon(async () => (await view(buyer, order)).payments[0]?.status === 'pending');
    const waiting = await buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`);
    expect(waiting).toMatchObject({ status: 409, body: { type: expect.stringContaining('order-payment-under-way') } });
    await orders.sandbox.set(id, 'paid');
    await soon(async () => (await view(buyer, order)).status === 'paid');
    const late = await buyer.http.post(`/api/v1/orders/${order.id}/withdrawal`);
    expect(late).toMatchObject({ status: 409, body: { type: expect.stringContaining('order-already-paid') } });
  });
});

describe('on full payment', () => {
  it('the invoice replaces the pro-forma, courses are activated and credit is granted (V-6, V-10)', async () => {
    const buyer = await orders.buyer();
    const lines = [{ courseId: orders.courseIds[0] }, { creditPackageId: orders.packageId, quantity: 2 }];
    const order = await place(orders, buyer, { lines });
    const payment = await payFor(buyer, order, 'bancontact');
    expect(payment).toMatchObject({
      status: 'open',
      amount: order.total,
      checkoutUrl: expect.stringContaining('http'),
    });
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    const paid = await soon(async () => {
      const now = await view(buyer, order);
      return now.status === 'paid' && now;
    });
    expect(paid).toMatchObject({ outstanding: { amount: 0 }, payments: [{ status: 'paid', refunded: { amount: 0 } }] });
    expect(paid.lines[0]?.activation?.status).toBe('active');

    const event = await orders.events.waitFor(orderPaidV1, ({ subject }) => subject === order.id);
    expect(event.data.invoiceNumber).toBe(paid.invoice?.number);
    const invoices = await buyer.http.get('/api/v1/invoices');
    expect(invoices.body).toMatchObject({ items: [{ orderId: order.id, total: order.total }], nextCursor: null });
    for (const template of ['invoice', 'course-activated', 'credit-granted']) await mailed(buyer, template);
    const { data } = await mailed(buyer, 'invoice');
    const pdf = await buyer.http.get(paid.invoice?.pdfUrl ?? '');
    expect(pdf.bytes.toString('base64')).toBe(data.attachments[0]?.base64);

    const credits = await buyer.http.get<{ items: { expiresAt: string; price: object }[] }>('/api/v1/credits');
    expect(credits.body).toMatchObject({ totalMinutes: 1_200, items: [{ leftMinutes: 600 }, { leftMinutes: 600 }] });
    const years = Number(credits.body.items[0]?.expiresAt.slice(0, 4)) - Number(order.placedAt.slice(0, 4));
    expect(years).toBe(3);
  });

  it('leaves what was activated before as it is, and mails nothing twice', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer, { activateNow: true });
    const payment = await payFor(buyer, order, 'creditcard');
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    await mailed(buyer, 'invoice');
    const paid = await view(buyer, order);
    expect(paid.lines.map((line) => line.activation?.id)).toEqual(order.lines.map((line) => line.activation?.id));
    const templates = mailsTo(buyer).map(({ template }) => template);
    expect(templates.filter((template) => template === 'course-activated')).toHaveLength(2);
    expect(templates.filter((template) => template === 'invoice')).toHaveLength(1);
  });

  it('there is nothing left to pay', async () => {
    const buyer = await orders.buyer();
    const order = await place(orders, buyer);
    const payment: Payment = await payFor(buyer, order, 'paypal');
    await orders.sandbox.set(orders.providerIdOf(payment), 'paid');
    await soon(async () => (await view(buyer, order)).status === 'paid');
    const again = await buyer.http.post(`/api/v1/orders/${order.id}/payments`, { method: 'paypal' });
    expect(again).toMatchObject({ status: 409, body: { type: expect.stringContaining('order-already-paid') } });
  });
});

describe('50 orders at once', () => {
  it('all succeed, with numbers that have no gap and no double', async () => {
    const buyers = await Promise.all(Array.from({ length: 5 }, () => orders.buyer()));
    const placed = await Promise.all(
      Array.from({ length: 50 }, (_, n) => place(orders, buyers[n % buyers.length] as Buyer)),
    );
    const numbers = placed.map((order) => Number(order.proForma.number.slice(-6))).sort((a, b) => a - b);
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(new Set(placed.map((order) => order.proForma.structuredCommunication)).size).toBe(50);
  });
});

describe('queries', () => {
  it('of all of the above used an index', async () => {
    expect(await orders.service.scansSeen()).toEqual([]);
  });
});
