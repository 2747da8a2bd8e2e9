import type { Locale } from '@leerhuis/language';
import type { PaymentStanding } from '../domain/payment-standing.ts';

type TitleAndText = readonly [title: string, text: string];

interface Texts {
  standings: Record<PaymentStanding, TitleAndText>;
  unknown: TitleAndText;
  looksAgain: string;
  logIn: string;
  order: string;
  amount: string;
  outstanding: string;
  goOn: string;
  again: string;
}

export const paymentPageTexts: Record<Locale, Texts> = {
  nl: {
    standings: {
      paid: ['Bedankt', 'De bestelling is betaald. U krijgt de factuur per mail.'],
      'paid-in-part': [
        'Nog niet volledig betaald',
        'Deze betaling is aangekomen, maar de bestelling is niet (meer) volledig betaald.',
      ],
      'given-back': [
        'U krijgt deze betaling terug',
        'De bestelling was al betaald. Wat u te veel betaalde, gaat terug naar de rekening of kaart waarmee u betaalde.',
      ],
      'paid-otherwise': [
        'Al betaald',
        'De bestelling is al met een andere betaling betaald. U hoeft niets meer te doen.',
      ],
      processing: [
        'De betaling is nog niet bevestigd',
        'Zodra de betaaldienst ze bevestigt, krijgt u de factuur per mail.',
      ],
      failed: ['De betaling is mislukt', 'Er is niets betaald. De bestelling blijft staan.'],
      canceled: ['De betaling is geannuleerd', 'Er is niets betaald. De bestelling blijft staan.'],
      expired: ['De betaling is verlopen', 'Er is niet op tijd betaald. De bestelling blijft staan.'],
      withdrawn: [
        'Deze bestelling is ingetrokken',
        'Er valt niets meer voor te betalen. Komt er toch nog geld aan, dan krijgt u het terug.',
      ],
      unpaid: ['Nog niet betaald', 'Voor deze bestelling is nog geen betaling begonnen.'],
    },
    unknown: ['Deze betaling kennen wij niet', 'Kijk na of u de volledige link hebt geopend.'],
    looksAgain: 'Deze pagina ververst zichzelf.',
    logIn: 'Log in om de bestelling te bekijken of te betalen.',
    order: 'Pro-forma',
    amount: 'Bedrag',
    outstanding: 'Nog te betalen',
    goOn: 'Verdergaan met betalen',
    again: 'Opnieuw betalen',
  },
  fr: {
    standings: {
      paid: ['Merci', 'La commande est payée. Vous recevrez la facture par courriel.'],
      'paid-in-part': [
        'Pas encore entièrement payée',
        "Ce paiement est arrivé, mais la commande n'est pas (ou plus) entièrement payée.",
      ],
      'given-back': [
        'Ce paiement vous est remboursé',
        'La commande était déjà payée. Ce que vous avez payé en trop retourne sur le compte ou la carte utilisés.',
      ],
      'paid-otherwise': [
        'Déjà payée',
        "La commande a déjà été payée par un autre paiement. Vous n'avez plus rien à faire.",
      ],
      processing: [
        "Le paiement n'est pas encore confirmé",
        'Dès que le service de paiement le confirme, vous recevrez la facture par courriel.',
      ],
      failed: ['Le paiement a échoué', "Rien n'a été payé. La commande reste valable."],
      canceled: ['Le paiement est annulé', "Rien n'a été payé. La commande reste valable."],
      expired: ['Le paiement a expiré', "Le paiement n'est pas arrivé à temps. La commande reste valable."],
      withdrawn: [
        'Cette commande a été retirée',
        "Il n'y a plus rien à payer. Si de l'argent arrive encore, il vous sera remboursé.",
      ],
      unpaid: ['Pas encore payée', "Aucun paiement n'a été commencé pour cette commande."],
    },
    unknown: ['Nous ne connaissons pas ce paiement', 'Vérifiez que vous avez ouvert le lien entier.'],
    looksAgain: "Cette page s'actualise d'elle-même.",
    logIn: 'Connectez-vous pour voir ou payer la commande.',
    order: 'Pro forma',
    amount: 'Montant',
    outstanding: 'Reste à payer',
    goOn: 'Continuer le paiement',
    again: 'Payer à nouveau',
  },
  en: {
    standings: {
      paid: ['Thank you', 'The order is paid. You get the invoice by mail.'],
      'paid-in-part': ['Not paid in full yet', 'This payment arrived, but the order is not paid in full (any more).'],
      'given-back': [
        'You get this payment back',
        'The order had been paid already. What you paid too much goes back to the account or card that you paid with.',
      ],
      'paid-otherwise': ['Already paid', 'The order was paid by another payment. You need not do anything.'],
      processing: [
        'The payment is not confirmed yet',
        'As soon as the payment service confirms it, you get the invoice by mail.',
      ],
      failed: ['The payment failed', 'Nothing was paid. The order still stands.'],
      canceled: ['The payment was cancelled', 'Nothing was paid. The order still stands.'],
      expired: ['The payment expired', 'It was not completed in time. The order still stands.'],
      withdrawn: [
        'This order was withdrawn',
        'There is nothing left to pay. Should money still arrive, you get it back.',
      ],
      unpaid: ['Not paid yet', 'No payment of this order was begun.'],
    },
    unknown: ['We do not know this payment', 'See whether you opened the whole link.'],
    looksAgain: 'This page refreshes by itself.',
    logIn: 'Log in to see or pay the order.',
    order: 'Pro-forma',
    amount: 'Amount',
    outstanding: 'Left to pay',
    goOn: 'Go on with the payment',
    again: 'Pay again',
  },
};
