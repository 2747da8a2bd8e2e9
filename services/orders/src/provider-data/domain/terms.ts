import type { Dated } from './dated.ts';

interface InLanguages {
  nl: string;
  fr: string;
  en: string;
}

/** What the provider agrees with who orders. An order keeps the version of the consent that it was placed under. */
export interface Terms extends Dated {
  /** Calendar days between the pro-forma and its due date. */
  paymentDays: number;
  /** Days after a payment within which a bank or the payment provider may take it back. */
  takeBackDays: number;
  /** Orders that one account may have waiting for payment. */
  mostUnpaidOrders: number;
  /** Months that a course can be watched from its activation (V-17). */
  accessMonths: number;
  /** Years after the order in which hours can be spent (V-6). */
  creditYears: number;
  /** The immediate access that a consumer asks for, and what it costs them: their right of withdrawal (V-14). */
  consent: { version: string; text: InLanguages };
}

export const terms: readonly Terms[] = [
  {
    validFrom: '2020-01-01',
    validTo: null,
    source: 'general terms of the provider (V-6, V-14, V-17); term of payment: law of 2 August 2002, art. 4',
    paymentDays: 30,
    // card schemes allow 120 days, in some cases 540; after this a person has to find it on the statement
    takeBackDays: 180,
    mostUnpaidOrders: 50,
    accessMonths: 12,
    creditYears: 3,
    consent: {
      version: '2026-06-19',
      text: {
        nl: 'Ik vraag om onmiddellijke toegang tot wat ik bestel en weet dat ik daardoor mijn herroepingsrecht verlies zodra de toegang begint.',
        fr: "Je demande l'accès immédiat à ce que je commande et je sais que je perds ainsi mon droit de rétractation dès que l'accès commence.",
        en: 'I ask for immediate access to what I order and know that I thereby lose my right of withdrawal once access begins.',
      },
    },
  },
];
