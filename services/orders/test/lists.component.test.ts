import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HttpClient } from '@leerhuis/testkit';
import { buyHours, type Order, place, soon } from './journey.ts';
import { type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

interface List {
  items: (Order & { state: string })[];
  nextCursor: string | null;
  total: { count: number; more: boolean } | null;
}

let orders: OrdersUnderTest;
let buyer: Buyer;
let staff: HttpClient;
let withdrawn: Order;
let withReference: Order;
let plain: Order;
beforeAll(async () => {
  orders = await ordersUnderTest();
  buyer = await orders.buyer({ firstName: 'Zoë', lastName: 'Lefèvre' });
  staff = await orders.staff();
  withdrawn = await place(orders, buyer);
  await buyer.http.post(`/api/v1/orders/${withdrawn.id}/withdrawal`);
  withReference = await place(orders, buyer, { purchaseReference: 'Dossier Müller 42' });
  plain = await place(orders, buyer);
  // somebody else's
  await place(orders, await orders.buyer());
}, 120_000);
afterAll(() => orders.stop(), 30_000);

const list = async (query: string, path = '/api/v1/orders', http = buyer.http) => {
  const { status, body } = await http.get<List>(`${path}${query}`);
  expect(status).toBe(200);
  return body;
};
const idsIn = async (query: string, path?: string, http?: HttpClient) =>
  (await list(query, path, http)).items.map(({ id }) => id);
const before = () => encodeURIComponent(new Date(Date.parse(plain.placedAt)).toISOString());

describe.each([
  ['my orders', '/api/v1/orders', () => buyer.http, ''],
  ['orders of everybody', '/api/v1/admin/orders', () => staff, '&q=lefevre'],
])('%s', (_, path, as, ofBuyer) => {
  it('are found by their state, in words of small letters', async () => {
    expect(await idsIn(`?state=withdrawn${ofBuyer}`, path, as())).toEqual([withdrawn.id]);
    expect(await idsIn(`?state=placed${ofBuyer}`, path, as())).toEqual([plain.id, withReference.id]);
    expect(await idsIn(`?state=partially-paid${ofBuyer}`, path, as())).toEqual([]);
    const { items } = await list(`?state=withdrawn${ofBuyer}`, path, as());
    expect(items[0]).toMatchObject({ state: 'withdrawn', status: 'withdrawn' });
  });

  it('are found by when they were placed', async () => {
    expect(await idsIn(`?to=${before()}${ofBuyer}`, path, as())).toEqual([withReference.id, withdrawn.id]);
    expect(await idsIn(`?from=${before()}${ofBuyer}`, path, as())).toEqual([plain.id]);
    expect(await idsIn(`?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z`, path, as())).toEqual([]);
  });

  it('are found by number, and by words of what was ordered, of the reference and of the name', async () => {
    expect(await idsIn(`?q=${plain.proForma.number.toLowerCase()}`, path, as())).toEqual([plain.id]);
    expect(await idsIn(`?q=muller%20dossier`, path, as())).toEqual([withReference.id]);
    expect(await idsIn(`?q=Zo%C3%AB%20Lef%C3%A8vre`, path, as())).toHaveLength(3);
    expect(await idsIn(`?q=muller%20nothing`, path, as())).toEqual([]);
  });

  it('are counted as they are filtered, page by page', async () => {
    const query = `?state=placed&limit=1${ofBuyer}`;
    const first = await list(query, path, as());
    expect(first).toMatchObject({ items: [{ id: plain.id }], total: { count: 2, more: false } });
    const next = await list(`${query}&cursor=${first.nextCursor}`, path, as());
    expect(next).toMatchObject({ items: [{ id: withReference.id }], nextCursor: null, total: null });
  });

  it.each(['state=paidd', 'from=yesterday', 'to=2026-13-01', `q=${'x'.repeat(61)}`, 'stat=paid'])(
    'are refused for %s, which the answer names',
    async (wrong) => {
      const { status, body } = await as().get<{ errors: { field: string }[] }>(`${path}?${wrong}`);
      expect(status).toBe(400);
      expect(body.errors.map(({ field }) => field)).toEqual([expect.stringContaining(wrong.split('=')[0] ?? '')]);
    },
  );
});

describe('hour credit', () => {
  interface Credits {
    totalMinutes: number;
    items: { id: string; movements: { id: string; kind: string }[] }[];
    nextCursor?: string | null;
    total?: { count: number; more: boolean } | null;
  }
  const credits = async (owner: Buyer, query = '') => (await owner.http.get<Credits>(`/api/v1/credits${query}`)).body;

  it('comes whole for who asks for no pages, and page by page for who does', async () => {
    const owner = await orders.buyer();
    for (let n = 0; n < 3; n += 1) await buyHours(orders, owner);
    await soon(async () => (await credits(owner)).items.length === 3);
    await owner.http.post('/api/v1/activations', { courseId: orders.courseIds[0], fromCredit: true });
    const whole = await credits(owner);
    expect(whole.totalMinutes).toBe(1_680);
    expect(whole).not.toHaveProperty('nextCursor');
    const first = await credits(owner, '?limit=2');
    expect(first).toMatchObject({ totalMinutes: 1_680, total: { count: 3, more: false } });
    const second = await credits(owner, `?limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ totalMinutes: 1_680, nextCursor: null, total: null });
    expect([...first.items, ...second.items]).toEqual(whole.items);
  });

  it('tells its movements page by page to its owner, the newest first', async () => {
    const owner = await orders.buyer();
    await buyHours(orders, owner);
    await soon(async () => (await credits(owner)).items.length === 1);
    await owner.http.post('/api/v1/activations', { courseId: orders.courseIds[0], fromCredit: true });
    const [lot] = (await credits(owner)).items;
    const path = `/api/v1/credits/${lot?.id}/movements`;
    const first = await owner.http.get<{ nextCursor: string }>(`${path}?limit=1`);
    expect(first.body).toMatchObject({
      items: [{ kind: 'spent', courseTitle: expect.any(String) }],
      total: { count: 2 },
    });
    const next = await owner.http.get(`${path}?limit=1&cursor=${first.body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ kind: 'granted' }], nextCursor: null, total: null });
    expect((await buyer.http.get(path)).status).toBe(404);
  });
});

it('staff still find orders by the states of before', async () => {
  expect(await idsIn('?status=withdrawn', '/api/v1/admin/orders', staff)).toContain(withdrawn.id);
  expect(await idsIn('?status=partiallyPaid', '/api/v1/admin/orders', staff)).toEqual([]);
  expect(await idsIn('?status=partiallyPaid&state=partially-paid', '/api/v1/admin/orders', staff)).toEqual([]);
  for (const path of [
    '/api/v1/admin/orders?status=paid&state=withdrawn',
    '/api/v1/admin/payments?status=paid&state=open',
  ])
    expect(await staff.get(path)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'query.status' }, { field: 'query.state' }] },
    });
});

it('every query of all of this used an index', async () => {
  expect(await orders.service.scansSeen()).toEqual([]);
});
