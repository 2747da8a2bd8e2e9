import { countedPageOf, notFound, ok, type Route, route } from '@leerhuis/http-api';
import { mayBeOnItsWay } from '@leerhuis/service-runtime';
import { attentionOf } from '../selling/ordering/domain/attention.ts';
import { themself } from '../selling/ordering/domain/buyer.ts';
import { moneyOf } from '../selling/ordering/domain/order.ts';
import { historyOf } from '../selling/ordering/order-audit.ts';
import { unknownBuyer } from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';
import { filtersOf, whatElseIsWrong, wishOf } from './order-http.ts';
import { adminOrderQuery, adminOrderSchema, orderIdParams, orderSchema, placeOrderForSchema } from './order-schemas.ts';
import { showOrders } from './order-view.ts';
import type { PlaceTogether } from './place-together.ts';
import { quoteOrder } from './quote-order.ts';

const { accountId, accountName } = adminOrderSchema.shape;
const listedOrder = orderSchema.extend({ accountId, accountName }).meta({ id: 'ListedOrder' });

/** Everybody's orders, for the provider's staff. */
export function orderAdminRoutes(desk: Desk, place: PlaceTogether): Route[] {
  const { orderLists } = desk.selling;
  return [
    route({
      method: 'get',
      path: '/api/v1/admin/orders',
      operationId: 'searchOrders',
      summary: 'Orders of everybody, newest first, by state, time, number, structured communication or words',
      tags: ['staff: orders'],
      access: { staff: ['finance', 'operations'] },
      request: { query: adminOrderQuery },
      responses: { 200: countedPageOf(listedOrder) },
      handler: async ({ query, locale, now }) => {
        const { status, ...rest } = query;
        const wanted = filtersOf(rest);
        const page = await orderLists.forStaff({ ...wanted, state: wanted.state ?? status });
        const [views, names] = await Promise.all([
          showOrders(desk, page.items, { locale, now }),
          desk.accounts.names(page.items.map((order) => order.accountId)),
        ]);
        return ok({
          ...page,
          items: page.items.map(({ accountId }, n) => ({ ...views[n], accountId, accountName: names.get(accountId) })),
        });
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/admin/orders',
      operationId: 'placeOrderFor',
      summary: 'Order for somebody who phones; they get the pro-forma by e-mail, as when they order themselves',
      tags: ['staff: orders'],
      access: { staff: ['operations'] },
      idempotent: true,
      readsFirst: true,
      request: { body: placeOrderForSchema },
      responses: { 201: orderSchema },
      problems: [409, 422],
      alsoWrong: (ctx) => whatElseIsWrong(desk, ctx),
      handler: async (ctx) => {
        const { actor, locale, now } = ctx;
        const { accountId, ...body } = ctx.body;
        const isKnown = (await desk.accounts.get(accountId)) !== null;
        if (!isKnown && !mayBeOnItsWay(accountId, now)) throw unknownBuyer();
        const quote = await quoteOrder(desk, { ...wishOf(themself(accountId), body), placedBy: actor.accountId }, now);
        return place({ quote, locale, now, keeping: (answer) => ctx.keeping(answer) }, ctx.signal);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/admin/orders/:id',
      operationId: 'getOrderForStaff',
      summary: 'An order with its audit trail',
      tags: ['staff: orders'],
      access: { staff: ['finance', 'operations'] },
      request: { params: orderIdParams },
      responses: { 200: adminOrderSchema },
      problems: [404],
      handler: async ({ params, locale, now }) => {
        const [found, noted] = await Promise.all([orderLists.withHistory(params.id), desk.audit.ofSubject(params.id)]);
        if (!found) throw notFound();
        const { order, before } = found;
        const { accountId, placedBy = null } = order;
        const history = historyOf(order, noted, before);
        const [[view], names] = await Promise.all([
          showOrders(desk, [order], { locale, now }),
          desk.accounts.names([accountId, ...history.map(({ by }) => by)]),
        ]);
        if (!view) throw notFound();
        return ok({
          ...view,
          accountId,
          accountName: names.get(accountId),
          placedBy,
          placedByName: placedBy === null ? undefined : names.get(placedBy),
          attention: attentionOf(moneyOf(order)),
          entries: view.entries.map((entry, n) => {
            const { source = '', note = null } = order.entries[n] ?? {};
            return { ...entry, source, note };
          }),
          history: history.map(({ at, by, what, detail }) => ({
            at: at.toISOString(),
            by,
            byName: names.get(by),
            what,
            detail: detail ?? null,
          })),
        });
      },
    }),
  ];
}
