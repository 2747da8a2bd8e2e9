import { formatDay } from '@leerhuis/calendar';
import { qrVector } from '@leerhuis/documents';
import { epcQrPayload, formatIban, formatMoney } from '@leerhuis/money';
import type { Content } from 'pdfmake/interfaces.js';
import type { Invoice, ProForma } from './domain/document.ts';
import { accent, boxed, grey } from './lay-out-style.ts';
import { methodName, type Wording } from './wording.ts';

/** What to transfer, in words and as a code for a bank's app; nothing of it when there is nothing to pay. */
export function howToPay(document: ProForma, words: Wording): Content[] {
  const { seller, structuredCommunication: reference, total } = document;
  const remark: Content = { text: words.noInvoice, color: grey, margin: [0, 12, 0, 0] };
  if (total.amount === 0) return [remark];
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
                { ...qrVector(scan, { size: 104 }), alignment: 'center' },
                { text: words.scan, fontSize: 7.5, color: grey, alignment: 'center', margin: [0, 3, 0, 0] },
              ],
            },
          ],
        ],
      },
      layout: boxed(12, 9),
      margin: [0, 16, 0, 0],
      unbreakable: true,
    },
    remark,
  ];
}

export function settled(document: Invoice, words: Wording): Content[] {
  const { replaces, locale } = document;
  return [
    {
      stack: [
        { text: words.replaces(replaces.number, formatDay(replaces.issuedOn, locale)), bold: true },
        { text: words.paidWith(methodName(document.paidWith, words), formatDay(document.paidOn, locale)) },
        { text: `${words.communication}: ${replaces.structuredCommunication}`, color: grey },
      ],
      margin: [0, 18, 0, 0],
    },
  ];
}
