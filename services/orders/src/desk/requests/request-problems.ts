import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { mostWaiting, type RequestRefusal } from './domain/order-request.ts';

/** It was answered, or is over otherwise: by another manager, by who asked, or by time. */
export function requestOver({ state }: RequestRefusal): Problem {
  return problem(409, 'order-request-over', { detail: how[state] });
}

const how: Record<RequestRefusal['state'], Words> = {
  approved: {
    nl: 'De aanvraag is al goedgekeurd: ze is een bestelling.',
    fr: 'La demande est déjà approuvée : c’est une commande.',
    en: 'The request was approved already: it is an order.',
  },
  refused: {
    nl: 'De aanvraag is al geweigerd. Wie ze deed, kan een nieuwe doen.',
    fr: 'La demande est déjà refusée. Son auteur peut en faire une nouvelle.',
    en: 'The request was refused already. Who made it can make a new one.',
  },
  withdrawn: {
    nl: 'De aanvraag is ingetrokken door wie ze deed.',
    fr: 'La demande a été retirée par son auteur.',
    en: 'The request was withdrawn by who made it.',
  },
  lapsed: {
    nl: 'De aanvraag is vervallen: niemand antwoordde op tijd. Ze kan opnieuw gedaan worden.',
    fr: 'La demande est caduque : personne n’a répondu à temps. Elle peut être refaite.',
    en: 'The request has lapsed: nobody answered in time. It can be made again.',
  },
  ended: {
    nl: 'De aanvraag is beëindigd: wie ze deed hoort niet meer bij de organisatie, of die is gesloten.',
    fr: 'La demande a pris fin : son auteur ne fait plus partie de l’organisation, ou celle-ci est fermée.',
    en: 'The request has ended: who made it is no longer of the organisation, or that was closed.',
  },
};

export function tooManyWaiting(): Problem {
  return problem(409, 'too-many-order-requests', {
    detail: {
      nl: `U hebt ${mostWaiting} aanvragen die op een antwoord wachten; meer kan niet tegelijk. Trek er een in, of vraag een beheerder te antwoorden.`,
      fr: `Vous avez ${mostWaiting} demandes en attente d’une réponse ; il n’est pas possible d’en avoir plus à la fois. Retirez-en une, ou demandez à un gestionnaire de répondre.`,
      en: `You have ${mostWaiting} requests that wait for an answer; more are not possible at once. Withdraw one, or ask a manager to answer.`,
    },
  });
}
