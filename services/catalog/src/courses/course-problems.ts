import { type Problem, problem } from '@leerhuis/http-api';
import type { Refused } from './domain/change-course.ts';
import type { Course, Federation } from './domain/course.ts';

export function attestRefusal(reason: Refused, course: Course, federation: Federation): Problem {
  if (reason === 'not-accredited') {
    const message = {
      nl: `${course.code} is niet erkend door ${federation}.`,
      fr: `${course.code} n’est pas agréé par ${federation}.`,
      en: `${course.code} is not accredited by ${federation}.`,
    };
    return problem(422, 'not-accredited', { detail: message, errors: [{ field: 'federation', message }] });
  }
  const until = course.accreditations.find((each) => each.federation === federation)?.attestUntil ?? '';
  const message = {
    nl: `Attesten kunnen al tot ${until} gevraagd worden; die datum wordt niet vervroegd.`,
    fr: `Les attestations peuvent être demandées jusqu’au ${until} ; cette date n’est pas avancée.`,
    en: `Attests can be requested until ${until} already; that date is not brought forward.`,
  };
  return problem(422, 'attest-until-only-extends', { detail: message, errors: [{ field: 'attestUntil', message }] });
}

export function packagesNotCheaper(codes: string[]): Problem {
  const list = codes.join(', ');
  const message = {
    nl: `Per uur zou ${list} niet goedkoper zijn dan deze cursus.`,
    fr: `Par heure, ${list} ne serait pas moins cher que ce cours.`,
    en: `Per hour, ${list} would not be cheaper than this course.`,
  };
  return problem(409, 'packages-not-cheaper', { detail: message, errors: [{ field: 'status', message }] });
}
