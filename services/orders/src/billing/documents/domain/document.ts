import type { Money } from '@leerhuis/money';

export interface LocalisedText {
  nl: string;
  fr?: string;
  en?: string;
}
export type Locale = 'nl' | 'fr' | 'en';

export interface Seller {
  name: string;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  vatNumber: string;
  registerOfLegalEntities: string;
  iban: string;
  bic: string;
  email: string;
  website: string;
}

export interface DocumentLine {
  title: LocalisedText;
  code: string;
  /** Minutes of training, of one. */
  minutes: number;
  quantity: number;
  /** Excluding VAT. */
  price: Money;
  net: Money;
  vatRate: number;
}

/** What is sold to whom: the part that pro-forma and invoice have in common, to the cent. */
export interface Sale {
  orderId: string;
  accountId: string;
  placedOn: string;
  locale: Locale;
  buyer: {
    name: string;
    enterpriseNumber: string | null;
    address: { street: string; postalCode: string; city: string; country: string } | null;
  };
  lines: DocumentLine[];
  net: Money;
  vat: Money;
  total: Money;
  parts: { rate: number; net: Money; vat: Money }[];
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
  exemptions: { nl: string; fr: string; en: string }[];
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
