import { localisedInput, longText } from '@leerhuis/http-api';
import type { Words } from '@leerhuis/language';
import { z } from 'zod';
import type { QuestionSetRefusal } from './courses/domain/question-set.ts';

// How a question set comes in, by file or from staff, and why it may not.

export const questionSetSchema = z.strictObject({
  drawn: z.int().min(1).max(200),
  passPercent: z.int().min(1).max(100),
  questions: z
    .array(
      z.strictObject({
        kind: z.enum(['single', 'multiple']),
        prompt: z.strictObject({ nl: longText(1_000), fr: longText(1_000).optional(), en: longText(1_000).optional() }),
        options: z
          .array(z.strictObject({ label: localisedInput(500), correct: z.boolean() }))
          .min(2)
          .max(10),
      }),
    )
    .min(1)
    .max(200),
});

export function questionSetWords(refusal: QuestionSetRefusal): Words {
  switch (refusal.refused) {
    case 'more-drawn-than-there-are': {
      const { drawn, questions } = refusal;
      return {
        nl: `Er worden ${drawn} vragen getrokken, er zijn er ${questions}`,
        fr: `${drawn} questions sont tirées, il y en a ${questions}`,
        en: `${drawn} questions are drawn, there are ${questions}`,
      };
    }
    case 'no-right-answer':
      return {
        nl: 'Geen enkel antwoord is juist',
        fr: 'Aucune réponse n’est correcte',
        en: 'No answer is right',
      };
    case 'several-right-answers':
      return {
        nl: 'Een vraag met één antwoord heeft er meer dan één dat juist is',
        fr: 'Une question à réponse unique en a plusieurs correctes',
        en: 'A single-choice question has more than one right answer',
      };
    case 'equal-answers':
      return { nl: 'Twee antwoorden zijn gelijk', fr: 'Deux réponses sont identiques', en: 'Two answers are the same' };
  }
}
