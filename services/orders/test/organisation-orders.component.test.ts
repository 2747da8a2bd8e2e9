import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { activationGrantedV1, orderLearnerChangedV1, orderPlacedV1 } from '@leerhuis/contracts';
import { type HttpClient, type ToldMember, tellOrganisation } from '@leerhuis/testkit';
import { type Order as Plain, soon } from './journey.ts';
import { type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(180_000);

type ToldOrganisation = Awaited<ReturnType<typeof tellOrganisation>>;

interface Order extends Plain {
  organisationId: string | null;
  billing: object;
  purchaseReference: string | null;
  lines: (Plain['lines'][number] & {
    lineId: string;
    learner?: { membershipId: string; name?: string; state?: string };
  })[];
  warnings?: { kind: string; learner?: { membershipId: string; name: string } }[];
}

let orders: OrdersUnderTest;
let linde: ToldOrganisation;
let manager: ToldMember;
let bea: ToldMember;
let cas: ToldMember;
let contact: ToldMember;

const allRights = ['see-organisation', 'enrol-people', 'see-results', 'see-invoices', 'pay-invoices'] as const;

/** Somebody with an account, who is a member. */
async function person(firstName: string, of: ToldOrganisation, more: object = {}) {
  const { accountId } = await orders.buyer({ firstName, lastName: 'De Linde' });
  return of.member({ firstName, lastName: 'De Linde', accountId, ...more });
}

beforeAll(async () => {
  orders = await ordersUnderTest();
  linde = await tellOrganisation(orders.service, { employeesMayBind: 'yes' });
  manager = await person('Ann', linde, { rights: [...allRights] });
  bea = await person('Bea', linde);
  cas = await person('Cas', linde);
  contact = await linde.member({ firstName: 'Dirk', state: 'contact', accountId: null, rights: [] });
  await soon(async () => expect((await manager.http.get('/api/v1/cart')).status).toBe(200));
  await soon(async () => expect((await bea.http.get('/api/v1/cart')).status).toBe(200));
  const copies = orders.service.database.connection.collection<{ _id: string }>('memberCopies');
  await soon(() => copies.findOne({ _id: contact.member.membershipId }));
}, 120_000);
afterAll(() => orders.stop(), 30_000);

const idOf = ({ member }: ToldMember) => member.membershipId;
const course = (n: number, ...learners: ToldMember[]) => ({
  courseId: orders.courseIds[n] ?? '',
  ...(learners.length > 0 ? { learners: learners.map(idOf) } : {}),
});
const wish = (lines: object[], more: object = {}) => ({ lines, immediateAccessConsent: true, ...more });
const order = (http: HttpClient, lines: object[], more: object = {}, options: object = {}) =>
  http.post<Order>('/api/v1/orders', wish(lines, more), options);
async function placed(http: HttpClient, lines: object[], more: object = {}): Promise<Order> {
  const answer = await order(http, lines, more);
  if (answer.status !== 201) throw new Error(`not placed: ${answer.status} ${answer.bytes.toString()}`);
  return answer.body;
}
const view = async (http: HttpClient, { id }: { id: string }) => (await http.get<Order>(`/api/v1/orders/${id}`)).body;
async function pay({ id }: { id: string }, http = manager.http) {
  const payment = await http.post<{ checkoutUrl: string }>(`/api/v1/orders/${id}/payments`, { method: 'bancontact' });
  expect(payment.status).toBe(201);
  await orders.sandbox.set(orders.providerIdOf(payment.body), 'paid');
}
const learnersIn = ({ lines }: Order) =>
  lines.map(({ learner, activation }) => [learner?.name, learner?.state, activation?.status ?? null]);

describe('a manager who orders for employees (C-8)', () => {
  it('has them billed to the organisation, a line for each; each gets an activation and a mail of their own', async () => {
    const made = await placed(manager.http, [course(0, bea, cas, contact)], { purchaseReference: 'PO 7' });
    expect(made).toMatchObject({
      organisationId: linde.organisation.organisationId,
      total: { amount: 34_485 },
      purchaseReference: 'PO 7',
      billing: {
        name: 'Advocatenkantoor De Linde',
        enterpriseNumber: '0403019261',
        vatNumber: 'BE0403019261',
        register: 'BE',
        address: { street: 'Lindelaan 1' },
      },
    });
    expect(learnersIn(made)).toEqual([
      ['Bea De Linde', 'active', null],
      ['Cas De Linde', 'active', null],
      ['Dirk Peeters', 'contact', null],
    ]);
    const fact = await orders.events.waitFor(orderPlacedV1, ({ subject }) => subject === made.id);
    expect(fact.data).toMatchObject({
      accountId: manager.accountId,
      organisationId: linde.organisation.organisationId,
    });
    expect(fact.data.lines.map(({ learners }) => learners)).toEqual([
      [{ accountId: bea.accountId }],
      [{ accountId: cas.accountId }],
      [],
    ]);
    await pay(made);
    await soon(async () =>
      expect(learnersIn(await view(manager.http, made))).toEqual([
        ['Bea De Linde', 'active', 'active'],
        ['Cas De Linde', 'active', 'active'],
        ['Dirk Peeters', 'contact', null],
      ]),
    );
    for (const learner of [bea, cas]) {
      const granted = await orders.events.waitFor(
        activationGrantedV1,
        ({ data }) => data.orderId === made.id && data.accountId === learner.accountId,
      );
      expect(granted.data.organisationId).toBe(linde.organisation.organisationId);
      await orders.mails.waitFor(
        ({ data }) =>
          data.template === 'course-activated' &&
          data.recipient.accountId === learner.accountId &&
          data.data['activationId'] === granted.data.activationId,
      );
      const theirs = await learner.asPerson.get<{ items: { id: string }[] }>('/api/v1/activations');
      expect(theirs.body.items.map(({ id }) => id)).toContain(granted.data.activationId);
    }
  });

  it('has documents sent to where the organisation wants its invoices, and hears so', async () => {
    const made = await placed(manager.http, [course(1, bea)]);
    const toOrganisation = await orders.mails.waitFor(
      ({ data }) => data.template === 'pro-forma' && data.data['orderId'] === made.id,
    );
    expect(toOrganisation.data).toMatchObject({
      recipient: { accountId: null, email: 'facturen@linde.example', name: 'Advocatenkantoor De Linde', locale: 'nl' },
      organisationId: linde.organisation.organisationId,
    });
    const told = await orders.mails.waitFor(
      ({ data }) => data.template === 'document-to-organisation' && data.data['orderId'] === made.id,
    );
    expect(told.data).toMatchObject({
      recipient: { accountId: manager.accountId },
      data: { isInvoice: false, email: 'facturen@linde.example' },
    });
    await manager.http.post(`/api/v1/orders/${made.id}/withdrawal`);
  });

  it('sees in the cart who has the course already, and for whom no attest can come', async () => {
    const lines = [course(0, bea, contact), course(1, cas)];
    const { status, body } = await manager.http.put<{
      lines: { quantity: number; alreadyActive: boolean; learners: object[] }[];
      warnings: { kind: string; learner: { name: string } }[];
    }>('/api/v1/cart', { lines });
    expect(status).toBe(200);
    expect(body.lines).toMatchObject([
      {
        quantity: 2,
        alreadyActive: true,
        learners: [
          { name: 'Bea De Linde', state: 'active', alreadyActive: true, alreadyOrdered: false },
          { name: 'Dirk Peeters', state: 'contact', alreadyActive: false },
        ],
      },
      { quantity: 1, learners: [{ name: 'Cas De Linde', alreadyActive: false }] },
    ]);
    expect(body.warnings.map(({ kind, learner }) => [kind, learner.name])).toEqual([
      ['no-membership', 'Bea De Linde'],
      ['no-membership', 'Cas De Linde'],
    ]);
    expect((await manager.asPerson.get<{ lines: object[] }>('/api/v1/cart')).body.lines).toEqual([]);
    const made = await order(manager.http, []);
    expect(made.status).toBe(400);
    const ordered = await manager.http.post<Order>('/api/v1/orders', { immediateAccessConsent: true });
    expect(ordered.body.lines).toHaveLength(3);
    expect((await manager.http.get<{ lines: object[] }>('/api/v1/cart')).body.lines).toEqual([]);
    await manager.http.post(`/api/v1/orders/${ordered.body.id}/withdrawal`);
  });

  it('hears nothing of what employees got for themselves, who keep it', async () => {
    const eva = await person('Eva', linde);
    const own = await placed(eva.asPerson, [course(0)], { activateNow: true });
    expect(own).toMatchObject({ organisationId: null });
    const copies = orders.service.database.connection.collection<{ _id: string }>('memberCopies');
    await soon(() => copies.findOne({ _id: idOf(eva) }));
    const cart = await manager.http.put<{ lines: object[] }>('/api/v1/cart', { lines: [course(0, eva)] });
    expect(cart.body.lines).toMatchObject([{ alreadyActive: false, alreadyOrdered: false }]);
    await manager.http.delete('/api/v1/cart');
    const made = await placed(manager.http, [course(0, eva)], { activateNow: true });
    expect(made.lines).toMatchObject([{ activation: null }]);
    expect((await manager.http.get(`/api/v1/orders/${own.id}`)).status).toBe(404);
    const listed = await manager.http.get<{ items: Order[] }>('/api/v1/orders?limit=100');
    expect(listed.body.items.every(({ organisationId }) => organisationId !== null)).toBe(true);
  });

  it('gets nothing twice: at once for who has it from the organisation already is refused', async () => {
    const again = await order(manager.http, [course(0, bea)], { activateNow: true });
    expect(again).toMatchObject({ status: 409, body: { errors: [{ field: 'lines' }] } });
  });

  it.each([
    [
      'somebody whom the organisation does not know',
      () => [course(0), { ...course(1), learners: [manager.accountId] }],
      {},
      'lines.1.learners',
    ],
    ['billing that is typed', () => [course(0, bea)], { billing: { name: 'Somebody else' } }, 'billing'],
  ])('is refused for %s, by the field', async (_, lines, more, field) => {
    const refused = await order(manager.http, lines(), more);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  it('needs an order number where the organisation demands one', async () => {
    const demanding = await tellOrganisation(orders.service, { demandsOrderNumber: true });
    const planner = await person('Pia', demanding, { rights: ['see-organisation', 'enrol-people'] });
    await soon(async () => expect((await planner.http.get('/api/v1/cart')).status).toBe(200));
    const refused = await order(planner.http, [course(0)]);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'purchaseReference' }] } });
    expect((await order(planner.http, [course(0)], { purchaseReference: 'PO 1' })).status).toBe(201);
  });
});

describe('an employee (C-8)', () => {
  it('enrols themself at the organisation’s cost, sees that order and no invoice', async () => {
    const made = await placed(cas.http, [course(1)]);
    expect(made).toMatchObject({ organisationId: linde.organisation.organisationId });
    expect(made.lines).toMatchObject([{ learner: { membershipId: idOf(cas), name: 'Cas De Linde' } }]);
    expect((await cas.http.get(`/api/v1/orders/${made.id}`)).status).toBe(200);
    expect((await cas.asPerson.get(`/api/v1/orders/${made.id}`)).status).toBe(404);
    expect((await manager.http.get(`/api/v1/orders/${made.id}`)).status).toBe(200);
    expect((await bea.http.get(`/api/v1/orders/${made.id}`)).status).toBe(404);
    expect((await cas.http.get(`/api/v1/pro-formas/${made.proForma.id}/pdf`)).status).toBe(403);
    expect((await manager.http.get(`/api/v1/pro-formas/${made.proForma.id}/pdf`)).status).toBe(200);
    expect((await cas.http.post(`/api/v1/orders/${made.id}/payments`, { method: 'bancontact' })).status).toBe(403);
    const mine = await cas.http.get<{ items: Order[] }>('/api/v1/orders');
    expect(mine.body.items.map(({ id }) => id)).toEqual([made.id]);
    await pay(made);
    const invoices = await soon(async () => {
      const { body } = await manager.http.get<{ items: { id: string; orderId: string }[] }>('/api/v1/invoices');
      return body.items.filter(({ orderId }) => orderId === made.id).length === 1 && body.items;
    });
    expect(invoices.length).toBeGreaterThan(0);
    expect((await cas.http.get('/api/v1/invoices')).status).toBe(403);
    expect((await cas.asPerson.get<{ items: object[] }>('/api/v1/invoices')).body.items).toEqual([]);
  });

  it('orders neither for others nor hours', async () => {
    const hours = { creditPackageId: orders.packageId };
    const refused = await order(bea.http, [course(0), course(1, cas), hours]);
    expect(refused).toMatchObject({ status: 403, body: { errors: [{ field: 'lines.1' }, { field: 'lines.2' }] } });
  });

  it('orders nothing where the organisation does not let them', async () => {
    const strict = await tellOrganisation(orders.service, { employeesMayBind: 'no' });
    const employee = await person('Fien', strict);
    await soon(async () => expect((await employee.http.get('/api/v1/cart')).status).toBe(200));
    const refused = await order(employee.http, [course(0)]);
    const problem = expect.stringMatching(/may-not-bind-organisation$/);
    expect(refused).toMatchObject({ status: 403, body: { type: problem } });
  });

  it('activates what was ordered for them, as a person and as employee; nobody else’s', async () => {
    const made = await placed(manager.http, [course(1, bea, manager)]);
    const activation = { courseId: orders.courseIds[1], orderId: made.id };
    expect((await cas.asPerson.post('/api/v1/activations', activation)).status).toBe(404);
    const others = { ...activation, membershipId: idOf(manager) };
    expect((await bea.http.post('/api/v1/activations', others)).status).toBe(404);
    expect(await bea.asPerson.post('/api/v1/activations', activation)).toMatchObject({ status: 201 });
    const manages = { ...activation, membershipId: idOf(bea) };
    expect(await manager.http.post('/api/v1/activations', manages)).toMatchObject({ status: 409 });
    expect(await manager.http.post('/api/v1/activations', activation)).toMatchObject({
      status: 201,
      body: { learnerName: 'Ann De Linde', source: 'before-payment' },
    });
    const listed = await manager.http.get<{ items: object[] }>('/api/v1/activations?limit=100');
    const own = await bea.http.get<{ items: { learnerName: string }[] }>('/api/v1/activations');
    expect(listed.body.items.length).toBeGreaterThan(own.body.items.length);
    expect(new Set(own.body.items.map(({ learnerName }) => learnerName))).toEqual(new Set(['Bea De Linde']));
  });
});

describe('a person for themselves', () => {
  it('names nobody who learns', async () => {
    const buyer = await orders.buyer();
    const refused = await order(buyer.http, [course(0), course(1, bea)]);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'lines.1.learners' }] } });
  });

  it('orders something else by the key that they used for the organisation', async () => {
    const key = { idempotencyKey: 'the same' };
    const both = await Promise.all([order(cas.http, [course(0)], {}, key), order(cas.asPerson, [course(0)], {}, key)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const [forLinde, own] = both.map(({ body }) => body);
    expect([forLinde?.organisationId, own?.organisationId]).toEqual([linde.organisation.organisationId, null]);
    expect(forLinde?.id).not.toBe(own?.id);
  });
});

describe('an employee who is not there yet, or no longer', () => {
  it('gets what was ordered for them once they have an account, and it is told', async () => {
    const late = await linde.member({ firstName: 'Gust', state: 'contact', accountId: null, rights: [] });
    const copies = orders.service.database.connection.collection<{ _id: string }>('memberCopies');
    await soon(() => copies.findOne({ _id: idOf(late) }));
    const made = await placed(manager.http, [course(0, late)], { activateNow: true });
    expect(learnersIn(made)).toEqual([['Gust Peeters', 'contact', null]]);
    const tooSoon = { courseId: orders.courseIds[0], orderId: made.id, membershipId: idOf(late) };
    expect(await manager.http.post('/api/v1/activations', tooSoon)).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/learner-without-account$/) },
    });
    const { accountId } = await orders.buyer({ firstName: 'Gust' });
    await late.change({ accountId, state: 'active', rights: ['see-organisation'] });
    await soon(async () =>
      expect(learnersIn(await view(manager.http, made))).toEqual([['Gust Peeters', 'active', 'active']]),
    );
    const told = await orders.events.waitFor(orderLearnerChangedV1, ({ subject }) => subject === made.id);
    expect(told.data.line.learners).toEqual([{ accountId }]);
  });

  it('gets nothing after leaving; who ordered is told, and gives the place to somebody else', async () => {
    const leaver = await person('Hanne', linde);
    const copies = orders.service.database.connection.collection<{ _id: string; state?: string }>('memberCopies');
    await soon(() => copies.findOne({ _id: idOf(leaver) }));
    const made = await placed(manager.http, [course(1, leaver, contact)]);
    await leaver.end();
    const mail = await orders.mails.waitFor(
      ({ data }) => data.template === 'learner-left' && data.data['orderId'] === made.id,
    );
    expect(mail.data).toMatchObject({
      recipient: { accountId: manager.accountId },
      data: { learner: 'Hanne De Linde' },
    });
    const own = { courseId: orders.courseIds[1], orderId: made.id };
    expect(await leaver.asPerson.post('/api/v1/activations', own)).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/learner-has-left$/) },
    });
    await pay(made);
    await soon(async () => expect((await view(manager.http, made)).status).toBe('paid'));
    expect(learnersIn(await view(manager.http, made))).toEqual([
      ['Hanne De Linde', 'ended', null],
      ['Dirk Peeters', 'contact', null],
    ]);
    const path = `/api/v1/orders/${made.id}/substitution`;
    const lineId = made.lines[0]?.lineId;
    const give = (to: ToldMember, by = manager.http) => by.post<Order>(path, { lineId, membershipId: idOf(to) });
    expect(await give(contact)).toMatchObject({ status: 409, body: { errors: [{ field: 'membershipId' }] } });
    expect(await give(leaver)).toMatchObject({ status: 422, body: { errors: [{ field: 'membershipId' }] } });
    expect((await give(cas, bea.http)).status).toBe(403);
    const successor = await person('Ine', linde);
    await soon(() => copies.findOne({ _id: idOf(successor) }));
    const given = await give(successor);
    expect(given.status).toBe(200);
    expect(learnersIn(given.body)[0]).toEqual(['Ine De Linde', 'active', 'active']);
    const third = await placed(manager.http, [course(1, bea, cas)]);
    const swapped = await manager.http.post<Order>(`/api/v1/orders/${third.id}/substitution`, {
      lineId: third.lines[1]?.lineId,
      membershipId: idOf(manager),
    });
    expect(swapped.status).toBe(200);
    const swap = await orders.events.waitFor(orderLearnerChangedV1, ({ subject }) => subject === third.id);
    expect(swap.data.line.learners).toEqual([{ accountId: bea.accountId }, { accountId: manager.accountId }]);
    expect(await give(cas)).toMatchObject({ status: 409, body: { errors: [{ field: 'lineId' }] } });
  });

  it('leaves with their rights: what they ordered stays the organisation’s', async () => {
    const gone = await person('Jef', linde);
    await soon(async () => expect((await gone.http.get('/api/v1/cart')).status).toBe(200));
    const made = await placed(gone.http, [course(0)]);
    await gone.end();
    await soon(async () => expect((await gone.http.get(`/api/v1/orders/${made.id}`)).status).toBe(403));
    expect((await gone.asPerson.get(`/api/v1/orders/${made.id}`)).status).toBe(404);
    expect((await manager.http.post(`/api/v1/orders/${made.id}/withdrawal`)).status).toBe(200);
  });
});

describe('another organisation', () => {
  it('sees and pays nothing of it', async () => {
    const other = await tellOrganisation(orders.service);
    const stranger = await person('Kim', other, { rights: [...allRights] });
    await soon(async () => expect((await stranger.http.get('/api/v1/cart')).status).toBe(200));
    const made = await placed(manager.http, [course(1, manager)]);
    const lineId = made.lines[0]?.lineId;
    const answers = await Promise.all([
      stranger.http.get(`/api/v1/orders/${made.id}`),
      stranger.http.post(`/api/v1/orders/${made.id}/withdrawal`),
      stranger.http.post(`/api/v1/orders/${made.id}/payments`, { method: 'bancontact' }),
      stranger.http.post(`/api/v1/orders/${made.id}/substitution`, { lineId, membershipId: idOf(stranger) }),
      stranger.http.get(`/api/v1/pro-formas/${made.proForma.id}/pdf`),
      stranger.http.post('/api/v1/activations', { courseId: orders.courseIds[1], orderId: made.id }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await stranger.http.get<{ items: object[] }>('/api/v1/orders')).body.items).toEqual([]);
    expect((await stranger.http.get<{ items: object[] }>('/api/v1/invoices')).body.items).toEqual([]);
    expect((await stranger.http.get<{ items: object[] }>('/api/v1/activations')).body.items).toEqual([]);
    expect(await order(stranger.http, [course(0, bea)])).toMatchObject({ status: 422 });
  });
});

it('every query of all of this used an index', async () => {
  expect(await orders.service.scansSeen()).toEqual([]);
});

it('staff find the orders of an organisation', async () => {
  const made = await placed(manager.http, [course(1, bea)]);
  const staff = await orders.staff();
  const found = async (organisationId: string) =>
    (await staff.get<{ items: Order[] }>(`/api/v1/admin/orders?organisationId=${organisationId}&limit=100`)).body.items;
  const { organisationId } = linde.organisation;
  const theirs = await found(organisationId);
  expect(theirs.map(({ id }) => id)).toContain(made.id);
  expect(new Set(theirs.map((one) => one.organisationId))).toEqual(new Set([organisationId]));
  expect(await found(made.id)).toEqual([]);
  expect((await staff.get('/api/v1/admin/orders?organisationId=linde')).status).toBe(400);
});
