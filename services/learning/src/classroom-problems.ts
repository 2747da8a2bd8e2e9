import { type Day, withDay } from '@leerhuis/calendar';
import { notFound, type Problem, problem } from '@leerhuis/http-api';
import type { EntryRefusal } from './classroom.ts';

/** Why a learner may not be in a classroom now, in words. */
export function entryRefused(refusal: EntryRefusal): Problem {
  switch (refusal.refused) {
    case 'unknown':
      return notFound();
    case 'early':
      return notThereYet();
    case 'expired':
    case 'revoked':
      return closed(refusal.refused, refusal.lastDay);
    default:
      return refusal satisfies never;
  }
}

function closed(access: 'expired' | 'revoked', lastDay: Day): Problem {
  return access === 'expired'
    ? problem(403, 'access-expired', {
        detail: withDay(lastDay, {
          nl: (day) => `U had toegang tot en met ${day}; het leslokaal is gesloten.`,
          fr: (day) => `Votre accès courait jusqu'au ${day} inclus ; la salle de cours est fermée.`,
          en: (day) => `You had access up to and including ${day}; the classroom is closed.`,
        }),
      })
    : problem(403, 'access-revoked', {
        detail: {
          nl: 'De toegang is ingetrokken, samen met de bestelling; het leslokaal is gesloten.',
          fr: "L'accès a été retiré avec la commande ; la salle de cours est fermée.",
          en: 'Access was withdrawn together with the order; the classroom is closed.',
        },
      });
}

function notThereYet(): Problem {
  return problem(503, 'course-not-there-yet', {
    retryAfter: 2,
    detail: {
      nl: 'De inhoud van deze cursus is nog onderweg; probeer het dadelijk opnieuw.',
      fr: 'Le contenu de ce cours est encore en route ; réessayez dans un instant.',
      en: 'The content of this course is still on its way; try again in a moment.',
    },
  });
}
