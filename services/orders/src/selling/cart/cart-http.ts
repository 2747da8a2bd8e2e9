import { noContent, ok, type Problem, type Route, route, together } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { buyerOf } from '../../buyer-of.ts';
import {
  accountsIn,
  candidatesOf,
  type KnownOfLearners,
  type Learning,
  learnersFor,
  learningOf,
} from '../../candidates.ts';
import type { Ground } from '../../ground.ts';
import { warningView } from '../../warning-view.ts';
import type { Buyer } from '../ordering/domain/buyer.ts';
import type { Item } from '../ordering/domain/order.ts';
import { notOnSale } from './cart-problems.ts';
import { cartInputSchema, cartSchema } from './cart-schemas.ts';
import type { CartStore } from './cart-store.ts';
import { type Candidate, warningsOf } from './domain/attest-outlook.ts';
import type { HadAlready } from './domain/had-already.ts';
import { refusalOfLearners } from './domain/learners.ts';
import { type PricedCart, priceCart } from './domain/price-cart.ts';
import {
  coursesOf,
  linesAsTyped,
  missingFrom,
  type NamedLine,
  type WantedLine,
  wantedLines,
} from './domain/wanted-lines.ts';
import { learnersRefused } from './learner-problems.ts';

export interface CartNeeds extends Pick<Ground, 'accounts' | 'acting' | 'provider' | 'dayOf'>, KnownOfLearners {
  carts: CartStore;
  onSale(wanted: readonly WantedLine[], now: Date): Promise<Item[]>;
}

/** Of lines that could be read in part, those that the shop does not sell. */
export async function notSoldOf(
  onSale: CartNeeds['onSale'],
  named: readonly (NamedLine | null)[] = [],
  now: Date,
): Promise<Problem | null> {
  const lines = linesAsTyped(named, null);
  const sound = lines.filter((line) => line !== null);
  return sound.length === 0 ? null : notOnSale(missingFrom(await onSale(sound, now), sound), lines);
}

/** Null when all whom the lines name may learn by them. */
export function refusedLearners(
  typed: readonly (WantedLine | null)[],
  { organisationId }: Buyer,
  learning: readonly Learning[],
): Problem | null {
  const known = organisationId === null ? null : learning.flatMap(({ learner }) => learner?.membershipId ?? []);
  const refusal = refusalOfLearners(typed, known);
  return refusal && learnersRefused(refusal);
}

/** What is sold of the wanted lines, who is to learn by them, and what of it they have. */
interface Known {
  items: Item[];
  learning: Learning[];
  hadBy: (accountId: string) => HadAlready;
  candidateOf: (accountId: string) => Candidate;
}

export function cartRoutes(needs: CartNeeds): Route[] {
  const { carts, onSale, provider, dayOf } = needs;

  async function known(buyer: Buyer, lines: readonly WantedLine[], now: Date): Promise<Known> {
    const courseIds = coursesOf(lines);
    const learning = learningOf(buyer, await learnersFor(needs, buyer, lines));
    const whose = { accountIds: accountsIn(learning), by: buyer };
    const [items, hadBy, candidateOf] = await Promise.all([
      onSale(lines, now),
      needs.hadAlready(whose, courseIds, now),
      candidatesOf(needs, whose, courseIds),
    ]);
    return { items, learning, hadBy, candidateOf };
  }

  function show(lines: readonly WantedLine[], found: Known, locale: Locale, now: Date) {
    const { items, learning, hadBy, candidateOf } = found;
    const { unavailable, net, perRate: vat, total, ...cart } = priceCart(lines, items, hadByAny(lines, found));
    const { version, text } = provider.termsOn(dayOf(now)).consent;
    const dayIn = (seconds: number) => dayOf(new Date(now.getTime() + seconds * 1_000));
    const consent = { version, text: text[locale] };
    return {
      lines: cart.lines.map((line) => ({
        ...lineView(line, locale),
        ...(line.learners
          ? { learners: line.learners.map((each) => learnerView(each, line.itemId, learning, hadBy)) }
          : {}),
      })),
      unavailable: unavailable.map(({ title, ...line }) => ({ ...line, title: title && inLocale(title, locale) })),
      warnings: warningsOf(cart.lines, learning, candidateOf, dayIn).map(({ courseId, warning, learner }) =>
        warningView(courseId, warning, locale, learner),
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
      access: { owner: 'see-organisation' },
      responses: { 200: cartSchema },
      handler: async ({ actor, locale, now }) => {
        const buyer = buyerOf(actor);
        const { lines } = await carts.get(buyer);
        return ok(show(lines, await known(buyer, lines, now), locale, now));
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/cart',
      operationId: 'putCart',
      summary: 'Replace what is in my cart: any mix of courses and credit packages',
      description:
        'The cart is that of what I act as: my own, or mine for an organisation, where each course names who is to learn by it.',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      request: { body: cartInputSchema },
      responses: { 200: cartSchema },
      problems: [422],
      alsoWrong: ({ body, now }) => notSoldOf(onSale, body.lines, now),
      handler: async ({ actor, body, locale, now }) => {
        const buyer = buyerOf(actor);
        const lines = wantedLines(body.lines, buyer.membershipId);
        const found = await known(buyer, lines, now);
        const typed = linesAsTyped(body.lines, buyer.membershipId);
        const refused = together([
          notOnSale(missingFrom(found.items, lines), typed),
          refusedLearners(typed, buyer, found.learning),
        ]);
        if (refused) throw refused;
        await carts.put(buyer, withTitles(lines, found.items), now);
        return ok(show(lines, found, locale, now));
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/cart',
      operationId: 'emptyCart',
      summary: 'Empty my cart',
      tags: ['orders'],
      access: { owner: 'see-organisation' },
      responses: { 204: { description: 'Empty' } },
      handler: async ({ actor }) => {
        await carts.empty(buyerOf(actor));
        return noContent();
      },
    }),
  ];
}

/** Of a course for several: what one of them has. */
function hadByAny(lines: readonly WantedLine[], { learning, hadBy }: Known): HadAlready {
  const all = { active: new Set<string>(), ordered: new Set<string>() };
  for (const { kind, itemId, learners } of lines) {
    if (kind !== 'course') continue;
    for (const { learner, accountId } of learning) {
      if (accountId === null || (learner && !learners?.includes(learner.membershipId))) continue;
      const had = hadBy(accountId);
      if (had.active.has(itemId)) all.active.add(itemId);
      if (had.ordered.has(itemId)) all.ordered.add(itemId);
    }
  }
  return all;
}

function learnerView(membershipId: string, courseId: string, learning: readonly Learning[], hadBy: Known['hadBy']) {
  const found = learning.find(({ learner }) => learner?.membershipId === membershipId);
  const had = found?.accountId ? hadBy(found.accountId) : null;
  const state = found ? (found.accountId === null ? ('contact' as const) : ('active' as const)) : ('left' as const);
  return {
    membershipId,
    name: found?.learner?.name,
    state,
    alreadyActive: had?.active.has(courseId) ?? false,
    alreadyOrdered: had?.ordered.has(courseId) ?? false,
  };
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
