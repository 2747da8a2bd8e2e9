import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { SubstitutionRefusal } from './domain/substitution.ts';

const problems = {
  'order-withdrawn': {
    status: 409,
    field: 'lineId',
    nl: 'Deze bestelling is ingetrokken.',
    fr: 'Cette commande a été retirée.',
    en: 'This order was withdrawn.',
  },
  activated: {
    status: 409,
    field: 'lineId',
    nl: 'Deze cursus is al geactiveerd, en dus persoonlijk: de plaats gaat niet meer naar iemand anders.',
    fr: 'Ce cours est déjà activé, et donc personnel : la place ne passe plus à quelqu’un d’autre.',
    en: 'This course was activated, and so is personal: the place no longer goes to somebody else.',
  },
  'not-of-organisation': {
    status: 422,
    field: 'membershipId',
    nl: 'Deze persoon hoort niet (meer) bij uw organisatie. Voeg wie ontbreekt eerst toe als contact.',
    fr: 'Cette personne n’est pas ou plus de votre organisation. Ajoutez d’abord qui manque comme contact.',
    en: 'This person is not of your organisation, or no longer. Add who is missing as a contact first.',
  },
  'learns-already': {
    status: 409,
    field: 'membershipId',
    nl: 'Deze persoon volgt deze cursus al met deze bestelling.',
    fr: 'Cette personne suit déjà ce cours par cette commande.',
    en: 'This person takes this course by this order already.',
  },
} as const satisfies Record<SubstitutionRefusal, Words & { status: 409 | 422; field: string }>;

export function cannotSubstitute(refused: SubstitutionRefusal): Problem {
  const { status, field, ...message } = problems[refused];
  return problem(status, `substitution-${refused}`, { detail: message, errors: [{ field, message }] });
}
