import type { Letter, Template } from './letter.ts';
import type { Values } from './values.ts';

const proFormaFacts = (v: Values): NonNullable<Letter['facts']> => [
  ['number', v.text('number')],
  ['total', v.money('totalCents')],
  ['dueDate', v.day('dueDate')],
  ['beneficiary', v.text('beneficiary')],
  ['iban', v.text('iban')],
  ['communication', v.text('structuredCommunication')],
];

/** The pro-forma that comes at once with each order (V-10). */
export const proForma: Template = {
  nl: (v) => ({
    subject: `Pro-formafactuur ${v.text('number')}`,
    paragraphs: ['Bedankt voor uw bestelling. In bijlage vindt u de pro-formafactuur; na betaling volgt de factuur.'],
    facts: proFormaFacts(v),
  }),
  fr: (v) => ({
    subject: `Facture pro forma ${v.text('number')}`,
    paragraphs: ['Merci de votre commande. La facture pro forma est jointe ; la facture suit après le paiement.'],
    facts: proFormaFacts(v),
  }),
  en: (v) => ({
    subject: `Pro-forma invoice ${v.text('number')}`,
    paragraphs: ['Thank you for your order. The pro-forma invoice is attached; the invoice follows after payment.'],
    facts: proFormaFacts(v),
  }),
};

const invoiceFacts = (v: Values): NonNullable<Letter['facts']> => [
  ['number', v.text('number')],
  ['total', v.money('totalCents')],
  ['paidOn', v.day('paidOn')],
];

export const invoice: Template = {
  nl: (v) => ({
    subject: `Factuur ${v.text('number')}`,
    paragraphs: [
      `Uw betaling is ontvangen. In bijlage vindt u de factuur; ze vervangt pro-forma ${v.text('proFormaNumber')}.`,
    ],
    facts: invoiceFacts(v),
  }),
  fr: (v) => ({
    subject: `Facture ${v.text('number')}`,
    paragraphs: [
      `Votre paiement est arrivé. La facture est jointe ; elle remplace la pro forma ${v.text('proFormaNumber')}.`,
    ],
    facts: invoiceFacts(v),
  }),
  en: (v) => ({
    subject: `Invoice ${v.text('number')}`,
    paragraphs: [
      `Your payment was received. The invoice is attached; it replaces pro-forma ${v.text('proFormaNumber')}.`,
    ],
    facts: invoiceFacts(v),
  }),
};

export const orderWithdrawn: Template = {
  nl: (v) => ({
    subject: `Bestelling ingetrokken: ${v.text('number')}`,
    paragraphs: ['Uw bestelling is ingetrokken. De pro-formafactuur vervalt; u hoeft niets te betalen.'],
    facts: [['number', v.text('number')]],
  }),
  fr: (v) => ({
    subject: `Commande retirée : ${v.text('number')}`,
    paragraphs: ['Votre commande est retirée. La facture pro forma est annulée ; vous ne devez rien payer.'],
    facts: [['number', v.text('number')]],
  }),
  en: (v) => ({
    subject: `Order withdrawn: ${v.text('number')}`,
    paragraphs: ['Your order is withdrawn. The pro-forma invoice lapses; you need not pay anything.'],
    facts: [['number', v.text('number')]],
  }),
};

const refundFacts = (v: Values): NonNullable<Letter['facts']> => [
  ['number', v.text('number')],
  ['amount', v.money('amountCents')],
];

/** What was paid twice or too much goes back (V-13). */
export const paymentRefunded: Template = {
  nl: (v) => ({
    subject: 'Wij betalen u terug',
    paragraphs: ['Er werd te veel of dubbel betaald. Het bedrag gaat terug langs de weg waarlangs het kwam.'],
    facts: refundFacts(v),
  }),
  fr: (v) => ({
    subject: 'Nous vous remboursons',
    paragraphs: ['Un montant a été payé en trop ou deux fois. Il repart par la voie par laquelle il est venu.'],
    facts: refundFacts(v),
  }),
  en: (v) => ({
    subject: 'We pay you back',
    paragraphs: ['Something was paid twice, or too much. The amount goes back the way it came.'],
    facts: refundFacts(v),
  }),
};

const creditFacts = (v: Values): NonNullable<Letter['facts']> => [
  ['package', v.text('packageTitle')],
  ['hours', v.hours('minutes')],
  ['validUntil', v.day('expiresAt')],
];

/** Hours that were bought (V-6). */
export const creditGranted: Template = {
  nl: (v) => ({
    subject: 'Uw uren staan klaar',
    paragraphs: ['De uren van uw pakket zijn bij uw tegoed geteld. U activeert er cursussen mee.'],
    facts: creditFacts(v),
  }),
  fr: (v) => ({
    subject: 'Vos heures sont prêtes',
    paragraphs: ['Les heures de votre formule sont ajoutées à votre crédit. Vous pouvez activer des cours avec elles.'],
    facts: creditFacts(v),
  }),
  en: (v) => ({
    subject: 'Your hours are ready',
    paragraphs: ['The hours of your package are added to your credit. You can activate courses with them.'],
    facts: creditFacts(v),
  }),
};
