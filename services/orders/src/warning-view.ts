import { withDay } from '@leerhuis/calendar';
import { either, type Locale, saidIn, type Words } from '@leerhuis/language';
import { z } from 'zod';
import { type AttestWarning, warningKinds } from './selling/cart/domain/attest-outlook.ts';

export const warningsSchema = z
  .array(
    z.strictObject({
      kind: z.enum(warningKinds),
      courseId: z.string(),
      learner: z
        .strictObject({ membershipId: z.string(), name: z.string() })
        .optional()
        .meta({ description: 'Of an order for an organisation: who would get none' }),
      federations: z.array(z.string()).optional().meta({ description: 'Of which a member number would do' }),
      attestUntil: z.string().optional().meta({ description: 'Last day on which an attest can be requested' }),
      message: z.string(),
    }),
  )
  .meta({ description: 'Courses of which no attest can come, and why; they can be had all the same' });

/** A course of which no attest can come, in the reader's language; worded so that staff can read it out to a caller. */
export function warningView(
  courseId: string,
  warning: AttestWarning,
  locale: Locale,
  learner?: { membershipId: string; name: string },
) {
  return {
    kind: warning.kind,
    courseId,
    ...(learner ? { learner: { membershipId: learner.membershipId, name: learner.name } } : {}),
    ...('federations' in warning ? { federations: warning.federations } : {}),
    ...('until' in warning ? { attestUntil: warning.until } : {}),
    message: saidIn(wordsOf(warning), locale),
  };
}

function wordsOf(warning: AttestWarning): Words {
  switch (warning.kind) {
    case 'attest-already':
      return {
        nl: 'Er is al een attest van deze cursus; er komt geen tweede.',
        fr: 'Il y a déjà une attestation de ce cours ; il n’y en aura pas de deuxième.',
        en: 'There is an attest of this course already; there will be no second one.',
      };
    case 'no-membership': {
      const { nl, fr, en } = either(warning.federations);
      return {
        nl: `Een attest van deze cursus vraagt een lidnummer van ${nl}. Er is er geen ingevuld; dat kan nog bij „Mijn gegevens”.`,
        fr: `Une attestation de ce cours demande un numéro de membre ${fr}. Il n’y en a pas ; il peut encore être ajouté sous « Mes données ».`,
        en: `An attest of this course needs a member number of ${en}. There is none; it can still be added at “My data”.`,
      };
    }
    case 'attest-until-past':
      return withDay(warning.until, {
        nl: (day) => `Een attest van deze cursus kon worden aangevraagd tot en met ${day}. Dat kan niet meer.`,
        fr: (day) => `L’attestation de ce cours pouvait être demandée jusqu’au ${day} inclus. Ce n’est plus possible.`,
        en: (day) => `An attest of this course could be requested up to and including ${day}. It no longer can.`,
      });
    case 'attest-until-too-soon':
      return withDay(warning.until, {
        nl: (day) =>
          `Een attest kan worden aangevraagd tot en met ${day}; tegen dan is de cursus niet meer uit te kijken.`,
        fr: (day) =>
          `L’attestation peut être demandée jusqu’au ${day} inclus ; le cours ne peut plus être vu en entier d’ici là.`,
        en: (day) =>
          `An attest can be requested up to and including ${day}; the course cannot be watched whole by then.`,
      });
  }
}
