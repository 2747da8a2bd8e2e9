import { notOnSale } from '../selling/cart/cart-problems.ts';
import { missingFrom, type WantedLine } from '../selling/cart/domain/wanted-lines.ts';
import { type Billing, type Item, isBillable } from '../selling/ordering/domain/order.ts';
import {
  accountNotReady,
  addressMissing,
  cartEmpty,
  refuseUnprintable,
  tooManyUnpaid,
} from '../selling/ordering/order-problems.ts';
import type { Buyer, CartRead, OrderParts } from './order-parts.ts';

export interface OrderWish {
  accountId: string;
  /** Absent: what is in the cart. */
  lines: WantedLine[] | undefined;
  billing: Billing | undefined;
  activateNow: boolean;
  purchaseReference: string | null;
}

/** An order priced and addressed, but not placed: nothing of it is kept yet. */
export interface Quote extends OrderWish {
  lines: WantedLine[];
  items: Item[];
  cart: CartRead | null;
  buyer: Buyer;
  billing: Billing;
}

/** Looks up everything that is known before it is this order's turn to get a number. */
export async function quoteOrder(parts: OrderParts, wish: OrderWish, now: Date): Promise<Quote> {
  const cart = wish.lines ? null : await parts.cart.get(wish.accountId);
  const lines = wish.lines ?? cart?.lines ?? [];
  if (lines.length === 0) throw cartEmpty();
  const [items, buyer] = await Promise.all([parts.itemsOnSale(lines, now), parts.buyer(wish.accountId)]);
  const missing = missingFrom(items, lines);
  if (missing.length > 0) throw notOnSale(missing);
  if (!buyer) throw accountNotReady();
  const billing = wish.billing ?? billingOf(buyer);
  if (!isBillable(billing)) throw addressMissing();
  refuseUnprintable(billing);
  // here too, so that a thousand refusals don't take the turns of those who may order
  const most = parts.mostUnpaidOn(now);
  if ((await parts.orders.countUnpaid(wish.accountId, most)) >= most) throw tooManyUnpaid(most);
  return { ...wish, lines, items, cart, buyer, billing };
}

/** An invoice is made out to the company when the account names one. */
function billingOf({ name, company, address }: Buyer): Billing {
  return { name: company?.name ?? name, enterpriseNumber: company?.enterpriseNumber ?? null, address };
}
