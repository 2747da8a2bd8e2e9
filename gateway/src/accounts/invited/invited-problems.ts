import { type Problem, problem } from '@leerhuis/http-api';
import type { InvitedRefusal } from './invited-commands.ts';

export function invitedRefused({ refused }: InvitedRefusal): Problem {
  switch (refused) {
    case 'link-ended':
      return problem(404, 'invitation-ended', {
        detail: {
          nl: 'Deze uitnodiging werkt niet (meer), of is nog niet overal bekend: probeer het dan zo meteen opnieuw. U kunt ook een account maken zoals iedereen, met het uitgenodigde e-mailadres: wat u aannam, telt zodra dat bevestigd is.',
          fr: 'Cette invitation ne fonctionne pas (ou plus), ou n’est pas encore connue partout : réessayez alors dans un instant. Vous pouvez aussi créer un compte comme tout le monde, avec l’adresse e-mail invitée : ce que vous avez accepté compte dès qu’elle est confirmée.',
          en: 'This invitation does not work (any more), or is not known everywhere yet: then try again in a moment. You can also register as anybody does, with the invited e-mail address: what you accepted counts as soon as that is confirmed.',
        },
      });
    case 'has-account':
      return problem(409, 'address-taken', {
        detail: {
          nl: 'U hebt al een account met dit e-mailadres. Meld aan, of vraag een nieuw wachtwoord.',
          fr: 'Vous avez déjà un compte à cette adresse e-mail. Connectez-vous ou demandez un nouveau mot de passe.',
          en: 'You have an account with this e-mail address already. Log in, or ask for a new password.',
        },
      });
    default:
      return refused satisfies never;
  }
}
