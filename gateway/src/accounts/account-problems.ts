import { federations } from '@leerhuis/federations';
import { type FieldError, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { MembershipFault } from './domain/account.ts';
import type { PasswordFault } from './domain/password.ts';

const passwordWords: Record<PasswordFault, Words> = {
  'too-short': {
    nl: 'Gebruik minstens 8 tekens.',
    fr: 'Utilisez au moins 8 caractères.',
    en: 'Use at least 8 characters.',
  },
  'too-long': {
    nl: 'Gebruik hoogstens 128 tekens.',
    fr: 'Utilisez au plus 128 caractères.',
    en: 'Use at most 128 characters.',
  },
  'too-few-kinds': {
    nl: 'Gebruik tekens uit minstens drie groepen: hoofdletters, kleine letters, cijfers, andere tekens.',
    fr: "Utilisez des caractères d'au moins trois groupes : majuscules, minuscules, chiffres, autres caractères.",
    en: 'Use characters from at least three groups: capitals, small letters, digits, others.',
  },
  'contains-name-or-address': {
    nl: 'Gebruik geen deel van uw naam of e-mailadres, ook niet met gelijkende tekens.',
    fr: "N'utilisez aucune partie de votre nom ou adresse e-mail, même avec des caractères semblables.",
    en: 'Use no part of your name or e-mail address, not with look-alike characters either.',
  },
  'too-common': {
    nl: 'Gebruik geen veelgebruikt wachtwoord of woord, ook niet met cijfers of tekens eromheen.',
    fr: "N'utilisez pas un mot de passe ou un mot courant, même entouré de chiffres ou de signes.",
    en: 'Use no common password or word, not with digits or signs around it either.',
  },
  'too-repetitive': {
    nl: 'Gebruik meer verschillende tekens.',
    fr: 'Utilisez davantage de caractères différents.',
    en: 'Use more different characters.',
  },
};

/** Which parts of the password rule fail (C-4). */
export function wordedPassword(faults: PasswordFault[], field: string): FieldError[] {
  return faults.map((fault) => ({ field, message: passwordWords[fault] }));
}

/** 422 that says which parts of the password rule fail (C-4). */
export function weakPassword(errors: FieldError[]) {
  return problem(422, 'weak-password', {
    detail: {
      nl: 'Dit wachtwoord is niet sterk genoeg.',
      fr: "Ce mot de passe n'est pas assez fort.",
      en: 'This password is not strong enough.',
    },
    errors,
  });
}

export function wordedMembership({ reason, federation }: MembershipFault): Words {
  const { example } = federations[federation].memberNumber;
  return reason === 'form'
    ? {
        nl: `Een lidnummer van ${federation} ziet eruit als ${example}.`,
        fr: `Un numéro de membre ${federation} ressemble à ${example}.`,
        en: `A member number of ${federation} looks like ${example}.`,
      }
    : {
        nl: `Geef één lidnummer voor ${federation}.`,
        fr: `Donnez un seul numéro de membre pour ${federation}.`,
        en: `Give one member number for ${federation}.`,
      };
}

/** 422 that names the memberships whose number does not fit. */
export function wrongMemberships(faults: MembershipFault[]) {
  return problem(422, 'wrong-member-number', {
    detail: {
      nl: 'Een lidnummer klopt niet.',
      fr: "Un numéro de membre n'est pas correct.",
      en: 'A member number is not right.',
    },
    errors: faults.map((fault) => ({
      field: `memberships[${fault.index}].memberNumber`,
      message: wordedMembership(fault),
    })),
  });
}

export function linkDoesNotWork() {
  return problem(404, 'link-does-not-work', {
    detail: {
      nl: 'Deze link werkt niet (meer). Vraag een nieuwe aan.',
      fr: 'Ce lien ne fonctionne pas (ou plus). Demandez-en un nouveau.',
      en: 'This link does not work (any more). Ask for a new one.',
    },
  });
}

export function unknownAddress() {
  return problem(404, 'unknown-address', {
    detail: {
      nl: 'Er is geen account met dit e-mailadres.',
      fr: "Il n'y a pas de compte avec cette adresse e-mail.",
      en: 'There is no account with this e-mail address.',
    },
  });
}

export function addressTaken() {
  return problem(409, 'address-taken', {
    detail: {
      nl: 'Er is al een account met dit e-mailadres.',
      fr: 'Il existe déjà un compte avec cette adresse e-mail.',
      en: 'There is an account with this e-mail address already.',
    },
  });
}

export function samePassword() {
  const message = {
    nl: 'Dit is uw huidige wachtwoord. Kies een ander.',
    fr: "C'est votre mot de passe actuel. Choisissez-en un autre.",
    en: 'This is your present password. Choose another.',
  };
  return problem(422, 'same-password', { detail: message, errors: [{ field: 'newPassword', message }] });
}

/** @param others what else is wrong with what was sent */
export function wrongPassword(others: FieldError[] = [], field = 'currentPassword') {
  return problem(422, 'wrong-password', {
    detail: {
      nl: 'Het huidige wachtwoord klopt niet.',
      fr: "Le mot de passe actuel n'est pas correct.",
      en: 'The current password is not right.',
    },
    errors: [
      {
        field,
        message: { nl: 'Klopt niet.', fr: "N'est pas correct.", en: 'Is not right.' },
      },
      ...others,
    ],
  });
}
