import { federationCodes } from '@leerhuis/federations';
import { dateTime, idSchema, localeSchema, pageQuery, queryList } from '@leerhuis/http-api';
import { z } from 'zod';
import { documentKinds } from '../courses/domain/course.ts';
import { accreditation, federationSchema, priceSchema, professionSchema, testAttempts } from '../shapes.ts';

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
    documents: z
      .array(
        z.object({
          kind: z.enum(documentKinds),
          language: localeSchema,
          title: z.string(),
          contentType: z.string(),
          size: z.int().meta({ description: 'Bytes' }),
        }),
      )
      .meta({ description: 'What who has the course can open, from its classroom (V-18)' }),
    changedAt: dateTime,
  })
  .meta({ id: 'Course' });

const sorts = ['relevance', 'newest', 'title', 'price'] as const;

export const courseQuery = z.strictObject({
  ...pageQuery,
  profession: professionSchema.optional(),
  federation: queryList(federationSchema, federationCodes.length).optional(),
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
