import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { entryRefused } from '../classroom-problems.ts';
import type { Finding } from './domain/progress.ts';
import type { ReportRefusal } from './watching-commands.ts';

/** Why something of a report is not taken in. */
export const refusalWords: Record<Finding['reason'], Words> = {
  'unknown-chapter': {
    nl: 'Dit hoofdstuk is geen deel van de cursus (meer)',
    fr: 'Ce chapitre ne fait pas ou plus partie du cours',
    en: 'This chapter is not part of the course (any more)',
  },
  'beyond-the-end': {
    nl: 'Voorbij het einde van het hoofdstuk',
    fr: 'Après la fin du chapitre',
    en: 'After the end of the chapter',
  },
  backwards: { nl: 'Eindigt voor het begin', fr: 'Se termine avant le début', en: 'Ends before it begins' },
};

/** Why nothing of a report is taken in. */
export function reportRefused(refusal: ReportRefusal): Problem {
  if (refusal.refused !== 'out-of-range') return entryRefused(refusal);
  const errors = refusal.findings.map(({ field, reason }) => ({ field, message: refusalWords[reason] }));
  return problem(422, 'progress-out-of-range', { errors });
}
