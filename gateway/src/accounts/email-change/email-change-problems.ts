import { type Problem, problem } from '@leerhuis/http-api';
import { linkDoesNotWork } from '../account-problems.ts';
import type { EmailChangeRefusal } from '../domain/email-change.ts';

export function emailRefused({ refused }: EmailChangeRefusal): Problem {
  switch (refused) {
    case 'link-ended':
      return linkDoesNotWork();
    case 'same-address': {
      const message = {
        nl: 'Dit is het e-mailadres dat het account al heeft.',
        fr: 'C’est l’adresse e-mail que le compte a déjà.',
        en: 'This is the e-mail address that the account has already.',
      };
      return problem(422, 'same-address', { detail: message, errors: [{ field: 'email', message }] });
    }
    case 'taken':
      return problem(409, 'address-taken', {
        detail: {
          nl: 'Dit e-mailadres heeft intussen een account van zichzelf. Uw account houdt het adres dat het had. Meld met dit adres aan, of vraag een nieuw wachtwoord ervoor.',
          fr: 'Cette adresse e-mail a entre-temps un compte à elle. Votre compte garde l’adresse qu’il avait. Connectez-vous avec cette adresse-ci ou demandez un nouveau mot de passe.',
          en: 'This e-mail address has an account of its own meanwhile. Your account keeps the address that it had. Log in with this one, or ask for a new password for it.',
        },
      });
    default:
      return refused satisfies never;
  }
}
