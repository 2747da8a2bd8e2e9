import type { Facts, Template } from './letter.ts';
import type { Values } from './values.ts';

const proFormaFacts = (v: Values<'pro-forma'>): Facts => [
  ['number', v.text('number')],
  ['total', v.money('totalCents')],
  ['dueDate', v.day('dueDate')],
  ['beneficiary', v.text('beneficiary')],
  ['iban', v.text('iban')],
  ['communication', v.text('structuredCommunication')],
];

/** The pro-forma that comes at once with each order (V-10). */
export const proForma: Template<'pro-forma'> = {
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

const invoiceFacts = (v: Values<'invoice'>): Facts => [
  ['number', v.text('number')],
  ['total', v.money('totalCents')],
  ['paidOn', v.day('paidOn')],
];

export const invoice: Template<'invoice'> = {
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

export const orderWithdrawn: Template<'order-withdrawn'> = {
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

const refundFacts = (v: Values<'payment-refunded'>): Facts => [
  ['number', v.text('number')],
  ['amount', v.money('amountCents')],
];

/** What was paid twice or too much goes back (V-13). */
export const paymentRefunded: Template<'payment-refunded'> = {
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

const creditFacts = (v: Values<'credit-granted'>): Facts => [
  ['package', v.text('packageTitle')],
  ['hours', v.hours('minutes')],
  ['validUntil', v.day('expiresAt')],
];

/** Hours that were bought (V-6). */
export const creditGranted: Template<'credit-granted'> = {
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

const lapsingFacts = (v: Values<'credit-lapses'>): Facts => [
  ['package', v.text('packageTitle')],
  ['hoursLeft', v.hours('minutes')],
  ['validUntil', v.day('lapsesAt')],
];

/** Hours that can soon be spent no more (V-6). */
export const creditLapses: Template<'credit-lapses'> = {
  nl: (v) => ({
    subject: `Uw uren vervallen na ${v.day('lapsesAt')}`,
    paragraphs: [
      `Van uw pakket zijn nog ${v.hours('minutes')} over. U kunt ze gebruiken tot en met ${v.day('lapsesAt')}; wat dan over is, vervalt.`,
      'Activeer er een cursus mee: eenmaal geactiveerd blijft ze daarna gewoon toegankelijk. Deelt u uw uren, laat het dan ook uw collega’s weten.',
    ],
    facts: lapsingFacts(v),
    button: { text: 'Uren gebruiken', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: `Vos heures expirent après le ${v.day('lapsesAt')}`,
    paragraphs: [
      `Il reste ${v.hours('minutes')} de votre formule. Vous pouvez les utiliser jusqu’au ${v.day('lapsesAt')} inclus ; ce qui reste alors est perdu.`,
      'Activez un cours avec elles : une fois activé, il reste accessible ensuite. Si vous partagez vos heures, prévenez aussi vos collègues.',
    ],
    facts: lapsingFacts(v),
    button: { text: 'Utiliser les heures', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: `Your hours lapse after ${v.day('lapsesAt')}`,
    paragraphs: [
      `Of your package ${v.hours('minutes')} are left. You can spend them up to and including ${v.day('lapsesAt')}; what is left then lapses.`,
      'Activate a course with them: once activated it stays open afterwards. If you share your hours, tell your colleagues too.',
    ],
    facts: lapsingFacts(v),
    button: { text: 'Spend the hours', url: v.text('loginUrl') },
  }),
};

const invitationFacts = (v: Values<'credit-invitation'>): Facts => [['answerBy', v.day('expiresAt')]];

/** Somebody shares hours with who reads this, who may not have an account and knows nothing of it yet (V-8). */
export const creditInvitation: Template<'credit-invitation'> = {
  nl: (v) => ({
    subject: 'U wordt uitgenodigd om opleidingsuren te delen',
    paragraphs: [
      'Iemand van uw kantoor wil opleidingsuren met u delen. Meld u aan, of maak met dit e-mailadres een account, en kijk bij „Uitnodigingen” van wie ze komt. Daar zegt u ja of nee.',
      'Zonder uw ja gebeurt er niets. Kent u niemand die u uitnodigt, dan hoeft u niets te doen.',
    ],
    facts: invitationFacts(v),
    button: { text: 'Uitnodiging bekijken', url: v.text('loginUrl') },
  }),
  fr: (v) => ({
    subject: 'Vous êtes invité à partager des heures de formation',
    paragraphs: [
      'Quelqu’un de votre bureau veut partager des heures de formation avec vous. Connectez-vous, ou créez un compte avec cette adresse e-mail, et voyez sous « Invitations » de qui elle vient. Vous y répondez oui ou non.',
      'Sans votre oui, rien ne se passe. Si vous ne connaissez personne qui vous invite, vous ne devez rien faire.',
    ],
    facts: invitationFacts(v),
    button: { text: 'Voir l’invitation', url: v.text('loginUrl') },
  }),
  en: (v) => ({
    subject: 'You are invited to share training hours',
    paragraphs: [
      'Somebody of your office wants to share training hours with you. Log in, or make an account with this e-mail address, and see at “Invitations” who it is from. There you say yes or no.',
      'Without your yes nothing happens. If you know nobody who would invite you, you need not do anything.',
    ],
    facts: invitationFacts(v),
    button: { text: 'See the invitation', url: v.text('loginUrl') },
  }),
};
