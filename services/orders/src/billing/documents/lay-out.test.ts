import { describe, expect, it } from '@jest/globals';
import { renderPdf } from '@leerhuis/documents';
import { locales } from '@leerhuis/language';
import { euro } from '@leerhuis/money';
import { invoice, proForma } from '../../../test/sample-documents.ts';
import { layOut } from './lay-out.ts';

/** All texts of a document definition, in order, with its no-break spaces made plain. */
const textsOf = (node: unknown): string => asPrinted(node).replaceAll('\u00a0', ' ');

function asPrinted(node: unknown): string {
  if (typeof node === 'string') return `${node}\n`;
  if (Array.isArray(node)) return node.map(asPrinted).join('');
  if (typeof node !== 'object' || node === null) return '';
  const { text, stack, columns, table, content } = node as Record<string, unknown>;
  const { body } = (table ?? {}) as { body?: unknown };
  return [content, text, stack, columns, body].map(asPrinted).join('');
}

describe('a pro-forma or invoice on paper', () => {
  it.each(locales)('bears every mention that the law asks for, in %s (KB no. 1, art. 5)', (locale) => {
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
  });

  it.each([
    ['its enterprise number as its VAT number, of who typed it', {}, 'Btw-nr. BE 1000.000.021', 'Ondernemingsnr.'],
    [
      'its VAT number, of a Belgian organisation',
      { vatNumber: 'BE1000000021', register: 'BE' },
      'Btw-nr. BE 1000.000.021',
      'Ondernemingsnr.',
    ],
    [
      'its enterprise number, of one that pays no VAT',
      { vatNumber: null, register: 'BE' },
      'Ondernemingsnr. 1000.000.021',
      'Btw-nr. BE 1000',
    ],
    [
      'both its numbers, of a Dutch one',
      { enterpriseNumber: '12345678', vatNumber: 'NL004495445B01', register: 'NL' },
      'KvK 12345678\nBtw-nr. NL004495445B01',
      'Ondernemingsnr.',
    ],
  ])('names the buyer by %s', (_, numbers, said, notSaid) => {
    const document = invoice('nl');
    const { footer, ...page } = layOut({ ...document, buyer: { ...document.buyer, ...numbers } });
    expect(textsOf(page)).toContain(said);
    expect(textsOf(page)).not.toContain(notSaid);
  });

  it('has the spaces of French before its signs, and days in words', () => {
    for (const document of [invoice('fr'), proForma('fr')]) {
      const { footer, ...page } = layOut(document);
      const said = asPrinted(page);
      expect(said).toContain('\u00a0: ');
      expect(said).not.toMatch(/[^\u00a0][:;?!»]\s/);
      expect(said).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    }
  });

  it('has no letters set apart, which programs read as a blank: `VA N`', () => {
    expect(JSON.stringify([layOut(invoice('nl')), layOut(proForma('nl'))])).not.toContain('characterSpacing');
  });

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

  it('fits on one page with five lines, two rates and an exemption: how to pay is not left for the next', async () => {
    const one = proForma('fr');
    const titles = [
      'Le bail à ferme après le décret : anciens et nouveaux contrats',
      'Le bail',
      'Le secret',
      'Pacht',
      'Huur',
    ];
    const lines = titles.flatMap((fr) => one.lines.slice(0, 1).map((line) => ({ ...line, title: { nl: 'x', fr } })));
    const pdf = (await renderPdf(layOut({ ...one, lines }))).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('sums up once when there is one rate', () => {
    const one = proForma('en');
    const text = textsOf(layOut({ ...one, perRate: one.perRate.slice(1) }));
    expect(text).toContain('Taxable base 21 %');
    expect(text).not.toContain('Total VAT');
    expect(textsOf(layOut(one))).toContain('Total VAT');
  });

  it('becomes a PDF, also for nothing to pay and for many lines', async () => {
    const many = { ...proForma('en'), lines: Array.from({ length: 50 }, () => proForma('en').lines).flat() };
    const free = { ...proForma('nl'), total: euro(0) };
    for (const document of [invoice('fr'), many, free]) {
      expect((await renderPdf(layOut(document))).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });
});
