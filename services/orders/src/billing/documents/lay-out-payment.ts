import { formatDay } from '@leerhuis/calendar';
import { qrVector } from '@leerhuis/documents';
import { colonFor } from '@leerhuis/language';
import { epcQrPayload, formatIban, formatMoney } from '@leerhuis/money';
import type { Content } from 'pdfmake/interfaces.js';
import type { Invoice, ProForma } from './domain/document.ts';
import { accent, boxed, grey } from './lay-out-style.ts';
import { methodName, type Wording } from './wording.ts';

/** What to transfer, in words and as a code for a bank's app; nothing of it when there is nothing to pay. */
export function howToPay(document: ProForma, words: Wording): Content[] {
  const { seller, structuredCommunication: reference, total } = document;
  if (total.amount === 0) return [];
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
    margin: [0, 0, 0, 3],
  });
  return [
    {
      table: {
        widths: ['*', 128],
        body: [
          [
            {
              stack: [
                { text: words.howToPay, bold: true, fontSize: 12, color: accent, margin: [0, 0, 0, 4] },
                fact(`${words.account} (${seller.name})`, `${formatIban(seller.iban)}  ·  BIC ${seller.bic}`),
                fact(words.communication, reference),
                {
                  columns: [
                    fact(words.toPay, formatMoney(total, document.locale)),
                    fact(words.dueDate, formatDay(document.dueDate, document.locale)),
                  ],
                },
              ],
            },
            {
              stack: [
                { ...qrVector(scan, { size: 98 }), alignment: 'center' },
                { text: words.scan, fontSize: 7.5, color: grey, alignment: 'center', margin: [0, 3, 0, 0] },
              ],
            },
          ],
        ],
      },
      layout: boxed(12, 8),
      margin: [0, 14, 0, 0],
      unbreakable: true,
    },
  ];
}

export function settled(document: Invoice, words: Wording): Content[] {
  const { replaces, locale } = document;
  return [
    {
      stack: [
        { text: words.replaces(replaces.number, formatDay(replaces.issuedOn, locale)), bold: true },
        { text: words.paidWith(methodName(document.paidWith, words), formatDay(document.paidOn, locale)) },
        { text: `${words.communication}${colonFor(locale)}${replaces.structuredCommunication}`, color: grey },
      ],
      margin: [0, 18, 0, 0],
    },
  ];
}
