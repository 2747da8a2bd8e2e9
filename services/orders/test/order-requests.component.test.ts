import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { OrganisationSnapshot } from '@leerhuis/contracts';
import { type HttpClient, type ToldMember, tellOrganisation } from '@leerhuis/testkit';
import { inAMinute, type Order as Plain, soon } from './journey.ts';
import { type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(180_000);

type Office = Awaited<ReturnType<typeof office>>;

interface Request {
  id: string;
  state: string;
  lapsesAt: string;
  organisationName?: string;
  employee: { membershipId: string; name?: string };
  lines: { itemId: string; title: string }[];
  net: { amount: number };
  purchaseReference: string | null;
  answeredByName?: string;
  reason: string | null;
  orderId: string | null;
  orderNumber?: string;
}
interface Order extends Plain {
  organisationId: string | null;
  purchaseReference: string | null;
  immediateAccessConsent: { at: string };
  lines: (Plain['lines'][number] & { lineId: string; learner?: { membershipId: string; name?: string } })[];
}
interface Page {
  items: Request[];
  nextCursor: string | null;
  total: { count: number } | null;
}

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 120_000);
afterAll(() => orders.stop(), 30_000);

const path = '/api/v1/order-requests';
const managing = ['see-organisation', 'enrol-people', 'see-invoices', 'pay-invoices'] as const;
const isHeard = ({ http }: ToldMember) => soon(async () => expect((await http.get(path)).status).toBe(200));

/** An organisation that asks for the yes of a manager, with one. */
async function office(more: Partial<OrganisationSnapshot> = {}) {
  const told = await tellOrganisation(orders.service, more);
  async function person(firstName: string, given: Parameters<typeof told.member>[0] = {}) {
    const { accountId, email } = await orders.buyer({ firstName, lastName: 'De Linde', locale: 'fr' });
    const member = await told.member({ firstName, lastName: 'De Linde', accountId, ...given });
    await isHeard(member);
    return Object.assign(member, { email });
  }
  const manager = await person('Ann', { rights: [...managing] });
  const bea = await person('Bea');
  return { ...told, id: told.organisation.organisationId, change: told.change, person, manager, bea };
}

const wish = (more: object = {}) => ({
  lines: [{ courseId: orders.courseIds[0] }],
  immediateAccessConsent: true,
  ...more,
});
const post = <T>(http: HttpClient, to: string, body: object = {}, options: object = {}) =>
  http.post<T>(`/api/v1/${to}`, body, options);
async function ask({ http }: ToldMember, more: object = {}): Promise<Request> {
  const answer = await post<Request>(http, 'orders', wish(more));
  if (answer.status !== 202) throw new Error(`not asked: ${answer.status} ${answer.bytes.toString()}`);
  return answer.body;
}
const approve = ({ http }: ToldMember, { id }: Request, body: object = {}, options: object = {}) =>
  post<Order>(http, `order-requests/${id}/approval`, body, options);
const refuse = ({ http }: ToldMember, { id }: Request, reason = 'Na het seizoen.') =>
  post<Request>(http, `order-requests/${id}/refusal`, { reason });
const withdraw = ({ http }: ToldMember, { id }: Request) => post<Request>(http, `order-requests/${id}/withdrawal`);
const see = async ({ http }: ToldMember, { id }: Request) => (await http.get<Request>(`${path}/${id}`)).body;
const mail = (template: string, { id }: Request, email: string) =>
  orders.mails.waitFor(
    ({ data }) => data.template === template && data.data['requestId'] === id && data.recipient.email === email,
    inAMinute,
  );
const atWork = ({ member }: ToldMember) => member.workEmail ?? '';
const problem = (slug: string) => expect.stringMatching(new RegExp(`${slug}$`));
const kept = () => orders.service.database.connection.collection<{ _id: string; lapsesAt?: Date }>('orderRequests');
const ordersOf = async ({ manager }: Office) =>
  (await manager.http.get<{ items: Order[] }>('/api/v1/orders')).body.items.map(({ id }) => id);

describe('an employee whose organisation asks for the yes of a manager (C-8)', () => {
  it('asks by ordering; it is no order, and the manager is written to at work, in their language', async () => {
    const linde = await office();
    const { bea, manager } = linde;
    const answer = await post<Request>(bea.http, 'orders', wish({ activateNow: true }));
    expect(answer).toMatchObject({
      status: 202,
      body: {
        state: 'waiting',
        organisationName: 'Advocatenkantoor De Linde',
        employee: { membershipId: bea.member.membershipId, name: 'Bea De Linde' },
        lines: [{ itemId: orders.courseIds[0] }],
        net: { amount: 9_500 },
      },
    });
    expect(answer.headers.get('location')).toBe(`${path}/${answer.body.id}`);
    expect(await ordersOf(linde)).toEqual([]);
    expect((await bea.http.get<{ items: object[] }>('/api/v1/orders')).body.items).toEqual([]);
    const asked = await mail('order-request-asked', answer.body, atWork(manager));
    expect(asked.data).toMatchObject({
      recipient: { accountId: manager.accountId, locale: 'fr' },
      organisationId: linde.id,
      data: { employee: 'Bea De Linde', netCents: 9_500 },
    });
  });

  it('asks for what is in the cart, which is emptied; with one key it is asked once', async () => {
    const { bea } = await office();
    await bea.http.put('/api/v1/cart', { lines: [{ courseId: orders.courseIds[1] }] });
    const key = { idempotencyKey: 'once' };
    const both = [1, 2].map(() => post<Request>(bea.http, 'orders', { immediateAccessConsent: true }, key));
    const [one, other] = await Promise.all(both);
    expect([one?.status, one?.body]).toEqual([202, other?.body]);
    expect((await bea.http.get<{ lines: object[] }>('/api/v1/cart')).body.lines).toEqual([]);
    expect((await bea.http.get<Page>(path)).body.total).toMatchObject({ count: 1 });
  });

  it('asks neither for others nor for hours, nor for what is not sold', async () => {
    const { bea, manager } = await office();
    const others = [{ courseId: orders.courseIds[0], learners: [manager.member.membershipId] }];
    for (const lines of [others, [{ creditPackageId: orders.packageId }]])
      expect(await post(bea.http, 'orders', wish({ lines }))).toMatchObject({
        status: 403,
        body: { type: problem('orders-for-oneself-only') },
      });
    expect((await post(bea.http, 'orders', wish({ lines: [{ courseId: bea.accountId }] }))).status).toBe(422);
  });

  it('takes it back while nobody answered, and waits for twenty at most', async () => {
    const { bea, manager } = await office();
    const asked: Request[] = [];
    for (let n = 0; n < 20; n += 1) asked.push(await ask(bea));
    expect(await post(bea.http, 'orders', wish())).toMatchObject({
      status: 409,
      body: { type: problem('too-many-order-requests') },
    });
    const [first] = asked as [Request];
    expect((await withdraw(manager, first)).status).toBe(404);
    expect(await withdraw(bea, first)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await approve(manager, first)).toMatchObject({ status: 409, body: { type: problem('order-request-over') } });
    await ask(bea);
    const waiting = await manager.http.get<Page>(`${path}?state=waiting&limit=5`);
    expect(waiting.body).toMatchObject({ total: { count: 20 }, nextCursor: expect.any(String) });
    expect(waiting.body.items).toHaveLength(5);
  });
});

describe('the yes of a manager', () => {
  it('makes the order of the employee, with their consent, access at once and the mails of an order', async () => {
    const linde = await office({ demandsOrderNumber: true });
    const { bea, manager } = linde;
    const request = await ask(bea, { activateNow: true });
    expect(await approve(manager, request)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'purchaseReference' }] },
    });
    const made = await approve(manager, request, { purchaseReference: 'PO 9' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        organisationId: linde.id,
        purchaseReference: 'PO 9',
        lines: [{ learner: { name: 'Bea De Linde' }, activation: { status: 'active' } }],
      },
    });
    const { asked, order } = {
      asked: await kept().findOne<{ consent: { at: Date } }>({ _id: request.id }),
      order: made.body,
    };
    expect(order.immediateAccessConsent.at).toBe(asked?.consent.at.toISOString());
    expect(await see(bea, request)).toMatchObject({
      state: 'approved',
      answeredByName: 'Ann De Linde',
      orderId: order.id,
      orderNumber: order.proForma.number,
      purchaseReference: 'PO 9',
    });
    expect((await bea.http.get<Order>(`/api/v1/orders/${order.id}`)).status).toBe(200);
    const told = await mail('order-request-ended', request, atWork(bea));
    expect(told.data).toMatchObject({
      recipient: { locale: 'fr' },
      data: { number: order.proForma.number, isLapsed: false },
    });
    for (const template of ['pro-forma', 'document-to-organisation', 'course-activated'])
      await orders.mails.waitFor(
        ({ data }) => data.template === template && data.organisationId === linde.id,
        inAMinute,
      );
    const staff = await orders.staff();
    const { history } = (await staff.get<{ history: object[] }>(`/api/v1/admin/orders/${order.id}`)).body;
    expect(history).toMatchObject([
      { by: bea.accountId, what: 'placed' },
      { by: manager.accountId, what: 'approved' },
    ]);
    const trail = await staff.get<{ items: { action: string; by: string }[] }>(
      `/api/v1/admin/orders-audit?subject=${request.id}`,
    );
    expect(trail.body.items.map(({ action, by }) => [action, by])).toEqual([
      ['order-request.approved', manager.accountId],
      ['order-request.asked', bea.accountId],
    ]);
  });

  it('is one, however many answer at once', async () => {
    const linde = await office();
    const second = await linde.person('Cas', { rights: [...managing] });
    const request = await ask(linde.bea);
    const tries = [linde.manager, second].flatMap((each) => [approve(each, request), refuse(each, request)]);
    const answers = await Promise.all([...tries, withdraw(linde.bea, request)]);
    const done = answers.filter(({ status }) => status < 300);
    expect(done).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(4);
    const { state } = await see(linde.manager, request);
    expect(await ordersOf(linde)).toHaveLength(state === 'approved' ? 1 : 0);
  });

  it('with one key is one order, also sent twice at once', async () => {
    const linde = await office();
    const request = await ask(linde.bea);
    const key = { idempotencyKey: 'yes' };
    const both = await Promise.all([1, 2].map(() => approve(linde.manager, request, {}, key)));
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set([...both.map(({ body }) => body.id), ...(await ordersOf(linde))]).size).toBe(1);
    expect((await approve(linde.manager, request, {}, key)).body.id).toBe(both[0]?.body.id);
    expect((await approve(linde.manager, request)).status).toBe(409);
  });

  it('is for nobody without the right: neither who asked, nor a colleague, nor another organisation', async () => {
    const linde = await office();
    const other = await office();
    const cas = await linde.person('Cas', { rights: ['see-organisation', 'see-people'] });
    const request = await ask(linde.bea);
    expect((await cas.http.get(`${path}/${request.id}`)).status).toBe(404);
    expect((await cas.http.get<Page>(path)).body.items).toEqual([]);
    for (const each of [cas, linde.bea]) {
      expect((await approve(each, request)).status).toBe(403);
      expect((await refuse(each, request)).status).toBe(403);
    }
    expect((await withdraw(cas, request)).status).toBe(404);
    for (const answer of [approve, refuse, withdraw]) {
      expect((await answer(other.manager, request)).status).toBe(404);
      expect((await answer({ ...linde.manager, http: linde.manager.asPerson }, request)).status).toBe(404);
    }
    expect((await other.manager.http.get(`${path}/${request.id}`)).status).toBe(404);
    expect((await linde.bea.asPerson.get<Page>(path)).body).toMatchObject({ items: [], total: { count: 0 } });
    expect((await linde.bea.asPerson.get(`${path}/${request.id}`)).status).toBe(404);
    expect(await see(linde.bea, request)).toMatchObject({ state: 'waiting' });
    expect((await linde.manager.http.get<Page>(path)).body.items).toMatchObject([{ id: request.id }]);
    const manager = linde.manager;
    await manager.change({ rights: ['see-organisation'] });
    await soon(async () => expect((await approve(manager, request)).status).toBe(403));
  });
});

describe('a request', () => {
  it('that is refused tells why', async () => {
    const { bea, manager } = await office();
    const request = await ask(bea);
    expect((await post(manager.http, `order-requests/${request.id}/refusal`)).status).toBe(400);
    expect(await refuse(manager, request)).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: 'Na het seizoen.', answeredByName: 'Ann De Linde' },
    });
    const told = await mail('order-request-ended', request, atWork(bea));
    expect(told.data.data).toMatchObject({ reason: 'Na het seizoen.', number: null, isLapsed: false });
  });

  it('that nobody answers lapses, and all concerned are told', async () => {
    const { bea, manager } = await office();
    const request = await ask(bea);
    const days = (Date.parse(request.lapsesAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(31.1);
    await kept().updateOne({ _id: request.id }, { $set: { lapsesAt: new Date(Date.now() - 1_000) } });
    for (const each of [bea, manager]) {
      const told = await mail('order-request-ended', request, atWork(each));
      expect(told.data.data).toMatchObject({ isLapsed: true });
    }
    expect(await see(bea, request)).toMatchObject({ state: 'lapsed' });
    expect((await approve(manager, request)).status).toBe(409);
  });

  it('ends when who asked leaves; of leaving and a yes at once it is one or the other', async () => {
    const linde = await office();
    for (let n = 0; n < 3; n += 1) {
      const leaver = await linde.person('Hanne');
      const request = await ask(leaver);
      const [answer] = await Promise.all([approve(linde.manager, request), leaver.end()]);
      const { state, orderId } = await soon(async () => {
        const now = await see(linde.manager, request);
        return now.state !== 'waiting' && now;
      });
      expect([201, 409, 422]).toContain(answer.status);
      expect([state, orderId === null]).toEqual(answer.status === 201 ? ['approved', false] : ['ended', true]);
    }
  });

  it('ends when the organisation closes', async () => {
    const linde = await office();
    const request = await ask(linde.bea);
    await linde.change({ state: 'closed' });
    await soon(() => kept().findOne({ _id: request.id, state: 'ended' } as never));
    expect((await approve(linde.manager, request)).status).toBe(403);
  });
});

describe('an organisation that becomes part of another', () => {
  it('takes along what was ordered and asked: managers of the other see, pay and answer it', async () => {
    const linde = await office();
    const into = await office({ name: 'Groot Kantoor' });
    const made = await post<Order>(linde.manager.http, 'orders', wish({ activateNow: true }));
    expect(made.status).toBe(201);
    const request = await ask(linde.bea);
    await linde.change({ state: 'closed', mergedInto: into.id });
    await linde.bea.change({ organisationId: into.id });
    await soon(async () => expect(await ordersOf(into)).toEqual([made.body.id]));
    const { http } = into.manager;
    const payment = await post<{ checkoutUrl: string }>(http, `orders/${made.body.id}/payments`, {
      method: 'bancontact',
    });
    expect(payment.status).toBe(201);
    await orders.sandbox.set(orders.providerIdOf(payment.body), 'paid');
    const invoices = await soon(async () => {
      const { body } = await http.get<{ items: { orderId: string }[] }>('/api/v1/invoices');
      return body.items.length > 0 && body.items;
    });
    expect(invoices).toMatchObject([{ orderId: made.body.id }]);
    expect((await http.get(`/api/v1/pro-formas/${made.body.proForma.id}/pdf`)).status).toBe(200);
    expect((await http.get<{ items: object[] }>('/api/v1/activations')).body.items).toHaveLength(1);
    await soon(async () => expect(await approve(into.manager, request)).toMatchObject({ status: 201 }));
    expect((await http.get<Page>(path)).body.items).toMatchObject([{ id: request.id, state: 'approved' }]);
  });
});

it('and an order for it at the same moment leave nothing behind', async () => {
  const linde = await office();
  const into = await office({ name: 'Groot Kantoor' });
  const tries = Array.from({ length: 8 }, () => post<Order>(linde.manager.http, 'orders', wish()));
  const [answers] = await Promise.all([Promise.all(tries), linde.change({ state: 'closed', mergedInto: into.id })]);
  const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
  for (const { status } of answers) expect([201, 403, 409]).toContain(status);
  await soon(async () => expect((await post(linde.manager.http, 'orders', wish())).status).toBe(403));
  await soon(async () => expect((await ordersOf(into)).sort()).toEqual(made.sort()));
});

describe('who ordered and has left', () => {
  it('hears nothing more of learners who leave: those who enrol do, at work', async () => {
    const linde = await office();
    const gone = await linde.person('Jef', { rights: [...managing] });
    const learner = await linde.person('Kim');
    const lines = [{ courseId: orders.courseIds[0], learners: [learner.member.membershipId] }];
    const made = await post<Order>(gone.http, 'orders', wish({ lines }));
    expect(made.status).toBe(201);
    await gone.end();
    await soon(async () => expect((await gone.http.get(path)).status).toBe(403));
    const copies = orders.service.database.connection.collection<{ _id: string; state: string }>('memberCopies');
    await soon(() => copies.findOne({ _id: gone.member.membershipId, state: 'ended' }));
    await learner.end();
    const told = await orders.mails.waitFor(
      ({ data }) => data.template === 'learner-left' && data.data['orderId'] === made.body.id,
      inAMinute,
    );
    expect(told.data).toMatchObject({
      recipient: { accountId: linde.manager.accountId, email: atWork(linde.manager), locale: 'fr' },
      organisationId: linde.id,
    });
  });
});

it('tells how many wait', async () => {
  const metrics = await orders.service.internal.get('/metrics');
  expect(metrics.bytes.toString()).toMatch(/order_requests_waiting\{[^}]*\} \d+/);
});

it('every query of all of this used an index', async () => {
  expect(await orders.service.scansSeen()).toEqual([]);
});
