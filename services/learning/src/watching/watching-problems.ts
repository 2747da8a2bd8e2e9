import { type Problem, problem } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { entryRefused } from '../classroom-problems.ts';
import type { Reached, ReportRefusal } from './watching-commands.ts';

/** Why something of a report is not taken in. */
export const refusalWords: Record<Reached['notTaken'][number]['reason'], Words> = {
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
  'too-fast': {
    nl: 'Meer dan wat sinds het binnenkomen bekeken kan zijn, ook aan de hoogste snelheid; het telt niet mee',
    fr: 'Plus que ce qui peut avoir été regardé depuis l’entrée, même à la vitesse la plus élevée ; cela ne compte pas',
    en: 'More than can have been watched since entering, even at the highest speed; it does not count',
  },
  'played-elsewhere': {
    nl: 'Toen speelde al een ander toestel of een andere cursus; het telt niet mee',
    fr: 'Un autre appareil ou un autre cours jouait déjà à ce moment ; cela ne compte pas',
    en: 'Another device or another course was playing by then; it does not count',
  },
};

/** Why nothing of a report is taken in. */
export function reportRefused(refusal: ReportRefusal): Problem {
  switch (refusal.refused) {
    case 'out-of-range': {
      const errors = refusal.findings.map(({ field, reason }) => ({ field, message: refusalWords[reason] }));
      return problem(422, 'progress-out-of-range', { errors });
    }
    case 'played-elsewhere':
      return problem(409, 'played-elsewhere', {
        detail: {
          nl: 'U volgt nu op een ander toestel of in een andere cursus. Ga het leslokaal opnieuw binnen om hier verder te gaan.',
          fr: 'Vous suivez maintenant sur un autre appareil ou dans un autre cours. Rentrez dans la salle de cours pour continuer ici.',
          en: 'You are watching on another device or in another course now. Enter the classroom again to go on here.',
        },
      });
    default:
      return entryRefused(refusal);
  }
}
