import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '@leerhuis/service-runtime';
import { eventually, walk, walkCast } from '@leerhuis/testkit';
import { type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

let orders: OrdersUnderTest;
beforeAll(async () => {
  orders = await ordersUnderTest();
}, 90_000);
afterAll(() => orders.stop(), 30_000);

interface Placed {
  id: string;
  proForma: { id: string };
  invoice: { id: string } | null;
  lines: { lineId: string }[];
}

/** Hours of an organisation that all of its people may spend. */
async function giveHours(organisationId: string): Promise<string> {
  const lot = {
    ...{ _id: newId(), ownerId: null, organisationId, isForAll: true, members: [], learners: [], invitations: [] },
    ...{ orderId: newId(), lineId: newId(), title: { nl: 'EDUC 10' }, price: { amount: 45_000, currency: 'EUR' } },
    ...{ grantedAt: new Date(), expiresAt: new Date(Date.now() + 900 * 86_400_000) },
    ...{ granted: 600, left: 600, isShared: false },
  };
  const lots = orders.service.database.connection.collection<{ _id: string }>('creditLots');
  await lots.insertOne(lot);
  return lot._id;
}

it('each operation gives to each what is theirs, and nothing of an organisation to others (C-5, C-7)', async () => {
  const cast = await walkCast(orders.service, { accountId: (await orders.buyer()).accountId });
  const colleagues = [await cast.office.member(), await cast.office.member()];
  const ids = colleagues.map(({ member }) => member.membershipId);
  const lotId = await giveHours(cast.office.organisation.organisationId);
  const [courseId = '', another = ''] = orders.courseIds;
  const copies = orders.service.database.connection.collection<{ _id: string }>('memberCopies');
  for (const _id of ids) await eventually(() => copies.findOne({ _id }));

  const wish = (learners: (string | undefined)[]) => ({
    lines: [{ courseId, learners }],
    immediateAccessConsent: true,
  });
  async function placed(): Promise<Placed> {
    const answer = await cast.manager.post<Placed>('/api/v1/orders', wish([ids[0]]));
    if (answer.status !== 201) throw new Error(`not placed: ${answer.bytes.toString()}`);
    return answer.body;
  }
  async function paid(): Promise<Placed> {
    const { id } = await placed();
    const payment = await cast.manager.post<{ checkoutUrl: string }>(`/api/v1/orders/${id}/payments`, {
      method: 'bancontact',
    });
    await orders.sandbox.set(orders.providerIdOf(payment.body), 'paid');
    return eventually(
      async () => {
        const { body } = await cast.manager.get<Placed>(`/api/v1/orders/${id}`);
        return body.invoice ? body : null;
      },
      { within: 30_000 },
    );
  }
  const employee = await cast.office.member({ accountId: (await orders.buyer()).accountId });
  /** What an employee asks for, to whose order a manager says yes or no. */
  async function asked(): Promise<string> {
    const wanted = { lines: [{ courseId: another }], immediateAccessConsent: true };
    const answer = await employee.http.post<{ id: string }>('/api/v1/orders', wanted);
    if (answer.status !== 202) throw new Error(`not asked: ${answer.bytes.toString()}`);
    return answer.body.id;
  }
  const request = await asked();
  const requests = '/api/v1/order-requests';
  const known = await paid();
  const invoiceId = known.invoice?.id ?? '';
  const seenBy = ['finance', 'operations'];
  const pdfOf = (path: string) => async () => {
    await eventually(async () => (await cast.manager.get(path)).status === 200, { within: 30_000 });
    return { path, takes: 'see-invoices', seenBy };
  };

  const wrong = await walk(orders.service, cast, {
    'GET /api/v1/cart': async () => {
      await cast.manager.put('/api/v1/cart', { lines: [{ courseId: another, learners: ids }] });
      return { path: '/api/v1/cart', hides: [another] };
    },
    'PUT /api/v1/cart': () => ({ path: '/api/v1/cart', body: { lines: [{ courseId: another }] }, hides: ids }),
    'DELETE /api/v1/cart': () => ({ path: '/api/v1/cart', hides: ids }),
    'POST /api/v1/orders': () => ({ path: '/api/v1/orders', body: wish([ids[1]]), elsewhere: [409, 422] }),
    'GET /api/v1/orders': () => ({ path: '/api/v1/orders', hides: [known.id] }),
    'GET /api/v1/orders/{id}': () => ({ path: `/api/v1/orders/${known.id}`, seenBy }),
    'POST /api/v1/orders/{id}/withdrawal': async () => ({ path: `/api/v1/orders/${(await placed()).id}/withdrawal` }),
    'POST /api/v1/orders/{id}/substitution': async () => {
      const { id, lines } = await placed();
      const [line] = lines;
      return { path: `/api/v1/orders/${id}/substitution`, body: { lineId: line?.lineId, membershipId: ids[1] } };
    },
    'POST /api/v1/orders/{id}/payments': async () => ({
      ...{ path: `/api/v1/orders/${(await placed()).id}/payments`, body: { method: 'bancontact' } },
      takes: 'pay-invoices',
    }),
    'GET /api/v1/order-requests': () => ({ path: requests, hides: [request] }),
    'GET /api/v1/order-requests/{id}': () => ({ path: `${requests}/${request}` }),
    'POST /api/v1/order-requests/{id}/approval': async () => ({
      ...{ path: `${requests}/${await asked()}/approval`, body: {} },
    }),
    'POST /api/v1/order-requests/{id}/refusal': async () => ({
      ...{ path: `${requests}/${await asked()}/refusal`, body: { reason: 'Niet dit jaar.' } },
    }),
    'POST /api/v1/order-requests/{id}/withdrawal': async () => ({
      ...{ path: `${requests}/${await asked()}/withdrawal`, forOneAlone: 404 },
    }),
    'GET /api/v1/pro-formas/{id}/pdf': pdfOf(`/api/v1/pro-formas/${known.proForma.id}/pdf`),
    'GET /api/v1/invoices/{id}/pdf': pdfOf(`/api/v1/invoices/${invoiceId}/pdf`),
    'GET /api/v1/invoices': () => ({ path: '/api/v1/invoices', hides: [invoiceId] }),
    'GET /api/v1/invoices/{id}': () => ({ path: `/api/v1/invoices/${invoiceId}`, seenBy }),
    'GET /api/v1/activations': () => ({ path: '/api/v1/activations', hides: [courseId] }),
    'POST /api/v1/activations': () => ({
      path: '/api/v1/activations',
      body: { courseId: another, fromCredit: true },
      elsewhere: 422,
      isTheirs: true,
      once: 409,
    }),
    'GET /api/v1/credits': () => ({ path: '/api/v1/credits', hides: [lotId], isTheirs: true }),
    'GET /api/v1/credits/{id}/movements': () => ({ path: `/api/v1/credits/${lotId}/movements` }),
    'PUT /api/v1/credits/{id}/sharing': () => ({
      path: `/api/v1/credits/${lotId}/sharing`,
      body: { shared: true, learners: [] },
    }),
  });
  expect(wrong).toEqual([]);
}, 120_000);
