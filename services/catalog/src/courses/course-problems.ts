import { withDay } from '@leerhuis/calendar';
import { fieldName, type Problem, problem } from '@leerhuis/http-api';
import { questionSetWords } from '../question-sets.ts';
import type { ChangeRefusal } from './domain/change-course.ts';

/** Why staff may not change a course like that. */
export function changeProblem(refusal: ChangeRefusal): Problem {
  switch (refusal.refused) {
    case 'not-accredited': {
      const { code, federation } = refusal;
      const message = {
        nl: `${code} is niet erkend door ${federation}.`,
        fr: `${code} n’est pas agréé par ${federation}.`,
        en: `${code} is not accredited by ${federation}.`,
      };
      return problem(422, 'not-accredited', { detail: message, errors: [{ field: 'federation', message }] });
    }
    case 'not-an-extension': {
      const { attestUntil } = refusal;
      const message = withDay(attestUntil, {
        nl: (day) => `Attesten kunnen al tot en met ${day} gevraagd worden; die datum wordt niet vervroegd.`,
        fr: (day) => `Les attestations peuvent être demandées jusqu’au ${day} inclus ; cette date n’est pas avancée.`,
        en: (day) => `Attests can be requested up to and including ${day} already; that date is not brought forward.`,
      });
      return problem(422, 'attest-until-only-extends', {
        detail: message,
        errors: [{ field: 'attestUntil', message }],
      });
    }
    case 'question-set': {
      const errors = refusal.findings.map((each) => ({ field: fieldName(each.path), message: questionSetWords(each) }));
      return problem(422, 'question-set-refused', { errors });
    }
    case 'packages-not-cheaper': {
      const list = refusal.packages.join(', ');
      const message = {
        nl: `Per uur zou ${list} niet goedkoper zijn dan deze cursus.`,
        fr: `Par heure, ${list} ne serait pas moins cher que ce cours.`,
        en: `Per hour, ${list} would not be cheaper than this course.`,
      };
      return problem(409, 'packages-not-cheaper', { detail: message, errors: [{ field: 'status', message }] });
    }
  }
}
