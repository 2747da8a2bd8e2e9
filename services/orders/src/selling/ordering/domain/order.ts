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

export interface OrderLine extends Omit<Item, 'accreditations' | 'seconds'> {
  lineId: string;
  quantity: number;
  /** Price × quantity, excluding VAT. */
  net: Money;
}

export interface Billing {
  name: string;
  enterpriseNumber: string | null;
  address: { street: string; postalCode: string; city: string; country: string } | null;
}

export interface Order extends VatTotals {
  id: string;
  accountId: string;
  /** Account of the staff who placed it for the buyer; absent when the buyer did. */
  placedBy?: string;
  placedAt: Date;
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

/** The sums of an order, which its pro-forma and its invoice repeat to the cent. */
export function totalsOf(lines: readonly Pick<OrderLine, 'net' | 'vatRate'>[]): VatTotals {
  return vatTotals(lines.map(({ net, vatRate }) => ({ net, rate: vatRate })));
}

/** Somebody who buys as a business needs an address on the invoice (KB no. 1, art. 5); a private person does not. */
export function isBillable(billing: Billing): boolean {
  return billing.enterpriseNumber === null || billing.address !== null;
}
