import { formatDay } from '@leerhuis/calendar';
import { type DocumentDefinition, qrVector } from '@leerhuis/documents';
import { epcQrPayload, formatEnterpriseNumber, formatIban, formatMoney } from '@leerhuis/money';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { DocumentLine, IssuedDocument, ProForma, Seller } from './domain/document.ts';
import { methodName, type Wording, wordings } from './wording.ts';

const accent = '#1f4e79';
const grey = '#5f6b76';
const pale = '#eef2f6';

/** The document as a page of A4: everything on it comes from the stored document (KB no. 1, art. 5). */
export function layOut(document: IssuedDocument): DocumentDefinition {
  const words = wordings[document.locale];
  return {
    pageSize: 'A4',
    pageMargins: [50, 50, 50, 70],
    info: { title: `${words[document.kind]} ${document.number}`, author: document.seller.name },
    defaultStyle: { fontSize: 9.5, lineHeight: 1.25, color: '#1c2329' },
    footer: (current, count) => footer(document.seller, words.page(current, count)),
    content: [heading(document, words), parties(document, words), facts(document, words), lines(document, words)]
      .concat(totals(document, words))
      .concat(document.exemptions.map((ground) => ({ text: ground[document.locale], margin: [0, 10, 0, 0] })))
      .concat(document.kind === 'pro-forma' ? howToPay(document, words) : settled(document, words)),
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
    margin: [0, 0, 0, 28],
  };
}

function parties({ seller, buyer }: IssuedDocument, words: Wording): Content {
  const { address, enterpriseNumber } = buyer;
  const number = enterpriseNumber && `${words.vatNumber} BE ${formatEnterpriseNumber(enterpriseNumber)}`;
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
        number,
      ]),
    ],
    columnGap: 30,
    margin: [0, 0, 0, 22],
  };
}

function party(title: string, name: string, rows: (string | null)[]): Content {
  return {
    stack: [
      { text: title.toUpperCase(), fontSize: 7.5, color: grey, characterSpacing: 0.8, margin: [0, 0, 0, 3] },
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
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, fillColor: () => pale, ...padding(10, 7) },
    margin: [0, 0, 0, 20],
  };
}

function lines(document: IssuedDocument, words: Wording): Content {
  const money = (amount: DocumentLine['net']) => formatMoney(amount, document.locale);
  const header = [words.description, words.quantity, words.price, words.vatRate, words.net].map(
    (text, column): TableCell => ({ text, bold: true, color: 'white', fillColor: accent, alignment: align(column) }),
  );
  const rows = document.lines.map((line): TableCell[] => [
    {
      stack: [
        { text: line.title[document.locale] ?? line.title.nl, bold: true },
        { text: `${line.code} · ${hours(line.minutes, words)}`, color: grey, fontSize: 8 },
      ],
    },
    { text: String(line.quantity), alignment: 'right' },
    { text: money(line.price), alignment: 'right' },
    { text: `${line.vatRate} %`, alignment: 'right' },
    { text: money(line.net), alignment: 'right' },
  ]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: ['*', 45, 75, 35, 75], body: [header, ...rows] },
    layout: ruled,
  };
}

function totals(document: IssuedDocument, words: Wording): Content {
  const money = (amount: DocumentLine['net']) => formatMoney(amount, document.locale);
  const row = (name: string, value: string): TableCell[] => [name, { text: value, alignment: 'right' }];
  const perRate = document.parts.flatMap(({ rate, net, vat }) => [
    row(`${words.base} ${rate} %`, money(net)),
    row(`${words.vat} ${rate} %`, money(vat)),
  ]);
  const last = document.kind === 'pro-forma' ? words.toPay : words.total;
  const total = [last, money(document.total)].map(
    (text, column): TableCell => ({
      text,
      bold: true,
      fontSize: 12,
      alignment: column === 0 ? 'left' : 'right',
      margin: [0, 3, 0, 2],
    }),
  );
  const body = [...perRate, row(words.totalNet, money(document.net)), row(words.totalVat, money(document.vat)), total];
  return {
    columns: [
      { text: '', width: '*' },
      { width: 240, table: { widths: ['*', 90], body }, layout: ruled },
    ],
    margin: [0, 12, 0, 0],
    unbreakable: true,
  };
}

function howToPay(document: ProForma, words: Wording): Content[] {
  const { seller, structuredCommunication: reference, total } = document;
  const scan = epcQrPayload({
    name: seller.name.slice(0, 70),
    iban: seller.iban,
    bic: seller.bic,
    amount: total,
    reference,
  });
  const fact = (name: string, value: string): Content => ({
    stack: [
      { text: name, color: grey, fontSize: 8 },
      { text: value, bold: true, fontSize: 11 },
    ],
    margin: [0, 0, 0, 6],
  });
  return [
    {
      table: {
        widths: ['*', 110],
        body: [
          [
            {
              stack: [
                { text: words.howToPay, bold: true, fontSize: 12, color: accent, margin: [0, 0, 0, 8] },
                fact(`${words.account} (${seller.name})`, `${formatIban(seller.iban)}  ·  BIC ${seller.bic}`),
                fact(words.communication, reference),
                fact(
                  words.toPay,
                  `${formatMoney(total, document.locale)}  ·  ${words.dueDate} ${formatDay(document.dueDate, document.locale)}`,
                ),
              ],
            },
            {
              stack: [
                { ...qrVector(scan, { size: 104 }), alignment: 'center' },
                { text: words.scan, fontSize: 7.5, color: grey, alignment: 'center', margin: [0, 3, 0, 0] },
              ],
            },
          ],
        ],
      },
      layout: { hLineWidth: () => 0, vLineWidth: () => 0, fillColor: () => pale, ...padding(12, 12) },
      margin: [0, 26, 0, 0],
      unbreakable: true,
    },
    { text: words.noInvoice, color: grey, margin: [0, 12, 0, 0] },
  ];
}

function settled(document: Exclude<IssuedDocument, ProForma>, words: Wording): Content[] {
  const { replaces, locale } = document;
  return [
    {
      stack: [
        { text: words.replaces(replaces.number, formatDay(replaces.issuedOn, locale)), bold: true },
        { text: words.paidWith(methodName(document.paidWith, words), formatDay(document.paidOn, locale)) },
        { text: `${words.communication}: ${replaces.structuredCommunication}`, color: grey },
      ],
      margin: [0, 26, 0, 0],
    },
  ];
}

function footer(seller: Seller, page: string): Content {
  const parts = [
    seller.name,
    readableVatNumber(seller.vatNumber),
    `IBAN ${formatIban(seller.iban)}`,
    seller.email,
    seller.website,
  ];
  return {
    stack: [{ text: parts.join('  ·  ') }, { text: page }],
    alignment: 'center',
    fontSize: 7.5,
    color: grey,
    margin: [50, 20, 50, 0],
  };
}

/** `2 u opleiding`, `1,5 h de formation`: hours with at most two decimals. */
function hours(minutes: number, words: Wording): string {
  const amount = (Math.round((minutes / 60) * 100) / 100).toString();
  return `${words.hours === 'h' && words.vat === 'VAT' ? amount : amount.replace('.', ',')} ${words.hours} ${words.training}`;
}

function readableVatNumber(vatNumber: string): string {
  return vatNumber.startsWith('BE') ? `BE ${formatEnterpriseNumber(vatNumber.slice(2))}` : vatNumber;
}

function align(column: number): 'left' | 'right' {
  return column === 0 ? 'left' : 'right';
}

const ruled = {
  hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => '#d5dce3',
  ...padding(6, 5),
};

function padding(sides: number, ends: number) {
  return { paddingLeft: () => sides, paddingRight: () => sides, paddingTop: () => ends, paddingBottom: () => ends };
}
