import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { type LearnersRefusal, mostLearners } from './domain/learners.ts';

/** Says at which lines, by the field that names who learns. */
export function learnersRefused(refusal: LearnersRefusal): Problem {
  switch (refusal.refused) {
    case 'not-for-organisation':
      return said('learners-of-organisation-only', fieldsOf(refusal.lines), {
        nl: 'Wie voor zichzelf bestelt, leert zelf. Kies eerst voor welke organisatie u bestelt.',
        fr: 'Qui commande pour soi-même apprend soi-même. Choisissez d’abord pour quelle organisation vous commandez.',
        en: 'Who orders for themselves learns themself. First choose for which organisation you order.',
      });
    case 'not-of-organisation':
      return said('not-of-organisation', fieldsOf(refusal.lines), {
        nl: 'Hier is iemand genoemd die niet (meer) bij uw organisatie hoort. Voeg wie ontbreekt eerst toe als contact.',
        fr: 'Cette ligne nomme quelqu’un qui n’est pas ou plus de votre organisation. Ajoutez d’abord qui manque comme contact.',
        en: 'This names somebody who is not of your organisation, or no longer. Add who is missing as a contact first.',
      });
    case 'too-many-learners':
      return said('too-many-learners', ['lines'], {
        nl: `Eén bestelling is voor ${mostLearners} deelnames hoogstens. Verdeel ze over meer bestellingen.`,
        fr: `Une commande vaut pour ${mostLearners} participations au plus. Répartissez-les sur plusieurs commandes.`,
        en: `One order is for ${mostLearners} participations at most. Spread them over several orders.`,
      });
    default:
      return refusal satisfies never;
  }
}

const fieldsOf = (lines: readonly number[]) => lines.map((n) => `lines.${n}.learners`);

function said(slug: string, fields: readonly string[], message: Words): Problem {
  return problem(422, slug, { detail: message, errors: fields.map((field) => ({ field, message })) });
}
