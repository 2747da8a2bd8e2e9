import { together } from '@leerhuis/http-api';
import { notOnSale } from '../selling/cart/cart-problems.ts';
import { attestWarnings } from '../selling/cart/domain/attest-outlook.ts';
import { coursesOf, missingFrom } from '../selling/cart/domain/wanted-lines.ts';
import { isBillable } from '../selling/ordering/domain/order.ts';
import { billingOf, type OrderWish, type Quote } from '../selling/ordering/domain/quote.ts';
import {
  accountNotReady,
  addressMissing,
  cartEmpty,
  refusalOfUnprintable,
  tooManyUnpaid,
} from '../selling/ordering/order-problems.ts';
import type { Desk } from './desk.ts';

/**
 * Looks up everything that is known before it is this order's turn to get a number.
 * @throws Problem 409, 422
 */
export async function quoteOrder(desk: Desk, wish: OrderWish, now: Date): Promise<Quote> {
  const { selling, access, accounts, provider, dayOf } = desk;
  const cart = wish.lines ? null : await selling.carts.get(wish.accountId);
  const lines = wish.lines ?? cart?.lines ?? [];
  if (lines.length === 0) throw cartEmpty();
  const most = provider.termsOn(dayOf(now)).mostUnpaidOrders;
  const [items, buyer, unpaid, attested] = await Promise.all([
    selling.onSale(lines, now),
    accounts.get(wish.accountId),
    selling.orders.countUnpaid(wish, most),
    access.attested(wish.accountId, coursesOf(lines)),
  ]);
  const notSold = notOnSale(missingFrom(items, lines), wish.asTyped ?? lines);
  if (!buyer) throw notSold ?? accountNotReady();
  const billing = wish.billing ?? billingOf(buyer);
  const refused = together([notSold, isBillable(billing) ? null : addressMissing(), refusalOfUnprintable(billing)]);
  if (refused) throw refused;
  // here too, so that a thousand refusals don't take the turns of those who may order
  if (unpaid >= most) throw tooManyUnpaid(most);
  const who = { federations: buyer.federations, attested };
  const dayIn = (seconds: number) => dayOf(new Date(now.getTime() + seconds * 1_000));
  const courses = items.filter(({ kind }) => kind === 'course');
  const warnings = courses.flatMap((course) =>
    attestWarnings(course, who, dayIn).map((warning) => ({ courseId: course.itemId, warning })),
  );
  return { ...wish, lines, items, cart, billing, locale: buyer.locale, learners: [], warnings };
}
