import { type Localised, type Problem, problem } from '@leerhuis/http-api';
import type { Finding } from './domain/attempt.ts';

const texts: Record<Finding['reason'], Localised> = {
  unanswered: {
    nl: 'Beantwoord elke vraag',
    fr: 'Répondez à chaque question',
    en: 'Answer every question',
  },
  'unknown-question': {
    nl: 'Deze vraag hoort niet bij deze poging',
    fr: 'Cette question ne fait pas partie de cet essai',
    en: 'This question is not part of this attempt',
  },
  'unknown-option': {
    nl: 'Dit antwoord hoort niet bij deze vraag',
    fr: 'Cette réponse ne fait pas partie de cette question',
    en: 'This option is not part of this question',
  },
  'answered-twice': {
    nl: 'Deze vraag is al beantwoord',
    fr: 'Cette question a déjà sa réponse',
    en: 'This question is answered already',
  },
  'one-option-only': {
    nl: 'Kies één antwoord',
    fr: 'Choisissez une seule réponse',
    en: 'Choose one option',
  },
};

export function refused(found: Finding[]): Problem {
  const errors = found.map(({ field, reason }) => ({ field, message: texts[reason] }));
  return problem(422, 'answers-not-complete', { errors });
}

export function alreadyPassed(at: Date): Problem {
  const when = at.toISOString();
  return problem(409, 'test-already-passed', {
    detail: {
      nl: `U bent al geslaagd, op ${when}.`,
      fr: `Vous avez déjà réussi, le ${when}.`,
      en: `You passed already, at ${when}.`,
    },
  });
}

export function attemptFinished(): Problem {
  return problem(409, 'attempt-finished', {
    detail: {
      nl: 'Deze poging is al beoordeeld; begin een nieuwe.',
      fr: 'Cet essai a déjà été jugé ; commencez-en un autre.',
      en: 'This attempt was judged already; start another one.',
    },
  });
}
