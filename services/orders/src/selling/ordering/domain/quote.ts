import type { Locale } from '@leerhuis/language';
import type { Account } from '../../../accounts/domain/account.ts';
import type { AttestWarning } from '../../cart/domain/attest-outlook.ts';
import type { WantedLine } from '../../cart/domain/wanted-lines.ts';
import type { Binding } from './binding.ts';
import type { Buyer } from './buyer.ts';
import { type Billing, type Item, type Learner, type Order, type OrderLine, orderLine, totalsOf } from './order.ts';

export interface OrderWish {
  buyer: Buyer;
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
  /** A manager's yes to what the buyer asked before; absent: the buyer orders now. */
  approval?: Approval;
}

/** Who says yes to which request of an employee, as which of the organisation's people (C-8). */
export interface Approval {
  requestId: string;
  /** Account of the manager. */
  by: string;
  membershipId: string;
  /** What the employee agreed to when they asked (V-14). */
  consent: { version: string; at: Date };
}

/** Who learns by a line, as it is told when an order is placed. */
export interface NamedLearner extends Learner {
  name: string;
}

/** An order priced and addressed, but not placed: nothing of it is kept yet. */
export interface Quote extends OrderWish {
  lines: WantedLine[];
  /** Whether it can be ordered, or asked for. */
  binding: Binding;
  /** What is on sale of the lines. */
  items: Item[];
  /** The cart that is ordered, as it was read. */
  cart: { lines: WantedLine[]; changedAt: Date | null } | null;
  billing: Billing;
  /** Of the documents. */
  locale: Locale;
  /** Of an order for an organisation: all who learn by it. */
  learners: NamedLearner[];
  /** Of which courses no attest can come, and for whom of the learners. */
  warnings: { courseId: string; warning: AttestWarning; learner?: NamedLearner }[];
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
  const { buyer, placedBy, items, billing, purchaseReference } = quote;
  const { accountId, organisationId } = buyer;
  const { proForma, consent, newId } = facts;
  const lines = quote.lines.flatMap((wanted) => {
    const item = items.find((each) => each.kind === wanted.kind && each.itemId === wanted.itemId);
    return item ? linesOf(item, wanted, quote.learners, newId) : [];
  });
  return {
    id: newId(),
    accountId,
    organisationId,
    ...(placedBy === undefined ? {} : { placedBy }),
    placedAt: now,
    ...(organisationId !== null && quote.activateNow ? { activatesAtOnce: true } : {}),
    lines,
    ...totalsOf(lines),
    billing,
    purchaseReference,
    consent: quote.approval?.consent ?? { version: consent.version, at: now },
    proForma,
    invoice: null,
    standing: { state: 'placed' },
    entries: [],
  };
}

/** A course for employees is a line for each of them: each is activated, or given to somebody else, by itself. */
function linesOf(
  item: Item,
  { quantity, learners }: WantedLine,
  known: readonly NamedLearner[],
  newId: () => string,
): OrderLine[] {
  if (!learners) return [orderLine(newId(), item, quantity)];
  return learners.flatMap((wanted) => {
    const learner = known.find(({ membershipId }) => membershipId === wanted);
    if (!learner) return [];
    const { membershipId, accountId } = learner;
    return [{ ...orderLine(newId(), item, 1), learner: { membershipId, accountId } }];
  });
}
