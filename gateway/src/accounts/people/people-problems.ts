import { type FieldError, type Problem, problem } from '@leerhuis/http-api';
import type { StaffRefusal } from '../domain/staff.ts';

export function staffRefused({ refused }: StaffRefusal): Problem {
  switch (refused) {
    case 'not-staff':
      return problem(404, 'not-staff', {
        detail: {
          nl: 'Deze persoon is geen medewerker.',
          fr: 'Cette personne ne fait pas partie du personnel.',
          en: 'This person is not of the staff.',
        },
      });
    case 'has-roles':
      return problem(409, 'has-roles', {
        detail: {
          nl: 'Wie dit e-mailadres heeft, heeft deze rollen al.',
          fr: 'La personne à cette adresse e-mail a déjà ces rôles.',
          en: 'Whoever has this e-mail address has these roles already.',
        },
      });
    case 'last-administrator':
      return problem(409, 'last-administrator', {
        detail: {
          nl: 'Dit is de laatste beheerder. Geef eerst iemand anders de rol administratie.',
          fr: "C'est le dernier administrateur. Donnez d'abord le rôle administration à quelqu'un d'autre.",
          en: 'This is the last administrator. Give somebody else the role of administration first.',
        },
      });
    default:
      return refused satisfies never;
  }
}

export function invitationEnded(): Problem {
  return problem(404, 'invitation-ended', {
    detail: {
      nl: 'Deze uitnodiging werkt niet (meer). Vraag een nieuwe aan wie u uitnodigde.',
      fr: 'Cette invitation ne fonctionne pas (ou plus). Demandez-en une nouvelle à qui vous a invité.',
      en: 'This invitation does not work (any more). Ask whoever invited you for a new one.',
    },
  });
}

/** Of who has no account yet: all that is missing or wrong, in one answer. */
export function detailsRefused(errors: FieldError[]): Problem {
  return problem(422, 'details-refused', {
    detail: {
      nl: 'U hebt nog geen account: vul uw naam in en kies een sterk wachtwoord.',
      fr: "Vous n'avez pas encore de compte : indiquez votre nom et choisissez un mot de passe fort.",
      en: 'You have no account yet: give your name and choose a strong password.',
    },
    errors,
  });
}

/** For staff, who may know. */
export function hasAccount(): Problem {
  const message = {
    nl: 'Dit e-mailadres heeft al een account: zoek het op dit adres op.',
    fr: 'Cette adresse e-mail a déjà un compte : cherchez-le par cette adresse.',
    en: 'This e-mail address has an account already: look it up by this address.',
  };
  return problem(409, 'address-taken', { detail: message, errors: [{ field: 'email', message }] });
}
