import { type AccountActor, isThemself, type MemberActor, mayAct, maySee } from '@leerhuis/auth';
import {
  accepted,
  countedPageOf,
  notFound,
  ok,
  type Problem,
  type Readable,
  type Route,
  route,
  together,
} from '@leerhuis/http-api';
import type { z } from 'zod';
import { buyerOf, ownerOfBought } from '../buyer-of.ts';
import { notSoldOf } from '../selling/cart/cart-http.ts';
import { linesAsTyped, wantedLines } from '../selling/cart/domain/wanted-lines.ts';
import type { Buyer } from '../selling/ordering/domain/buyer.ts';
import { type Billing, isBillable, type Order } from '../selling/ordering/domain/order.ts';
import type { OrderWish } from '../selling/ordering/domain/quote.ts';
import { keptState } from '../selling/ordering/domain/standing.ts';
import { addressMissing, refusalOfUnprintable } from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';
import { type billingSchema, orderIdParams, orderQuery, orderSchema, placeOrderSchema } from './order-schemas.ts';
import { orderView, peopleIn, showOrders } from './order-view.ts';
import type { PlaceTogether } from './place-together.ts';
import { quoteOrder } from './quote-order.ts';
import { askForOrder } from './requests/ask-for-order.ts';
import { requestSchema } from './requests/request-schemas.ts';
import { showRequests } from './requests/request-view.ts';
import { withdrawOrder } from './withdraw-order.ts';

/** Orders of one's own. */
export function orderRoutes(desk: Desk, place: PlaceTogether): Route[] {
  const { orders, orderLists } = desk.selling;

  return [
    route({
      method: 'post',
      path: '/api/v1/orders',
      operationId: 'placeOrder',
      summary: 'Order courses and credit packages; the pro-forma comes at once, here and by e-mail',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      readsFirst: true,
      request: { body: placeOrderSchema },
      description:
        'Where an organisation asks for the yes of a manager to what its employees order, it is a request until then (202).',
      responses: { 201: orderSchema, 202: requestSchema },
      problems: [409, 422],
      alsoWrong: (ctx) => whatElseIsWrong(desk, ctx),
      handler: async (ctx) => {
        const { actor, body, locale, now } = ctx;
        const quote = await quoteOrder(desk, wishOf(buyerOf(actor), body), now);
        if (quote.binding === 'after-yes')
          return ctx.transaction(async (tx) => {
            const request = await askForOrder(desk, tx, quote);
            const [view] = await showRequests(desk, [request], locale);
            return accepted(view, { Location: `/api/v1/order-requests/${request.id}` });
          });
        return place({ quote, locale, now, keeping: (answer) => ctx.keeping(answer) }, ctx.signal);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders',
      operationId: 'listOrders',
      summary: 'My orders, newest first, by state, time, number or words',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { query: orderQuery },
      responses: { 200: countedPageOf(orderSchema) },
      handler: async ({ actor, query, locale, now }) => {
        const page = await orderLists.ofBuyer({ ...buyerOf(actor), isOwnOnly: !seesAll(actor) }, filtersOf(query));
        return ok({ ...page, items: await showOrders(desk, page.items, { locale, now }) });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:id',
      operationId: 'getOrder',
      summary: 'One order of mine, with its documents, payments and activations',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { params: orderIdParams },
      responses: { 200: orderSchema },
      problems: [404],
      handler: async ({ actor, params, locale, now }) => {
        const order = await orders.get(params.id);
        if (!order || !sees(actor, order)) throw notFound();
        const [view] = await showOrders(desk, [order], { locale, now });
        if (!view) throw notFound();
        return ok(view);
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/orders/:id/withdrawal',
      operationId: 'withdrawOrder',
      summary: 'Withdraw an order that nothing was paid on; access given before payment ends',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      idempotent: true,
      request: { params: orderIdParams },
      responses: { 200: orderSchema },
      problems: [404, 409],
      handler: async (ctx) => {
        const { actor, params, locale, now } = ctx;
        return ctx.transaction(async (tx) => {
          const order = await orders.get(params.id, tx);
          if (!order || !mayWithdraw(actor, order)) throw notFound();
          const withdrawn = await withdrawOrder(desk, tx, order, actor.accountId);
          const people = await peopleIn(desk, [order]);
          return ok(orderView(withdrawn.order, { ...withdrawn, people }, { locale, now }));
        });
      },
    }),
  ];
}

type Asking = AccountActor | MemberActor;
type Bought = Pick<Order, 'accountId' | 'organisationId'>;

/** Of an organisation's orders, who enrols its people and who sees its invoices see all (C-14); else what they ordered themselves. */
function sees(actor: Asking, order: Bought): boolean {
  const owner = ownerOfBought(order);
  if (!maySee(actor, owner, ['finance', 'operations'], 'see-organisation')) return false;
  return actor.kind === 'account' || isThemself(actor, order.accountId) || seesAll(actor);
}

const seesAll = (actor: Asking) =>
  actor.kind === 'account' || actor.rights.includes('enrol-people') || actor.rights.includes('see-invoices');

/** Who ordered it; for an organisation also who enrols its people. */
function mayWithdraw(actor: Asking, order: Bought): boolean {
  const owner = ownerOfBought(order);
  return isThemself(actor, order.accountId)
    ? mayAct(actor, owner, 'see-organisation')
    : mayAct(actor, owner, 'enrol-people');
}

/** What a list is asked for, in the terms of what is kept. */
export function filtersOf<Q extends Pick<z.output<typeof orderQuery>, 'state' | 'from' | 'to'>>(query: Q) {
  const { state, from, to, ...rest } = query;
  return {
    ...rest,
    state: state && keptState(state),
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

/** Of an order whose form is wrong: what is not sold, and what cannot be billed. */
export async function whatElseIsWrong(
  { selling }: Desk,
  { body, now }: { body: Readable<z.output<typeof placeOrderSchema>>; now: Date },
): Promise<Problem | null> {
  const billing = body.billing && billingOf(body.billing);
  return together([
    await notSoldOf(selling.onSale, body.lines, now),
    ...(billing ? [isBillable(billing) ? null : addressMissing(), refusalOfUnprintable(billing)] : []),
  ]);
}

export function wishOf(buyer: Buyer, body: z.output<typeof placeOrderSchema>): OrderWish {
  return {
    buyer,
    lines: body.lines && wantedLines(body.lines, buyer.membershipId),
    asTyped: body.lines && linesAsTyped(body.lines, buyer.membershipId),
    billing: body.billing && billingOf(body.billing),
    activateNow: body.activateNow ?? false,
    purchaseReference: body.purchaseReference ?? null,
  };
}

function billingOf({ name, enterpriseNumber, address }: z.output<typeof billingSchema>): Billing {
  return { name, enterpriseNumber: enterpriseNumber ?? null, address: address ?? null };
}
