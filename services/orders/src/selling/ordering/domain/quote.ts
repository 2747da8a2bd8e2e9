import type { Account } from '../../../accounts/domain/account.ts';
import type { AttestWarning } from '../../cart/domain/attest-outlook.ts';
import type { WantedLine } from '../../cart/domain/wanted-lines.ts';
import { type Billing, type Item, type Order, orderLine, totalsOf } from './order.ts';

export interface OrderWish {
  accountId: string;
  /** Account of the staff who orders for the buyer; absent when the buyer does. */
  placedBy?: string;
  /** Absent: what is in the cart. */
  lines: WantedLine[] | undefined;
  /** Those lines before the same ones were joined: a wrong one goes by its place among these. */
  asTyped?: readonly (WantedLine | null)[] | undefined;
  /** Absent: as the account says. */
  billing: Billing | undefined;
  activateNow: boolean;
  purchaseReference: string | null;
}

/** An order priced and addressed, but not placed: nothing of it is kept yet. */
export interface Quote extends OrderWish {
  lines: WantedLine[];
  /** What is on sale of the lines. */
  items: Item[];
  /** The cart that is ordered, as it was read. */
  cart: { lines: WantedLine[]; changedAt: Date | null } | null;
  buyer: Account;
  billing: Billing;
  /** Of which courses no attest can come. */
  warnings: { courseId: string; warning: AttestWarning }[];
}

/** Whom an order is made out to unless it says so itself: the company when the account names one. */
export function billingOf({ name, company, address }: Account): Billing {
  return { name: company?.name ?? name, enterpriseNumber: company?.enterpriseNumber ?? null, address };
}

/** The order of a quote: priced by what is on sale, never by what was sent. */
export function orderOf(
  quote: Quote,
  facts: { proForma: Order['proForma']; consent: { version: string }; newId: () => string },
  now: Date,
): Order {
  const { accountId, placedBy, items, billing, purchaseReference } = quote;
  const { proForma, consent, newId } = facts;
  const lines = quote.lines.flatMap(({ kind, itemId, quantity }) => {
    const item = items.find((each) => each.kind === kind && each.itemId === itemId);
    return item ? [orderLine(newId(), item, quantity)] : [];
  });
  return {
    id: newId(),
    accountId,
    ...(placedBy === undefined ? {} : { placedBy }),
    placedAt: now,
    lines,
    ...totalsOf(lines),
    billing,
    purchaseReference,
    consent: { version: consent.version, at: now },
    proForma,
    invoice: null,
    standing: { state: 'placed' },
    entries: [],
  };
}
