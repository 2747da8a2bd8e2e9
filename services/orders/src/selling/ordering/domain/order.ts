import type { FederationCode } from '@leerhuis/federations';
import type { LocalisedText } from '@leerhuis/language';
import { type Money, multiply, type VatTotals, vatTotals } from '@leerhuis/money';
import { type MoneyEntry, type OrderMoney, outstandingOf, toGiveBackOf } from './entries.ts';
import type { Standing } from './standing.ts';

export type LineKind = 'course' | 'credit-package';
/** What is sold, as the service's own copy of the catalogue has it. */
export interface Item {
  kind: LineKind;
  itemId: string;
  code: string;
  title: LocalisedText;
  /** Minutes of training. */
  minutes: number;
  /** Excluding VAT. */
  price: Money;
  /** Percent. */
  vatRate: number;
  /** Of a course: who accredits it, and the last day on which an attest can be requested (V-25); not kept with an order. */
  accreditations?: { federation: FederationCode; attestUntil: string }[] | undefined;
  /** Of a course: how long its videos take. */
  seconds?: number | undefined;
}

/** An employee of the organisation that an order is for, who learns by a line of it (C-8). */
export interface Learner {
  membershipId: string;
  /** Null for a contact who has no account yet. */
  accountId: string | null;
}

export interface OrderLine extends Omit<Item, 'accreditations' | 'seconds'> {
  lineId: string;
  /** Of a course for an organisation: a line for each who learns by it. Absent: who ordered. */
  learner?: Learner;
  quantity: number;
  /** Price × quantity, excluding VAT. */
  net: Money;
}

export interface Billing {
  name: string;
  enterpriseNumber: string | null;
  address: { street: string; postalCode: string; city: string; country: string } | null;
  /** Of an organisation: null when it pays no VAT. Absent: its enterprise number is its VAT number. */
  vatNumber?: string | null;
  /** Of an organisation: whose register gave the enterprise number; absent: Belgium's. */
  register?: string;
}

export interface Order extends VatTotals {
  id: string;
  /** Who ordered. */
  accountId: string;
  /** The organisation that it is ordered for and that is billed (C-8); null: who ordered, for themselves. */
  organisationId: string | null;
  /** Account of the staff who placed it for the buyer; absent when the buyer did. */
  placedBy?: string;
  placedAt: Date;
  /** Its courses were to be activated with it (V-15): also those of learners who had no account yet. */
  activatesAtOnce?: boolean;
  lines: OrderLine[];
  billing: Billing;
  purchaseReference: string | null;
  /** The consumer's wish for immediate access, at the cost of withdrawal (V-14). */
  consent: { version: string; at: Date };
  proForma: { id: string; number: string; issuedOn: string; dueDate: string; structuredCommunication: string };
  invoice: { id: string; number: string; issuedOn: string } | null;
  standing: Standing;
  /** Every move of money for this order, the oldest first. */
  entries: MoneyEntry[];
}

/** The order as its money sees it. */
export function moneyOf({ standing, total, entries, invoice }: Order): OrderMoney {
  return { standing, total, entries, hasInvoice: invoice !== null };
}

/** What is still to be paid of an order. */
export function outstanding(order: Order): Money {
  return outstandingOf(moneyOf(order));
}

/** What came in beyond what the order asks for, and has to go back (V-13). */
export function toGiveBack(order: Order): Money {
  return toGiveBackOf(moneyOf(order));
}

export function orderLine(lineId: string, { accreditations, seconds, ...item }: Item, quantity: number): OrderLine {
  return { ...item, lineId, quantity, net: multiply(item.price, quantity) };
}

/** The account that learns by a line; null while the learner has none. */
export function learnerOf({ accountId }: Pick<Order, 'accountId'>, { learner }: { learner?: Learner | undefined }) {
  return learner ? learner.accountId : accountId;
}

/** The sums of an order, which its pro-forma and its invoice repeat to the cent. */
export function totalsOf(lines: readonly Pick<OrderLine, 'net' | 'vatRate'>[]): VatTotals {
  return vatTotals(lines.map(({ net, vatRate }) => ({ net, rate: vatRate })));
}

/** Somebody who buys as a business needs an address on the invoice (KB no. 1, art. 5); a private person does not. */
export function isBillable(billing: Billing): boolean {
  return billing.enterpriseNumber === null || billing.address !== null;
}
