import { type Problem, problem } from '@leerhuis/http-api';
import { formatMoney, type Money } from '@leerhuis/money';
import type { BookingRefusal } from '../domain/hand-booking.ts';

const words = {
  withdrawn: {
    nl: 'Deze bestelling is ingetrokken: stort het geld terug.',
    fr: 'Cette commande a été retirée : remboursez l’argent.',
    en: 'This order was withdrawn: give the money back.',
  },
  'in-the-future': {
    nl: 'Deze dag moet nog komen.',
    fr: 'Ce jour n’est pas encore venu.',
    en: 'This day has yet to come.',
  },
  'before-the-order': {
    nl: 'Op deze dag bestond de bestelling nog niet.',
    fr: 'Ce jour-là, la commande n’existait pas encore.',
    en: 'There was no such order on this day yet.',
  },
  'reference-of-another': {
    nl: 'Deze mededeling is niet die van deze bestelling.',
    fr: 'Cette communication n’est pas celle de cette commande.',
    en: 'This communication is not the one of this order.',
  },
  'wrong-check-digits': {
    nl: 'De controlecijfers van deze gestructureerde mededeling kloppen niet.',
    fr: 'Les chiffres de contrôle de cette communication structurée sont faux.',
    en: 'The check digits of this structured communication are wrong.',
  },
  'booked-already': {
    nl: 'Een betaling van die dag met dat bedrag is al geboekt. Zijn het er twee, geef dan sameAgain mee.',
    fr: 'Un paiement de ce jour et de ce montant est déjà enregistré. S’il y en a deux, envoyez sameAgain.',
    en: 'A payment of that day and amount is booked already. If there are two, send sameAgain.',
  },
};

const fields: Record<BookingRefusal, string | null> = {
  withdrawn: null,
  'in-the-future': 'day',
  'before-the-order': 'day',
  'reference-of-another': 'reference',
  'wrong-check-digits': 'reference',
  'booked-already': 'sameAgain',
};

export function cannotBook(refused: BookingRefusal): Problem {
  const message = words[refused];
  const field = fields[refused];
  if (refused === 'withdrawn') return problem(409, 'order-withdrawn', { detail: message });
  const errors = field === null ? [] : [{ field, message }];
  return problem(refused === 'booked-already' ? 409 : 422, `payment-${refused}`, { detail: message, errors });
}

export function cannotUndo(refused: 'not-by-hand' | 'undone-already'): Problem {
  return problem(409, `payment-${refused}`, {
    detail: {
      'not-by-hand': {
        nl: 'Deze betaling kwam via de betaaldienst: betaal ze daar terug.',
        fr: 'Ce paiement est passé par le service de paiement : remboursez-le là.',
        en: 'This payment came by the payment service: give it back there.',
      },
      'undone-already': {
        nl: 'Deze boeking is al ongedaan gemaakt.',
        fr: 'Cet enregistrement est déjà annulé.',
        en: 'This booking was undone already.',
      },
    }[refused],
  });
}

export function moreThanIsToGiveBack(left: Money): Problem {
  const message = {
    nl: `Er valt ${formatMoney(left, 'nl')} terug te storten, niet meer.`,
    fr: `Il y a ${formatMoney(left, 'fr')} à rembourser, pas plus.`,
    en: `There is ${formatMoney(left, 'en')} to give back, no more.`,
  };
  return problem(422, 'more-than-is-to-give-back', { detail: message, errors: [{ field: 'amount', message }] });
}
