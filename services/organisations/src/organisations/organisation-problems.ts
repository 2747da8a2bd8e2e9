import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { Organisation, OrganisationRefusal } from './domain/organisation.ts';

const stateNames: Record<Organisation['state'], Words> = {
  requested: { nl: 'aangevraagd', fr: 'demandée', en: 'requested' },
  active: { nl: 'actief', fr: 'active', en: 'active' },
  closed: { nl: 'gesloten', fr: 'fermée', en: 'closed' },
};

export function organisationProblem(refusal: OrganisationRefusal): Problem {
  switch (refusal.refused) {
    case 'wrong-state': {
      const name = stateNames[refusal.state];
      return problem(409, 'organisation-in-other-state', {
        detail: {
          nl: `Deze organisatie is ${name.nl}: dat kan nu niet.`,
          fr: `Cette organisation est ${name.fr} : ce n’est pas possible maintenant.`,
          en: `This organisation is ${name.en}: that is not possible now.`,
        },
      });
    }
    case 'itself': {
      const message = {
        nl: 'Kies een andere organisatie.',
        fr: 'Choisissez une autre organisation.',
        en: 'Choose another organisation.',
      };
      return problem(422, 'merged-into-itself', { detail: message, errors: [{ field: 'into', message }] });
    }
    default:
      return refusal satisfies never;
  }
}

/** There is an active one of this number and establishment. */
export function organisationExists({ id, name }: Pick<Organisation, 'id' | 'name'>): Problem {
  const message = {
    nl: `Er is al een organisatie met dit nummer: ${name} (${id}). Nodig de persoon daar uit, of geef het nummer van de vestiging.`,
    fr: `Il y a déjà une organisation avec ce numéro : ${name} (${id}). Invitez-y la personne, ou donnez le numéro de l’établissement.`,
    en: `There is an organisation with this number already: ${name} (${id}). Invite the person there, or give the number of the establishment.`,
  };
  return problem(409, 'organisation-exists', { detail: message, errors: [{ field: 'enterpriseNumber', message }] });
}

export function unknownOrganisation(): Problem {
  const message = {
    nl: 'Deze organisatie is niet bekend.',
    fr: 'Cette organisation n’est pas connue.',
    en: 'This organisation is not known.',
  };
  return problem(422, 'unknown-organisation', { detail: message, errors: [{ field: 'into', message }] });
}
