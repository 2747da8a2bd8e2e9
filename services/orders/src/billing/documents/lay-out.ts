import { formatDay } from '@leerhuis/calendar';
import type { DocumentDefinition } from '@leerhuis/documents';
import { readableEmail } from '@leerhuis/language';
import { formatEnterpriseNumber, formatIban } from '@leerhuis/money';
import type { Content } from 'pdfmake/interfaces.js';
import type { Billing } from '../../selling/ordering/domain/order.ts';
import type { IssuedDocument, Seller } from './domain/document.ts';
import { howToPay, settled } from './lay-out-payment.ts';
import { accent, boxed, grey } from './lay-out-style.ts';
import { lines, totals } from './lay-out-sums.ts';
import { type Wording, wordings } from './wording.ts';

/** The document as a page of A4: everything on it comes from the stored document (KB no. 1, art. 5). */
export function layOut(document: IssuedDocument): DocumentDefinition {
  const words = wordings[document.locale];
  return {
    pageSize: 'A4',
    pageMargins: [50, 46, 50, 58],
    info: { title: `${words[document.kind]} ${document.number}`, author: document.seller.name },
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: '#1c2329' },
    footer: (current, count) => footer(document.seller, words.page(current, count)),
    content: [
      heading(document, words),
      parties(document, words),
      facts(document, words),
      lines(document, words),
      totals(document, words),
      ...(document.kind === 'pro-forma' ? howToPay(document, words) : settled(document, words)),
    ],
  };
}

function heading(document: IssuedDocument, words: Wording): Content {
  return {
    columns: [
      { text: document.seller.name, fontSize: 15, bold: true, color: accent },
      {
        stack: [
          { text: words[document.kind], fontSize: 19, bold: true },
          { text: document.number, fontSize: 11, color: grey },
        ],
        alignment: 'right',
      },
    ],
    margin: [0, 0, 0, 16],
  };
}

function parties({ seller, buyer }: IssuedDocument, words: Wording): Content {
  const { address } = buyer;
  return {
    columns: [
      party(words.seller, seller.name, [
        seller.street,
        `${seller.country}-${seller.postalCode} ${seller.city}`,
        `${words.vatNumber} ${readableVatNumber(seller.vatNumber)}`,
        seller.registerOfLegalEntities,
      ]),
      party(words.buyer, buyer.name, [
        address?.street ?? null,
        address && `${address.country}-${address.postalCode} ${address.city}`,
        ...numbersOf(buyer, words),
      ]),
    ],
    columnGap: 30,
    margin: [0, 0, 0, 16],
  };
}

/** A Belgian enterprise number is the VAT number of who pays VAT; elsewhere there are two (KB no. 1, art. 5). */
function numbersOf({ enterpriseNumber, vatNumber, register = 'BE' }: Billing, words: Wording): string[] {
  const isBelgian = register === 'BE';
  const vat = vatNumber === undefined && isBelgian ? enterpriseNumber : vatNumber;
  return [
    ...(vat && isBelgian ? [] : numberInRegister(enterpriseNumber, register, words)),
    ...(vat ? [`${words.vatNumber} ${readableVatNumber(vat)}`] : []),
  ];
}

function numberInRegister(number: string | null, register: string, words: Wording): string[] {
  if (number === null) return [];
  if (register === 'NL') return [`KvK ${number}`];
  return [`${words.enterpriseNumber} ${/^\d{10}$/.test(number) ? formatEnterpriseNumber(number) : number}`];
}

function party(title: string, name: string, rows: (string | null)[]): Content {
  return {
    stack: [
      { text: title.toUpperCase(), fontSize: 7.5, color: grey, margin: [0, 0, 0, 3] },
      { text: name, bold: true },
      ...rows.filter((row) => row !== null),
    ],
  };
}

function facts(document: IssuedDocument, words: Wording): Content {
  const day = (value: string) => formatDay(value, document.locale);
  const shown: [string, string][] = [
    [words.issuedOn, day(document.issuedOn)],
    ...(document.kind === 'pro-forma'
      ? [[words.dueDate, day(document.dueDate)] satisfies [string, string]]
      : [
          [words.placedOn, day(document.placedOn)] satisfies [string, string],
          [words.paidOn, day(document.paidOn)] satisfies [string, string],
        ]),
    ...(document.purchaseReference ? [[words.reference, document.purchaseReference] satisfies [string, string]] : []),
  ];
  return {
    table: {
      widths: shown.map(() => '*'),
      body: [
        shown.map(([name, value]) => ({
          stack: [
            { text: name, color: grey, fontSize: 8 },
            { text: value, bold: true },
          ],
        })),
      ],
    },
    layout: boxed(10, 6),
    margin: [0, 0, 0, 14],
  };
}

function footer(seller: Seller, page: string): Content {
  const parts = [
    seller.name,
    readableVatNumber(seller.vatNumber),
    `IBAN ${formatIban(seller.iban)}`,
    readableEmail(seller.email),
    seller.website,
  ];
  return {
    stack: [{ text: parts.join('  ·  ') }, { text: page }],
    alignment: 'center',
    fontSize: 7.5,
    color: grey,
    margin: [50, 16, 50, 0],
  };
}

/** Belgian numbers in groups, also without their BE; others as they are. */
function readableVatNumber(vatNumber: string): string {
  const digits = /^(?:BE)?(\d{10})$/.exec(vatNumber)?.[1];
  return digits === undefined ? vatNumber : `BE ${formatEnterpriseNumber(digits)}`;
}
