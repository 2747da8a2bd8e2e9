import { formatMinutes } from '@leerhuis/calendar';
import { inLocale, spaced } from '@leerhuis/language';
import { formatMoney } from '@leerhuis/money';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { DocumentLine, IssuedDocument } from './domain/document.ts';
import { accent, grey, ruled, tight } from './lay-out-style.ts';
import type { Wording } from './wording.ts';

export function lines(document: IssuedDocument, words: Wording): Content {
  const money = (amount: DocumentLine['net']) => formatMoney(amount, document.locale);
  const header = [words.description, words.quantity, words.price, words.vatRate, words.net].map(
    (text, column): TableCell => ({ text, bold: true, color: 'white', fillColor: accent, alignment: align(column) }),
  );
  const rows = document.lines.map((line): TableCell[] => [
    {
      stack: [
        { text: inLocale(line.title, document.locale), bold: true },
        {
          text: `${line.code} · ${`${formatMinutes(line.minutes, document.locale)} ${words.training}`}`,
          color: grey,
          fontSize: 8,
        },
      ],
    },
    { text: String(line.quantity), alignment: 'right' },
    { text: money(line.price), alignment: 'right' },
    { text: `${line.vatRate} %`, alignment: 'right' },
    { text: money(line.net), alignment: 'right' },
  ]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: ['*', 38, 72, 32, 68], body: [header, ...rows] },
    layout: ruled,
  };
}

export function totals(document: IssuedDocument, words: Wording): Content {
  const money = (amount: DocumentLine['net']) => formatMoney(amount, document.locale);
  const row = (name: string, value: string): TableCell[] => [name, { text: value, alignment: 'right' }];
  const perRate = document.perRate.flatMap(({ rate, net, vat }) => [
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
  // of one rate the sums are said already
  const sums =
    document.perRate.length === 1
      ? []
      : [row(words.totalNet, money(document.net)), row(words.totalVat, money(document.vat))];
  const remarks: Content[] = [
    ...document.exemptions.map((ground) => ground[document.locale]),
    ...(document.kind === 'pro-forma' ? [{ text: spaced(words.noInvoice, document.locale), color: grey }] : []),
  ];
  return {
    columns: [
      { stack: remarks, width: '*' },
      { width: 240, table: { widths: ['*', 90], body: [...perRate, ...sums, total] }, layout: tight },
    ],
    columnGap: 24,
    margin: [0, 10, 0, 0],
    unbreakable: true,
  };
}

function align(column: number): 'left' | 'right' {
  return column === 0 ? 'left' : 'right';
}
