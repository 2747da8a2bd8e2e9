import type { Dated } from './dated.ts';

/** What a document has to say about a rate: nothing, or the ground on which no VAT is charged. */
export interface VatRate extends Dated {
  /** Percent. */
  rate: number;
  exemptionGround: { nl: string; fr: string; en: string } | null;
}

/** Rates that may be sold at; the catalogue says which one a course has. */
export const vatRates: readonly VatRate[] = [
  {
    rate: 21,
    validFrom: '1996-01-01',
    validTo: null,
    source: 'KB no. 20 of 20 July 1970, art. 1',
    exemptionGround: null,
  },
  {
    rate: 12,
    validFrom: '1996-01-01',
    validTo: null,
    source: 'KB no. 20 of 20 July 1970, table B',
    exemptionGround: null,
  },
  {
    rate: 6,
    validFrom: '1996-01-01',
    validTo: null,
    source: 'KB no. 20 of 20 July 1970, table A (books among others)',
    exemptionGround: null,
  },
  {
    rate: 0,
    validFrom: '1993-01-01',
    validTo: null,
    source: 'VAT code, art. 44, § 2, 4°',
    exemptionGround: {
      nl: 'Vrijgesteld van btw – art. 44, § 2, 4° WBTW',
      fr: 'Exempté de la TVA – art. 44, § 2, 4° CTVA',
      en: 'Exempt from VAT – art. 44, § 2, 4° of the Belgian VAT code',
    },
  },
];
