import { dateTime, idSchema, localeSchema, localisedText, moneySchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { courseBase } from '../shapes.ts';
import { documentKinds } from './domain/course.ts';

const question = z.object({
  questionId: z.string(),
  kind: z.enum(['single', 'multiple']),
  prompt: localisedText,
  options: z.array(z.object({ optionId: z.string(), label: localisedText })),
  correctOptionIds: z.array(z.string()),
});

const courseDocument = z.object({
  documentId: idSchema,
  kind: z.enum(documentKinds),
  language: localeSchema,
  title: localisedText,
  filename: z.string(),
  contentType: z.string(),
  size: z.int(),
  fingerprint: z.string().meta({ description: 'SHA-256 of what it holds now' }),
});

export const staffCourse = courseBase
  .extend({
    id: idSchema,
    revision: z.int(),
    title: localisedText,
    summary: localisedText,
    description: localisedText,
    price: moneySchema,
    teacher: z.object({ name: z.string(), email: z.string(), bio: localisedText }),
    programme: z.array(localisedText),
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
    documents: z.array(courseDocument).optional(),
    status: z.enum(['on-sale', 'withdrawn']).meta({ deprecated: true, description: 'The same as `state`' }),
    state: z.enum(['on-sale', 'withdrawn']),
    createdAt: dateTime,
    changedAt: dateTime,
  })
  .meta({ id: 'StaffCourse' });
