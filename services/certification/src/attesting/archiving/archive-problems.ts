import { formatDay } from '@leerhuis/calendar';
import { type Problem, problem } from '@leerhuis/http-api';
import type { Locale, Words } from '@leerhuis/language';

export interface Period {
  from: string;
  to: string;
}

export type ArchiveRefusal =
  | { refused: 'backwards' }
  | { refused: 'too-long'; mostYears: number }
  | ({ refused: 'none' } & Period)
  | { refused: 'too-many'; most: number }
  | { refused: 'being-laid-out'; missing: number; total: number };

/** Why there is no archive, in words. */
export function archiveRefused(refusal: ArchiveRefusal): Problem {
  switch (refusal.refused) {
    case 'backwards':
      return badPeriod('to', {
        nl: 'De laatste dag ligt vóór de eerste.',
        fr: 'Le dernier jour précède le premier.',
        en: 'The last day is before the first.',
      });
    case 'too-long':
      return badPeriod('to', {
        nl: `Kies een periode van ten hoogste ${refusal.mostYears} jaar.`,
        fr: `Choisissez une période de ${refusal.mostYears} ans au plus.`,
        en: `Choose a period of ${refusal.mostYears} years at most.`,
      });
    case 'none':
      return none(refusal);
    case 'too-many':
      return badPeriod('to', {
        nl: `In deze periode zijn meer dan ${refusal.most} attesten uitgereikt; kies een kortere.`,
        fr: `Plus de ${refusal.most} attestations ont été délivrées pendant cette période ; choisissez-en une plus courte.`,
        en: `More than ${refusal.most} attests were issued in this period; choose a shorter one.`,
      });
    case 'being-laid-out':
      return beingLaidOut(refusal);
    default:
      return refusal satisfies never;
  }
}

function badPeriod(field: 'from' | 'to', message: Words): Problem {
  return problem(422, 'archive-period', { detail: message, errors: [{ field: `query.${field}`, message }] });
}

function none({ from, to }: Period): Problem {
  const days = (locale: Locale) => [formatDay(from, locale), formatDay(to, locale)];
  const [nl, fr, en] = [days('nl'), days('fr'), days('en')];
  return problem(404, 'no-attests', {
    detail: {
      nl: `Van ${nl[0]} tot en met ${nl[1]} is geen attest uitgereikt dat nu telt.`,
      fr: `Du ${fr[0]} au ${fr[1]} inclus, aucune attestation encore valable n'a été délivrée.`,
      en: `From ${en[0]} up to and including ${en[1]} no attest was issued that counts now.`,
    },
  });
}

/** They are laid out some ten a second. */
function beingLaidOut({ missing, total }: { missing: number; total: number }): Problem {
  return problem(503, 'attests-being-laid-out', {
    retryAfter: Math.min(60, Math.max(2, Math.ceil(missing / 10))),
    detail: {
      nl: `Van ${total} attesten worden er nog ${missing} opgemaakt; probeer het dadelijk opnieuw.`,
      fr: `Sur ${total} attestations, ${missing} sont encore en préparation ; réessayez dans un instant.`,
      en: `Of ${total} attests ${missing} are still being laid out; try again in a moment.`,
    },
  });
}
