import type { Words } from '@leerhuis/language';
import type { PaymentMethod } from '../domain/payment.ts';

/** What people call each way to pay, and what it means for them (V-11). */
export const methodTexts: Record<PaymentMethod, { title: Words; description: Words }> = {
  bancontact: {
    title: { nl: 'Bancontact', fr: 'Bancontact', en: 'Bancontact' },
    description: {
      nl: 'Met uw Bancontactkaart of met de app van uw bank. De betaling is meteen rond.',
      fr: "Avec votre carte Bancontact ou l'application de votre banque. Le paiement est immédiat.",
      en: 'With your Bancontact card or the app of your bank. Paid at once.',
    },
  },
  creditcard: {
    title: { nl: 'Kaart', fr: 'Carte', en: 'Card' },
    description: {
      nl: 'Met Visa, Mastercard of Maestro. De betaling is meteen rond.',
      fr: 'Avec Visa, Mastercard ou Maestro. Le paiement est immédiat.',
      en: 'With Visa, Mastercard or Maestro. Paid at once.',
    },
  },
  paypal: {
    title: { nl: 'PayPal', fr: 'PayPal', en: 'PayPal' },
    description: {
      nl: 'Met uw PayPal-rekening. De betaling is meteen rond.',
      fr: 'Avec votre compte PayPal. Le paiement est immédiat.',
      en: 'With your PayPal account. Paid at once.',
    },
  },
  ideal: {
    title: { nl: 'iDEAL', fr: 'iDEAL', en: 'iDEAL' },
    description: {
      nl: 'Met de app of de site van uw Nederlandse bank. De betaling is meteen rond.',
      fr: "Avec l'application ou le site de votre banque néerlandaise. Le paiement est immédiat.",
      en: 'With the app or the site of your Dutch bank. Paid at once.',
    },
  },
  banktransfer: {
    title: { nl: 'Overschrijving', fr: 'Virement', en: 'Bank transfer' },
    description: {
      nl: 'U schrijft zelf over naar onze rekening, met de gestructureerde mededeling van de pro forma. De bestelling is betaald zodra het geld bij ons geboekt is.',
      fr: 'Vous virez vous-même sur notre compte, avec la communication structurée de la facture pro forma. La commande est payée dès que le montant est enregistré chez nous.',
      en: 'You transfer to our account yourself, with the structured communication of the pro-forma. The order is paid once the money is booked with us.',
    },
  },
};
