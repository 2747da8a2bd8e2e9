import {
  dateSchema,
  dateTime,
  idSchema,
  localeSchema,
  localisedText,
  moneySchema,
  pageQuery,
  queryList,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { federations } from './domain/course.ts';
import { professions } from './professions.ts';

export const federationSchema = z.enum(federations).meta({ id: 'FederationCode' });
export const professionSchema = z.enum(professions.map(({ code }) => code)).meta({ id: 'ProfessionCode' });

/** Net, VAT and gross; the client never calculates. */
export const priceSchema = z
  .object({
    net: moneySchema,
    vatRate: z.number().meta({ description: 'Percent' }),
    vat: moneySchema,
    gross: moneySchema,
  })
  .meta({ id: 'Price' });

const testAttempts = z
  .object({
    max: z.int().optional().meta({ description: 'Not given: any number' }),
    waitMinutes: z.int().optional().meta({ description: 'From the end of an attempt until the next may start' }),
  })
  .meta({ id: 'TestAttemptLimits', description: 'How often the final test may be tried; the strictest counts' });

const accreditation = z
  .object({
    federation: federationSchema,
    accreditationNumber: z.string(),
    minutes: z.int(),
    points: z.number().nullable(),
    attestUntil: dateSchema.meta({ description: 'Last day on which an attest can be requested' }),
    testAttempts: testAttempts.optional(),
  })
  .meta({ id: 'Accreditation' });

const offeredAccreditation = accreditation
  .extend({ attestOpen: z.boolean().meta({ description: 'Whether an attest can be requested today (V-25)' }) })
  .meta({ id: 'OfferedAccreditation' });

export const courseSummary = z
  .object({
    id: idSchema,
    code: z.string(),
    kind: z.enum(['video', 'live']),
    language: localeSchema.meta({ description: 'In which the course is given' }),
    title: z.string(),
    summary: z.string(),
    minutes: z.int(),
    price: priceSchema,
    accreditations: z.array(offeredAccreditation),
    teacher: z.object({ name: z.string() }),
    trailerUrl: z.string().meta({ description: 'Anyone may play it' }),
  })
  .meta({ id: 'CourseSummary' });

export const coursePage = courseSummary
  .extend({
    onSale: z.boolean(),
    description: z.string(),
    teacher: z.object({ name: z.string(), bio: z.string() }),
    programme: z.array(z.string()),
    chapters: z.array(z.object({ chapterId: z.string(), title: z.string(), durationSeconds: z.int() })),
    attentionChecks: z.int().meta({ description: 'How many are shown while watching' }),
    finalTest: z.object({ questions: z.int(), passPercent: z.int(), attempts: testAttempts.optional() }),
    changedAt: dateTime,
  })
  .meta({ id: 'Course' });

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

export const creditPackageSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    title: z.string(),
    description: z.string(),
    minutes: z.int(),
    price: priceSchema,
    netPerHour: moneySchema,
  })
  .meta({ id: 'CreditPackage' });

export const sorts = ['relevance', 'newest', 'title', 'price'] as const;

export const courseQuery = z.strictObject({
  ...pageQuery,
  profession: professionSchema.optional(),
  federation: queryList(federationSchema, federations.length).optional(),
  kind: z.enum(['video', 'live']).optional(),
  language: localeSchema.optional().meta({ description: 'In which the course is given' }),
  q: z.string().max(200).meta({ description: 'Words to search for, in any of the languages' }).optional(),
  sort: z
    .enum(sorts)
    .default('relevance')
    .meta({
      description:
        'relevance: the best match first, else the newest; courses for which no attest can be requested any more, of the ' +
        'profession or federation asked for, come after the others',
    }),
});
export type CourseQuery = z.output<typeof courseQuery>;
