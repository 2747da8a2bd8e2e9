import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { NewsletterState, Refusal } from './domain/newsletter.ts';

const stateNames: Record<NewsletterState, Words> = {
  draft: { nl: 'een ontwerp', fr: 'un brouillon', en: 'a draft' },
  scheduled: { nl: 'ingepland', fr: 'planifiée', en: 'scheduled' },
  sending: { nl: 'onderweg', fr: 'en cours d’envoi', en: 'being sent' },
  paused: { nl: 'onderbroken', fr: 'suspendue', en: 'paused' },
  stopped: { nl: 'stopgezet', fr: 'arrêtée', en: 'stopped' },
  sent: { nl: 'verzonden', fr: 'envoyée', en: 'sent' },
};
const languages: Record<string, Words> = {
  nl: { nl: 'het Nederlands', fr: 'néerlandais', en: 'Dutch' },
  fr: { nl: 'het Frans', fr: 'français', en: 'French' },
  en: { nl: 'het Engels', fr: 'anglais', en: 'English' },
};

/** Why staff may not do that with a newsletter. */
export function newsletterProblem(refusal: Refusal): Problem {
  switch (refusal.refused) {
    case 'wrong-state': {
      const name = stateNames[refusal.state];
      return problem(409, 'newsletter-in-other-state', {
        detail: {
          nl: `Deze nieuwsbrief is ${name.nl}: dat kan nu niet.`,
          fr: `Cette lettre est ${name.fr} : ce n’est pas possible maintenant.`,
          en: `This newsletter is ${name.en}: that is not possible now.`,
        },
      });
    }
    case 'no-text':
      return problem(422, 'newsletter-without-text', {
        detail: {
          nl: 'Deze nieuwsbrief heeft nog in geen enkele taal een tekst.',
          fr: 'Cette lettre n’a encore de texte dans aucune langue.',
          en: 'This newsletter has no text in any language yet.',
        },
      });
    case 'fallback-without-text': {
      const name = languages[refusal.locale] as Words;
      const message = {
        nl: `Er is geen tekst in ${name.nl}, de taal voor wie er geen in de eigen taal is.`,
        fr: `Il n’y a pas de texte en ${name.fr}, la langue pour ceux qui n’en ont pas dans la leur.`,
        en: `There is no text in ${name.en}, the language for whom there is none in their own.`,
      };
      return problem(422, 'newsletter-fallback-without-text', {
        detail: message,
        errors: [{ field: 'fallback', message }],
      });
    }
    case 'past': {
      const message = {
        nl: 'Dit moment is al voorbij.',
        fr: 'Ce moment est déjà passé.',
        en: 'This moment is past already.',
      };
      return problem(422, 'newsletter-moment-past', { detail: message, errors: [{ field: 'day', message }] });
    }
    default:
      return refusal satisfies never;
  }
}

export function nobodyGetsIt(): Problem {
  return problem(422, 'newsletter-for-nobody', {
    detail: {
      nl: 'Niemand zou deze nieuwsbrief krijgen: er is geen inschrijving die past bij de beroepen, talen en teksten.',
      fr: 'Personne ne recevrait cette lettre : aucune inscription ne correspond aux professions, langues et textes.',
      en: 'Nobody would get this newsletter: no subscription fits its professions, languages and texts.',
    },
  });
}

export function noTextIn(): Problem {
  return problem(422, 'newsletter-not-in-this-language', {
    detail: {
      nl: 'Wie deze taal leest, krijgt deze nieuwsbrief niet.',
      fr: 'Qui lit cette langue ne reçoit pas cette lettre.',
      en: 'Who reads this language does not get this newsletter.',
    },
  });
}

export function ownAddressUnknown(): Problem {
  return problem(409, 'own-address-unknown', {
    detail: {
      nl: 'We kennen uw bevestigde e-mailadres nog niet. Probeer het straks opnieuw.',
      fr: 'Nous ne connaissons pas encore votre adresse e-mail confirmée. Réessayez plus tard.',
      en: 'We do not know your confirmed e-mail address yet. Try again later.',
    },
  });
}

export function mailNotTaken(): Problem {
  return problem(503, 'mail-not-taken', {
    detail: {
      nl: 'De mailserver neemt de proefmail nu niet aan.',
      fr: 'Le serveur de messagerie n’accepte pas le courriel d’essai pour l’instant.',
      en: 'The mail server does not take the test mail at the moment.',
    },
  });
}
