import { formatMoment, withDay, zonedDay } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import type { Finding } from './domain/attempt.ts';
import type { AnswerRefusal, StartRefusal } from './testing-commands.ts';

const texts: Record<Finding['reason'], Words> = {
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

/** Why no attempt may start. */
export function startRefused(refusal: StartRefusal, now: Date): Problem {
  switch (refusal.refused) {
    case 'passed':
      return alreadyPassed(zonedDay(refusal.passedAt ?? now, refusal.zone));
    case 'used-up':
      return attemptsUsedUp(refusal.max ?? 0);
    case 'too-soon':
      return attemptTooSoon(refusal.from, refusal.zone, now);
    default:
      return refusal satisfies never;
  }
}

/** Why answers are not judged. */
export function answerRefused(refusal: AnswerRefusal): Problem {
  switch (refusal.refused) {
    case 'unknown':
      return notFound();
    case 'finished':
      return attemptFinished();
    case 'answers-not-complete':
      return notComplete(refusal.findings);
    default:
      return refusal satisfies never;
  }
}

function notComplete(found: Finding[]): Problem {
  const errors = found.map(({ field, reason }) => ({ field, message: texts[reason] }));
  return problem(422, 'answers-not-complete', { errors });
}

function alreadyPassed(passedOn: string): Problem {
  return problem(409, 'test-already-passed', {
    detail: withDay(passedOn, {
      nl: (day) => `U bent al geslaagd, op ${day}.`,
      fr: (day) => `Vous avez déjà réussi, le ${day}.`,
      en: (day) => `You passed already, on ${day}.`,
    }),
  });
}

function attemptsUsedUp(max: number): Problem {
  return problem(409, 'test-attempts-used-up', {
    detail: {
      nl: `Het aantal pogingen voor deze toets is ${max}, en die zijn gebruikt.`,
      fr: `Le nombre d’essais pour ce test est de ${max}, et ils sont épuisés.`,
      en: `The number of attempts at this test is ${max}, and all are used.`,
    },
  });
}

function attemptTooSoon(from: Date, zone: string, now: Date): Problem {
  // to the next whole minute: at the one that is told it is possible
  const told = new Date(Math.ceil(from.getTime() / 60_000) * 60_000);
  return problem(409, 'test-attempt-too-soon', {
    retryAfter: (from.getTime() - now.getTime()) / 1_000,
    detail: {
      nl: `Een volgende poging kan vanaf ${formatMoment(told, zone, 'nl')}.`,
      fr: `Un nouvel essai est possible à partir du ${formatMoment(told, zone, 'fr')}.`,
      en: `Another attempt is possible from ${formatMoment(told, zone, 'en')}.`,
    },
  });
}

function attemptFinished(): Problem {
  return problem(409, 'attempt-finished', {
    detail: {
      nl: 'Deze poging is al beoordeeld; begin een nieuwe.',
      fr: 'Cet essai a déjà été jugé ; commencez-en un autre.',
      en: 'This attempt was judged already; start another one.',
    },
  });
}
