import { dateTime, idSchema, localeSchema, localisedText, moneySchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { accreditation, testAttempts } from '../shapes.ts';

const question = z.object({
  questionId: z.string(),
  kind: z.enum(['single', 'multiple']),
  prompt: localisedText,
  options: z.array(z.object({ optionId: z.string(), label: localisedText })),
  correctOptionIds: z.array(z.string()),
});

export const staffCourse = z
  .object({
    id: idSchema,
    revision: z.int(),
    code: z.string(),
    kind: z.literal('video'),
    language: localeSchema,
    title: localisedText,
    summary: localisedText,
    description: localisedText,
    minutes: z.int(),
    price: moneySchema,
    vatRate: z.number(),
    teacher: z.object({ name: z.string(), email: z.string(), bio: localisedText }),
    programme: z.array(localisedText),
    trailer: z.string(),
    accreditations: z.array(accreditation),
    chapters: z.array(
      z.object({ chapterId: z.string(), title: localisedText, mediaId: z.string(), durationSeconds: z.int() }),
    ),
    attentionChecks: z.array(z.object({ checkId: z.string(), chapterId: z.string(), atSecond: z.int() })),
    finalTest: z.object({
      version: z.int(),
      questions: z.array(question),
      drawn: z.int(),
      passPercent: z.int(),
    }),
    testAttempts: testAttempts.optional(),
    status: z.enum(['on-sale', 'withdrawn']),
    createdAt: dateTime,
    changedAt: dateTime,
  })
  .meta({ id: 'StaffCourse' });
