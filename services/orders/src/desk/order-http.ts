import {
  type Answer,
  created,
  idOfCursor,
  type Locale,
  notFound,
  ok,
  pageOf,
  pageQuery,
  type Route,
  route,
} from '@leerhuis/http-api';
import { enterpriseNumberDigits } from '@leerhuis/money';
import { z } from 'zod';
import { wantedLines } from '../selling/cart/domain/wanted-lines.ts';
import type { Billing, Order } from '../selling/ordering/domain/order.ts';
import type { OrderQueries } from '../selling/ordering/order-queries.ts';
import type { OrderStore } from '../selling/ordering/order-store.ts';
import type { OrderCommands } from './order-commands.ts';
import { type billingSchema, orderIdParams, orderSchema, placeOrderSchema } from './order-schemas.ts';
import { type OrderSurroundings, orderView, showOrders } from './order-view.ts';
import type { Placing } from './place-orders.ts';
import type { OrderWish, Quote } from './quote-order.ts';

export interface OrderRoutesParts extends OrderSurroundings {
  orders: OrderStore;
  queries: OrderQueries;
  commands: OrderCommands;
  quote(wish: OrderWish, now: Date): Promise<Quote>;
  /** Places the order together with others that come in at the same moment. */
  place(placing: Placing<Answer>, signal: AbortSignal): Promise<Answer>;
}

export function orderRoutes(parts: OrderRoutesParts): Route[] {
  const { orders, queries, commands } = parts;
  const show = showOrders(parts);

  async function shown(order: Order, locale: Locale, now: Date) {
    const [view] = await show([order], locale, now);
    return view ?? orderView(order, [], [], locale);
  }

  return [
    route({
      method: 'post',
      path: '/api/v1/orders',
      operationId: 'placeOrder',
      summary: 'Order courses and credit packages; the pro-forma comes at once, here and by e-mail',
      tags: ['orders'],
      access: 'signed-in',
      idempotent: true,
      request: { body: placeOrderSchema },
      responses: { 201: orderSchema },
      problems: [409, 422],
      handler: async (ctx) => {
        const { actor, body, locale, now } = ctx;
        const quote = await parts.quote(wishOf(actor.accountId, body), now);
        const answer: Placing<Answer>['answer'] = (tx, order, activations) =>
          ctx.keep(tx, created(orderView(order, [], activations, locale), `/api/v1/orders/${order.id}`));
        return parts.place({ quote, answer }, ctx.signal);
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders',
      operationId: 'listOrders',
      summary: 'My orders, newest first',
      tags: ['orders'],
      access: 'signed-in',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: pageOf(orderSchema) },
      handler: async ({ actor, query, locale, now }) => {
        const before = idOfCursor(query.cursor);
        const { items, nextCursor } = await queries.ofAccount(actor.accountId, { limit: query.limit, before });
        return ok({ items: await show(items, locale, now), nextCursor });
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/orders/:id',
      operationId: 'getOrder',
      summary: 'One order of mine, with its documents, payments and activations',
      tags: ['orders'],
      access: 'signed-in',
      request: { params: orderIdParams },
      responses: { 200: orderSchema },
      problems: [404],
      handler: async ({ actor, params, locale, now }) => {
        const order = await orders.get(params.id);
        if (!order || (order.accountId !== actor.accountId && !actor.roles.includes('staff'))) throw notFound();
        return ok(await shown(order, locale, now));
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/orders/:id/withdrawal',
      operationId: 'withdrawOrder',
      summary: 'Withdraw an order that nothing was paid on; access given before payment ends',
      tags: ['orders'],
      access: 'signed-in',
      idempotent: true,
      request: { params: orderIdParams },
      responses: { 200: orderSchema },
      problems: [404, 409],
      handler: async (ctx) => {
        const { actor, params, locale, now } = ctx;
        return ctx.transaction(async (tx) => {
          const order = await orders.get(params.id, tx);
          if (order?.accountId !== actor.accountId) throw notFound();
          const withdrawn = await commands.withdrawOrder(tx, order);
          const payments = await parts.paymentsOf([order.id], tx);
          const activations = await parts.activationsOf([order.id], now, tx);
          return ok(orderView(withdrawn, payments, activations, locale));
        });
      },
    }),
  ];
}

function wishOf(accountId: string, body: z.output<typeof placeOrderSchema>): OrderWish {
  return {
    accountId,
    lines: body.lines && wantedLines(body.lines),
    billing: body.billing && billingOf(body.billing),
    activateNow: body.activateNow ?? false,
    purchaseReference: body.purchaseReference ?? null,
  };
}

function billingOf({ name, enterpriseNumber, address }: z.output<typeof billingSchema>): Billing {
  const digits = enterpriseNumber ? enterpriseNumberDigits(enterpriseNumber) : null;
  return { name, enterpriseNumber: digits, address: address ?? null };
}
