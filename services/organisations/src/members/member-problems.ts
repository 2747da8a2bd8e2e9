import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { MemberRefusal } from './domain/member.ts';
import type { Role } from './domain/roles.ts';

export const roleNames: Record<Role, Words> = {
  manager: { nl: 'beheerder', fr: 'gestionnaire', en: 'manager' },
  employee: { nl: 'medewerker', fr: 'collaborateur', en: 'employee' },
  planner: { nl: 'inschrijver', fr: 'responsable des inscriptions', en: 'planner' },
  accountant: { nl: 'boekhouding', fr: 'comptabilité', en: 'accountant' },
  'trainer-external': { nl: 'externe lesgever', fr: 'formateur externe', en: 'external trainer' },
  'trainer-centre': { nl: 'lesgever van het centrum', fr: 'formateur du centre', en: 'trainer of the centre' },
  'care-worker': { nl: 'zorgmedewerker', fr: 'soignant', en: 'care worker' },
};

/** Why something can't be done about somebody of an organisation. */
export function memberProblem(refusal: MemberRefusal): Problem {
  const { slug, status, field, message } = worded(refusal);
  return problem(status, slug, { detail: message, ...(field ? { errors: [{ field, message }] } : {}) });
}

function worded(refusal: MemberRefusal): { status: number; slug: string; field?: string; message: Words } {
  switch (refusal.refused) {
    case 'no-role':
      return {
        status: 422,
        slug: 'no-role',
        field: 'roles',
        message: { nl: 'Geef minstens één rol.', fr: 'Donnez au moins un rôle.', en: 'Give one role at least.' },
      };
    case 'exclusive-role': {
      const name = roleNames[refusal.role];
      const message = {
        nl: `De rol ${name.nl} gaat niet samen met een andere: één e-mailadres heeft één rol. Voor een tweede rol is een tweede adres nodig.`,
        fr: `Le rôle ${name.fr} ne se combine avec aucun autre : une adresse e-mail a un seul rôle. Un second rôle demande une seconde adresse.`,
        en: `The role of ${name.en} goes with no other: one e-mail address holds one role. A second role needs a second address.`,
      };
      return { status: 422, slug: 'exclusive-role', field: 'roles', message };
    }
    case 'holds-role':
    case 'other-role': {
      const name = roleNames[refusal.role];
      const message = {
        nl: `Dit e-mailadres heeft elders de rol ${name.nl}, die niet met deze samengaat. Voor een tweede rol is een tweede adres nodig.`,
        fr: `Cette adresse e-mail a ailleurs le rôle ${name.fr}, qui ne se combine pas avec celui-ci. Un second rôle demande une seconde adresse.`,
        en: `This e-mail address holds the role of ${name.en} elsewhere, which does not go with this one. A second role needs a second address.`,
      };
      return { status: 409, slug: 'address-holds-role', field: 'roles', message };
    }
    case 'is-elsewhere':
      return {
        status: 409,
        slug: 'is-elsewhere',
        message: {
          nl: 'U hebt deze rol intussen in een andere organisatie. Vraag om een nieuwe uitnodiging, om over te stappen.',
          fr: 'Vous avez entre-temps ce rôle dans une autre organisation. Demandez une nouvelle invitation, pour changer d’organisation.',
          en: 'You hold this role in another organisation meanwhile. Ask for a new invitation, to move.',
        },
      };
    case 'is-member':
      return {
        status: 409,
        slug: 'is-member',
        field: 'email',
        message: {
          nl: 'Deze persoon hoort al bij de organisatie.',
          fr: 'Cette personne fait déjà partie de l’organisation.',
          en: 'This person is of the organisation already.',
        },
      };
    case 'number-taken':
      return {
        status: 409,
        slug: 'staff-number-taken',
        field: 'staffNumber',
        message: {
          nl: `Dit personeelsnummer is van ${refusal.by}.`,
          fr: `Ce matricule est celui de ${refusal.by}.`,
          en: `This staff number is that of ${refusal.by}.`,
        },
      };
    case 'has-ended':
      return {
        status: 409,
        slug: 'membership-ended',
        message: {
          nl: 'Deze persoon hoort niet meer bij de organisatie.',
          fr: 'Cette personne ne fait plus partie de l’organisation.',
          en: 'This person is no longer of the organisation.',
        },
      };
    case 'no-address':
      return {
        status: 422,
        slug: 'no-address',
        field: 'email',
        message: {
          nl: 'Zonder e-mailadres kan niemand uitgenodigd worden.',
          fr: 'Sans adresse e-mail, personne ne peut être invité.',
          en: 'Nobody can be invited without an e-mail address.',
        },
      };
    case 'last-manager':
      return {
        status: 409,
        slug: 'last-manager',
        message: {
          nl: 'Dit is de laatste beheerder. Maak eerst iemand anders beheerder.',
          fr: 'C’est le dernier gestionnaire. Nommez d’abord un autre gestionnaire.',
          en: 'This is the last manager. Make somebody else a manager first.',
        },
      };
    case 'no-trainer':
      return {
        status: 422,
        slug: 'no-trainer',
        field: 'publicList',
        message: {
          nl: 'Alleen lesgevers staan op de publieke lijst.',
          fr: 'Seuls les formateurs figurent sur la liste publique.',
          en: 'Only trainers are on the public list.',
        },
      };
    case 'link-ended':
      return {
        status: 404,
        slug: 'invitation-ended',
        message: {
          nl: 'Deze uitnodiging werkt niet (meer). Vraag een nieuwe aan wie u uitnodigde.',
          fr: 'Cette invitation ne fonctionne pas (ou plus). Demandez-en une nouvelle à qui vous a invité.',
          en: 'This invitation does not work (any more). Ask whoever invited you for a new one.',
        },
      };
    default:
      return refusal satisfies never;
  }
}

/** The account goes by an address that ends with the place (B-6). */
export function addressIsTheirs(): Problem {
  return problem(409, 'address-is-of-organisation', {
    detail: {
      nl: 'U meldt aan met een e-mailadres van deze organisatie. Wijzig het eerst met PUT /api/v1/me/email, of vertrek met `anyway=true`: uw account blijft, maar wat naar dit adres gaat, bereikt u misschien niet meer.',
      fr: 'Vous vous connectez avec une adresse e-mail de cette organisation. Modifiez-la d’abord par PUT /api/v1/me/email, ou partez avec `anyway=true` : votre compte reste, mais ce qui va à cette adresse ne vous parviendra peut-être plus.',
      en: 'You log in with an e-mail address of this organisation. Change it first by PUT /api/v1/me/email, or leave with `anyway=true`: your account stays, but what goes to this address may not reach you any more.',
    },
  });
}

/** What goes to a work address must not go to a stranger because somebody mistyped it, or wished so. */
export function addressNotProved(): Problem {
  const message = {
    nl: 'Kies het e-mailadres van uw account, dat u bevestigd hebt. Een ander werkadres vult een beheerder van de organisatie in.',
    fr: 'Choisissez l’adresse e-mail de votre compte, que vous avez confirmée. Une autre adresse de travail est indiquée par un gestionnaire de l’organisation.',
    en: 'Choose the e-mail address of your account, which you confirmed. Another work address is filled in by a manager of the organisation.',
  };
  return problem(422, 'address-not-proved', { detail: message, errors: [{ field: 'email', message }] });
}

/** The account was made a moment ago, and is not known here yet. */
export function accountUnknown(): Problem {
  return problem(503, 'account-not-known-yet', { retryAfter: 1 });
}
