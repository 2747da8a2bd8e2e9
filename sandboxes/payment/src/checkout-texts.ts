import type { Method } from './payment.ts';

export const outcomes = ['paid', 'pending', 'failed', 'canceled', 'expired'] as const;
export type Outcome = (typeof outcomes)[number];

interface Texts {
  title: string;
  amount: string;
  method: string;
  card: string;
  outcome: string;
  outcomes: Record<Outcome, string>;
  methods: Record<Method, string>;
  transfer: string;
  account: string;
  reference: string;
  go: string;
  done: string;
  back: string;
  choose: string;
  sandbox: string;
}

export const texts = {
  nl: {
    title: 'Betalen',
    amount: 'Bedrag',
    method: 'Hoe wilt u betalen?',
    card: 'Kaart',
    outcome: 'Hoe loopt de betaling af?',
    outcomes: {
      paid: 'Betaald',
      pending: 'In behandeling',
      failed: 'Mislukt',
      canceled: 'Geannuleerd',
      expired: 'Verlopen',
    },
    methods: {
      bancontact: 'Bancontact',
      creditcard: 'Kaart',
      paypal: 'PayPal',
      banktransfer: 'Overschrijving',
      ideal: 'iDEAL',
    },
    transfer: 'Schrijf het bedrag over. „In behandeling” betekent dat de overschrijving nog onderweg is.',
    account: 'Rekening',
    reference: 'Mededeling',
    go: 'Doorgaan',
    done: 'Deze betaling is afgehandeld.',
    back: 'Terug naar de winkel',
    choose: 'Kies hoe u betaalt en hoe de betaling afloopt.',
    sandbox: 'Proefomgeving: er wordt geen geld betaald.',
  },
  fr: {
    title: 'Paiement',
    amount: 'Montant',
    method: 'Comment voulez-vous payer ?',
    card: 'Carte',
    outcome: 'Comment se termine le paiement ?',
    outcomes: { paid: 'Payé', pending: 'En cours', failed: 'Échoué', canceled: 'Annulé', expired: 'Expiré' },
    methods: {
      bancontact: 'Bancontact',
      creditcard: 'Carte',
      paypal: 'PayPal',
      banktransfer: 'Virement',
      ideal: 'iDEAL',
    },
    transfer: 'Virez le montant. « En cours » signifie que le virement est encore en route.',
    account: 'Compte',
    reference: 'Communication',
    go: 'Continuer',
    done: 'Ce paiement est terminé.',
    back: 'Retour à la boutique',
    choose: 'Choisissez comment vous payez et comment le paiement se termine.',
    sandbox: 'Environnement de test : aucun argent n’est payé.',
  },
  en: {
    title: 'Payment',
    amount: 'Amount',
    method: 'How do you want to pay?',
    card: 'Card',
    outcome: 'How does the payment end?',
    outcomes: { paid: 'Paid', pending: 'Pending', failed: 'Failed', canceled: 'Canceled', expired: 'Expired' },
    methods: {
      bancontact: 'Bancontact',
      creditcard: 'Card',
      paypal: 'PayPal',
      banktransfer: 'Bank transfer',
      ideal: 'iDEAL',
    },
    transfer: 'Transfer the amount. “Pending” means that the transfer is still on its way.',
    account: 'Account',
    reference: 'Reference',
    go: 'Continue',
    done: 'This payment is over.',
    back: 'Back to the shop',
    choose: 'Choose how you pay and how the payment ends.',
    sandbox: 'Sandbox: no money is paid.',
  },
} satisfies Record<string, Texts>;

export type Language = keyof typeof texts;

/** The payment's own language, else the browser's, else English. */
export function languageOf(locale: string | null, accepted: string | undefined): Language {
  const wanted = [locale ?? '', ...(accepted ?? '').split(',')].map((one) => one.trim().slice(0, 2).toLowerCase());
  return wanted.find((one): one is Language => Object.hasOwn(texts, one)) ?? 'en';
}
