import { describe, expect, it } from '@jest/globals';
import { renderPdf } from '@leerhuis/documents';
import { euro, structuredCommunication } from '@leerhuis/money';
import { type Invoice, invoiceFor, type Locale, type ProForma } from './domain/document.ts';
import { layOut } from './lay-out.ts';

function proForma(locale: Locale): ProForma {
  const line = { code: 'OVB-2026-1', minutes: 90, quantity: 1, vatRate: 21 };
  return {
    kind: 'pro-forma',
    id: 'pf-1',
    number: 'PF-2026-000123',
    issuedOn: '2026-11-22',
    orderId: 'order-1',
    accountId: 'account-1',
    placedOn: '2026-11-22',
    locale,
    seller: {
      name: 'Leerhuis Academie BV',
      street: 'Stationsstraat 12',
      postalCode: '9000',
      city: 'Gent',
      country: 'BE',
      vatNumber: 'BE0123456749',
      registerOfLegalEntities: 'RPR Gent',
      iban: 'BE68539007547034',
      bic: 'BPOTBEB1',
      email: 'boekhouding@leerhuis.example',
      website: 'www.leerhuis.example',
    },
    buyer: {
      name: 'Peeters & Zonen BV',
      enterpriseNumber: '1000000021',
      address: { street: 'Kouter 1', postalCode: '8500', city: 'Kortrijk', country: 'BE' },
    },
    lines: [
      { ...line, title: { nl: 'Huurrecht: wat is er nieuw?', fr: 'Le bail' }, price: euro(9_500), net: euro(9_500) },
      {
        ...line,
        code: 'EDUC-10',
        title: { nl: 'EDUC 10 uren' },
        minutes: 600,
        quantity: 2,
        price: euro(45_000),
        net: euro(90_000),
      },
      { ...line, title: { nl: 'Vrijgestelde les' }, vatRate: 0, price: euro(5_000), net: euro(5_000) },
    ],
    net: euro(104_500),
    vat: euro(20_895),
    total: euro(125_395),
    parts: [
      { rate: 0, net: euro(5_000), vat: euro(0) },
      { rate: 21, net: euro(99_500), vat: euro(20_895) },
    ],
    purchaseReference: 'PO-77',
    exemptions: [{ nl: 'Vrijgesteld van btw – art. 44', fr: 'Exempté – art. 44', en: 'Exempt – art. 44' }],
    dueDate: '2026-12-22',
    structuredCommunication: structuredCommunication('2600000123'),
  };
}

function invoice(locale: Locale): Invoice {
  const pf = proForma(locale);
  const facts = {
    id: 'f-1',
    number: 'F-2026-000009',
    issuedOn: '2026-11-25',
    paidOn: '2026-11-24',
    paidWith: 'bancontact',
  };
  return invoiceFor(pf, { ...facts, seller: pf.seller });
}

/** All texts of a document definition, in order, with its no-break spaces made plain. */
function textsOf(node: unknown): string {
  if (typeof node === 'string') return `${node.replaceAll('\u00a0', ' ')}\n`;
  if (Array.isArray(node)) return node.map(textsOf).join('');
  if (typeof node !== 'object' || node === null) return '';
  const { text, stack, columns, table, content } = node as Record<string, unknown>;
  const { body } = (table ?? {}) as { body?: unknown };
  return [content, text, stack, columns, body].map(textsOf).join('');
}

describe('a pro-forma or invoice on paper', () => {
  it.each(['nl', 'fr', 'en'] as const)(
    'bears every mention that the law asks for, in %s (KB no. 1, art. 5)',
    (locale) => {
      const { footer, ...page } = layOut(invoice(locale));
      const text = textsOf(page);
      const mentions = [
        'F-2026-000009',
        { nl: '25 november 2026', fr: '25 novembre 2026', en: '25 November 2026' }[locale],
        { nl: '24 november 2026', fr: '24 novembre 2026', en: '24 November 2026' }[locale],
        'Leerhuis Academie BV',
        'Stationsstraat 12',
        'BE 0123.456.749',
        'Peeters & Zonen BV',
        'Kouter 1',
        'BE-8500 Kortrijk',
        'BE 1000.000.021',
        'EDUC 10 uren',
        '21 %',
        { nl: '€ 450,00', fr: '450,00 €', en: '€450.00' }[locale],
        { nl: '€ 995,00', fr: '995,00 €', en: '€995.00' }[locale],
        { nl: '€ 208,95', fr: '208,95 €', en: '€208.95' }[locale],
        'art. 44',
        'PF-2026-000123',
        'PO-77',
      ];
      for (const mention of mentions) expect(text).toContain(mention);
      const foot = (footer as unknown as (page: number, pages: number) => unknown)(1, 2);
      expect(textsOf(foot)).toContain('IBAN BE68 5390 0754 7034');
    },
  );

  it('says how to pay a pro-forma, and that it is no invoice', () => {
    const text = textsOf(layOut(proForma('nl')));
    for (const part of [
      'BE68 5390 0754 7034',
      '+++260/0000/12395+++',
      '€ 1.253,95',
      '22 december 2026',
      'geen factuur',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('names the course in the language of the buyer, else in Dutch', () => {
    expect(textsOf(layOut(proForma('fr')))).toContain('Le bail');
    expect(textsOf(layOut(proForma('en')))).toContain('Huurrecht');
  });

  it('becomes a PDF, also for nothing to pay and for many lines', async () => {
    const many = { ...proForma('en'), lines: Array.from({ length: 50 }, () => proForma('en').lines).flat() };
    const free = { ...proForma('nl'), total: euro(0) };
    for (const document of [invoice('fr'), many, free]) {
      expect((await renderPdf(layOut(document))).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});
