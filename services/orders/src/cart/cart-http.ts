import { type Locale, noContent, ok, type Route, route } from '@leerhuis/http-api';
import { multiply, vatTotals } from '@leerhuis/money';
import { missingFrom, notOnSale, type WantedLine, wantedLines } from '../shop-lines.ts';
import { cartInputSchema, cartSchema } from './cart-schemas.ts';
import type { CartStore } from './cart-store.ts';

interface PricedItem {
  kind: 'course' | 'credit-package';
  itemId: string;
  title: { nl: string; fr?: string; en?: string };
  minutes: number;
  price: { amount: number; currency: 'EUR' };
  vatRate: number;
}

export interface CartParts {
  carts: CartStore;
  onSale(wanted: readonly WantedLine[], now: Date): Promise<PricedItem[]>;
  /** Consent that an order placed today asks for. */
  consentOn(now: Date): { version: string; text: Record<Locale, string> };
}

export function cartRoutes({ carts, onSale, consentOn }: CartParts): Route[] {
  async function show(lines: readonly WantedLine[], locale: Locale, now: Date) {
    const items = await onSale(lines, now);
    const priced = lines.flatMap(({ kind, itemId, quantity }) => {
      const item = items.find((each) => each.kind === kind && each.itemId === itemId);
      if (!item) return [];
      const { title, minutes, price, vatRate } = item;
      const net = multiply(price, quantity);
      return [{ kind, itemId, quantity, title: title[locale] ?? title.nl, minutes, unitPrice: price, net, vatRate }];
    });
    const { net, parts, total } = vatTotals(priced.map((line) => ({ net: line.net, rate: line.vatRate })));
    const unavailable = missingFrom(items, lines).map(({ kind, itemId }) => ({ kind, itemId }));
    const { version, text } = consentOn(now);
    return { lines: priced, unavailable, net, vat: parts, total, consent: { version, text: text[locale] } };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/cart',
      operationId: 'getCart',
      summary: 'My cart, at the prices of today',
      tags: ['orders'],
      access: 'signed-in',
      responses: { 200: cartSchema },
      handler: async ({ actor, locale, now }) => ok(await show((await carts.get(actor.accountId)).lines, locale, now)),
    }),
    route({
      method: 'put',
      path: '/api/v1/cart',
      operationId: 'putCart',
      summary: 'Replace what is in my cart: any mix of courses and credit packages',
      tags: ['orders'],
      access: 'signed-in',
      request: { body: cartInputSchema },
      responses: { 200: cartSchema },
      problems: [422],
      handler: async ({ actor, body, locale, now }) => {
        const lines = wantedLines(body.lines);
        const missing = missingFrom(await onSale(lines, now), lines);
        if (missing.length > 0) throw notOnSale(missing);
        await carts.put(actor.accountId, lines, now);
        return ok(await show(lines, locale, now));
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/cart',
      operationId: 'emptyCart',
      summary: 'Empty my cart',
      tags: ['orders'],
      access: 'signed-in',
      responses: { 204: { description: 'Empty' } },
      handler: async ({ actor }) => {
        await carts.empty(actor.accountId);
        return noContent();
      },
    }),
  ];
}
