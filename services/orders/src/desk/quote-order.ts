import type { OrganisationSnapshot } from '@leerhuis/contracts';
import { type Problem, together } from '@leerhuis/http-api';
import { accountsIn, candidatesOf, learnersFor, learningOf } from '../candidates.ts';
import { refusedLearners } from '../selling/cart/cart-http.ts';
import { notOnSale } from '../selling/cart/cart-problems.ts';
import { warningsOf } from '../selling/cart/domain/attest-outlook.ts';
import { coursesOf, missingFrom, type WantedLine } from '../selling/cart/domain/wanted-lines.ts';
import { billedAsKnown, mayNotBind, orderNumberMissing } from '../selling/ordering/binding-problems.ts';
import { type Binding, bindingOf } from '../selling/ordering/domain/binding.ts';
import { isBillable } from '../selling/ordering/domain/order.ts';
import { billingOf, type OrderWish, type Quote } from '../selling/ordering/domain/quote.ts';
import {
  accountNotReady,
  addressMissing,
  cartEmpty,
  refusalOfUnprintable,
  tooManyUnpaid,
} from '../selling/ordering/order-problems.ts';
import { billingOfOrganisation, clientOf } from './client-of.ts';
import type { Desk } from './desk.ts';

/**
 * Looks up everything that is known before it is this order's turn to get a number.
 * @throws Problem 403, 409, 422
 */
export async function quoteOrder(desk: Desk, wish: OrderWish, now: Date): Promise<Quote> {
  const { selling, access, accounts, provider, dayOf } = desk;
  const { buyer } = wish;
  const cart = wish.lines ? null : await selling.carts.get(buyer);
  const lines = wish.lines ?? cart?.lines ?? [];
  if (lines.length === 0) throw cartEmpty();
  const typed = wish.asTyped ?? lines;
  const courseIds = coursesOf(lines);
  const most = provider.termsOn(dayOf(now)).mostUnpaidOrders;
  const [client, learners] = await Promise.all([clientOf(desk, buyer), learnersFor(desk, buyer, lines)]);
  // by a yes the manager binds it
  const binding = client && !wish.approval ? bindingOf(client, buyer, typed) : 'at-once';
  if (typeof binding !== 'string') throw mayNotBind(binding);
  const learning = learningOf(buyer, learners);
  const whose = { accountIds: accountsIn(learning), by: buyer };
  const [items, account, unpaid, candidateOf] = await Promise.all([
    selling.onSale(lines, now),
    accounts.get(buyer.accountId),
    selling.orders.countUnpaid(buyer, most),
    candidatesOf({ accounts, attested: access.attested }, whose, courseIds),
  ]);
  const notSold = notOnSale(missingFrom(items, lines), typed);
  if (!account) throw notSold ?? accountNotReady();
  const billing = client ? billingOfOrganisation(client) : (wish.billing ?? billingOf(account));
  const refused = together([
    notSold,
    refusedLearners(typed, buyer, learning),
    isBillable(billing) ? null : addressMissing(),
    refusalOfUnprintable(billing),
    client ? refusalOfClient(client, wish, binding) : null,
  ]);
  if (refused) throw refused;
  // here too, so that a thousand refusals don't take the turns of those who may order
  if (unpaid >= most) throw tooManyUnpaid(most);
  const dayIn = (seconds: number) => dayOf(new Date(now.getTime() + seconds * 1_000));
  const learnersOf = new Map(lines.map(({ itemId, learners: named }) => [itemId, named]));
  const warned = items.map((item) => ({ ...item, learners: learnersOf.get(item.itemId) }));
  const warnings = warningsOf(warned, learning, candidateOf, dayIn);
  const { locale } = client ?? account;
  return { ...wish, binding, lines: withoutNames(lines, client), items, cart, billing, locale, learners, warnings };
}

/** What the organisation says of its documents; who says yes can add its order number. */
function refusalOfClient(client: OrganisationSnapshot, wish: OrderWish, binding: Binding): Problem | null {
  if (wish.billing) return billedAsKnown();
  if (binding === 'after-yes') return null;
  return client.demandsOrderNumber && !wish.purchaseReference ? orderNumberMissing() : null;
}

/** Whoever orders for themselves learns themself. */
function withoutNames(lines: readonly WantedLine[], client: OrganisationSnapshot | null): WantedLine[] {
  return lines.map(({ learners, ...line }) => (client && learners ? { ...line, learners } : line));
}
