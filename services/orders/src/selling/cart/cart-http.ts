import { noContent, ok, type Problem, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import type { Provider } from '@leerhuis/provider';
import { warningView } from '../../warning-view.ts';
import type { Item } from '../ordering/domain/order.ts';
import { notOnSale } from './cart-problems.ts';
import { cartInputSchema, cartSchema } from './cart-schemas.ts';
import type { CartStore } from './cart-store.ts';
import { attestWarnings, type Candidate } from './domain/attest-outlook.ts';
import { type HadAlready, type PricedCart, priceCart } from './domain/price-cart.ts';
import {
  coursesOf,
  linesAsTyped,
  missingFrom,
  type NamedLine,
  type WantedLine,
  wantedLines,
} from './domain/wanted-lines.ts';

export interface CartNeeds {
  carts: CartStore;
  onSale(wanted: readonly WantedLine[], now: Date): Promise<Item[]>;
  hadAlready(accountId: string, courseIds: readonly string[], now: Date): Promise<HadAlready>;
  candidate(accountId: string, courseIds: readonly string[]): Promise<Candidate>;
  provider: Pick<Provider, 'termsOn'>;
  dayOf(instant: Date): string;
}

/** Of lines that could be read in part, those that the shop does not sell. */
export async function notSoldOf(
  onSale: CartNeeds['onSale'],
  named: readonly (NamedLine | null)[] = [],
  now: Date,
): Promise<Problem | null> {
  const lines = linesAsTyped(named);
  const sound = lines.filter((line) => line !== null);
  return sound.length === 0 ? null : notOnSale(missingFrom(await onSale(sound, now), sound), lines);
}

/** What is sold of the wanted lines, and what of it somebody has. */
interface Known {
  items: Item[];
  had: HadAlready;
  who: Candidate;
}

export function cartRoutes({ carts, onSale, hadAlready, candidate, provider, dayOf }: CartNeeds): Route[] {
  async function known(accountId: string, lines: readonly WantedLine[], now: Date): Promise<Known> {
    const courseIds = coursesOf(lines);
    const [items, had, who] = await Promise.all([
      onSale(lines, now),
      hadAlready(accountId, courseIds, now),
      candidate(accountId, courseIds),
    ]);
    return { items, had, who };
  }

  function show(lines: readonly WantedLine[], { items, had, who }: Known, locale: Locale, now: Date) {
    const { unavailable, net, perRate: vat, total, ...cart } = priceCart(lines, items, had);
    const { version, text } = provider.termsOn(dayOf(now)).consent;
    const dayIn = (seconds: number) => dayOf(new Date(now.getTime() + seconds * 1_000));
    const consent = { version, text: text[locale] };
    return {
      lines: cart.lines.map((line) => lineView(line, locale)),
      unavailable: unavailable.map(({ title, ...line }) => ({ ...line, title: title && inLocale(title, locale) })),
      warnings: cart.lines.flatMap((line) =>
        attestWarnings(line, who, dayIn).map((each) => warningView(line.itemId, each, locale)),
      ),
      net,
      vat,
      total,
      consent,
    };
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
      handler: async ({ actor: { accountId }, locale, now }) => {
        const { lines } = await carts.get(accountId);
        return ok(show(lines, await known(accountId, lines, now), locale, now));
      },
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
      alsoWrong: ({ body, now }) => notSoldOf(onSale, body.lines, now),
      handler: async ({ actor, body, locale, now }) => {
        const lines = wantedLines(body.lines);
        const found = await known(actor.accountId, lines, now);
        const notSold = notOnSale(missingFrom(found.items, lines), linesAsTyped(body.lines));
        if (notSold) throw notSold;
        await carts.put(actor.accountId, withTitles(lines, found.items), now);
        return ok(show(lines, found, locale, now));
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

function withTitles(lines: readonly WantedLine[], items: readonly Item[]): WantedLine[] {
  return lines.map((line) => {
    const item = items.find(({ kind, itemId }) => kind === line.kind && itemId === line.itemId);
    return item ? { ...line, title: item.title } : line;
  });
}

function lineView({ kind, itemId, quantity, title, price, ...facts }: PricedCart['lines'][number], locale: Locale) {
  const { minutes, net, vatRate, alreadyActive, alreadyOrdered } = facts;
  const shown = inLocale(title, locale);
  return {
    kind,
    itemId,
    quantity,
    title: shown,
    minutes,
    unitPrice: price,
    net,
    vatRate,
    alreadyActive,
    alreadyOrdered,
  };
}
