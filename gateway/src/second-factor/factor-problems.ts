import { type Problem, problem } from '@leerhuis/http-api';
import type { FactorRefusal } from './domain/factors.ts';

export function wrongFactor(): Problem {
  return problem(422, 'wrong-second-factor', {
    detail: {
      nl: 'De code klopt niet, is al gebruikt of is verlopen; of de passkey hoort niet bij deze account. Wacht op de volgende code van uw authenticator.',
      fr: "Le code n'est pas correct, a déjà servi ou a expiré ; ou la clé d'accès n'est pas de ce compte. Attendez le code suivant de votre authentificateur.",
      en: 'The code is not right, was used already or has expired; or the passkey is not of this account. Wait for the next code of your authenticator.',
    },
  });
}

export function forStaffOnly(): Problem {
  return problem(403, 'no-second-factor-for-learners', {
    detail: {
      nl: 'Een tweede factor is er voor medewerkers.',
      fr: 'Le second facteur est réservé au personnel.',
      en: 'A second factor is for people of the provider.',
    },
  });
}

export function factorRefused({ refused }: FactorRefusal): Problem {
  switch (refused) {
    case 'wrong-code':
      return wrongFactor();
    case 'nothing-begun':
      return problem(409, 'nothing-begun', {
        detail: {
          nl: 'Begin opnieuw: er wacht geen authenticator op zijn eerste code.',
          fr: "Recommencez : aucun authentificateur n'attend son premier code.",
          en: 'Begin again: no authenticator waits for its first code.',
        },
      });
    case 'unknown-passkey':
      return problem(404, 'unknown-passkey', {
        detail: {
          nl: 'Deze passkey is er niet.',
          fr: "Cette clé d'accès n'existe pas.",
          en: 'There is no such passkey.',
        },
      });
    case 'too-many-passkeys':
      return problem(409, 'too-many-passkeys', {
        detail: {
          nl: 'U hebt al tien passkeys. Verwijder er eerst een.',
          fr: "Vous avez déjà dix clés d'accès. Supprimez-en d'abord une.",
          en: 'You have ten passkeys already. Remove one first.',
        },
      });
    default:
      return refused satisfies never;
  }
}

export function wrongPassword(): Problem {
  const message = {
    nl: 'Het wachtwoord klopt niet.',
    fr: "Le mot de passe n'est pas correct.",
    en: 'The password is not right.',
  };
  return problem(422, 'wrong-password', { detail: message, errors: [{ field: 'password', message }] });
}
