import type { Locale, Words } from '@leerhuis/language';
import { multiply, type VatTotals } from '@leerhuis/money';
import type { Dated, Identity } from '@leerhuis/provider';
import type { Billing, Order, OrderLine } from '../../../selling/ordering/domain/order.ts';
import type { ProFormaFacts } from './pro-forma.ts';

/** Who sells, as it is on the day of issue. */
export type Seller = Omit<Identity, keyof Dated>;

export type DocumentLine = Omit<OrderLine, 'kind' | 'itemId' | 'lineId' | 'learner'>;

/** What is sold to whom: the part that pro-forma and invoice have in common, to the cent. */
export interface Sale extends VatTotals {
  orderId: string;
  /** Who ordered. */
  accountId: string;
  /** The organisation that is billed; null: who ordered. */
  organisationId: string | null;
  placedOn: string;
  locale: Locale;
  buyer: Billing;
  lines: DocumentLine[];
  purchaseReference: string | null;
}

interface Issued extends Sale {
  id: string;
  /** As printed, e.g. `PF-2026-000123`. */
  number: string;
  /** Calendar day in the provider's zone. */
  issuedOn: string;
  seller: Seller;
  /** Grounds on which a rate of the document bears no VAT. */
  exemptions: Words[];
}

/** Asks for payment; is no invoice (V-10). */
export interface ProForma extends Issued {
  kind: 'pro-forma';
  dueDate: string;
  structuredCommunication: string;
}

/** Replaces the pro-forma on the day that payment is complete (V-10). */
export interface Invoice extends Issued {
  kind: 'invoice';
  /** Day on which the price was received. */
  paidOn: string;
  paidWith: string;
  replaces: { number: string; issuedOn: string; structuredCommunication: string };
}

/** A document as it was issued; it never changes, and everything on its PDF is in it. */
export type IssuedDocument = ProForma | Invoice;

/** What documents say of an order. */
export function saleOf(order: Order, placedOn: string, locale: Locale): Sale {
  const { id: orderId, accountId, organisationId, billing: buyer, net, vat, total, perRate, purchaseReference } = order;
  const ref = { orderId, accountId, organisationId };
  return {
    ...ref,
    placedOn,
    locale,
    buyer,
    lines: printedLines(order.lines),
    net,
    vat,
    total,
    perRate,
    purchaseReference,
  };
}

/** One line for a course that several employees learn by: who they are is no business of a document. */
export function printedLines(lines: readonly OrderLine[]): DocumentLine[] {
  const printed = new Map<string, DocumentLine>();
  for (const { learner, ...line } of lines) {
    const key = learner ? line.itemId : line.lineId;
    const same = printed.get(key);
    const quantity = line.quantity + (same?.quantity ?? 0);
    printed.set(key, { ...line, quantity, net: multiply(line.price, quantity) });
  }
  return [...printed.values()];
}

/** @param exemptionOf the ground on which a rate bears no VAT, if it does not */
export function proFormaFor(
  facts: ProFormaFacts,
  sale: Sale,
  seller: Seller,
  exemptionOf: (rate: number) => ProForma['exemptions'][number] | null,
): ProForma {
  const exemptions = sale.perRate.flatMap(({ rate }) => exemptionOf(rate) ?? []);
  return { kind: 'pro-forma', ...facts, ...sale, seller, exemptions };
}

/** The invoice says what the pro-forma said, whatever has changed about seller, buyer or prices since. */
export function invoiceFor(
  proForma: ProForma,
  facts: Pick<Invoice, 'id' | 'number' | 'issuedOn' | 'paidOn' | 'paidWith' | 'seller'>,
): Invoice {
  const { kind, dueDate, structuredCommunication, number, issuedOn, ...sale } = proForma;
  return { ...sale, ...facts, kind: 'invoice', replaces: { number, issuedOn, structuredCommunication } };
}

/** Name of the file on somebody's disk. */
export function filenameOf(document: IssuedDocument): string {
  return `${document.number}.pdf`;
}
