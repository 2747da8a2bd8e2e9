import { dateTime, idSchema, localeSchema } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { Course } from './classroom.ts';
import type { Opened } from './documents/domain/opened.ts';

export const documentSchema = z
  .object({
    documentId: idSchema,
    kind: z.enum(['syllabus', 'slides', 'legislation', 'exercises', 'other']),
    language: localeSchema,
    title: z.string(),
    filename: z.string(),
    contentType: z.string(),
    size: z.int().meta({ description: 'Bytes' }),
    timesOpened: z.int(),
    lastOpenedAt: dateTime.nullable(),
  })
  .meta({ id: 'CourseDocument' });

export type DocumentView = z.infer<typeof documentSchema>;

/** What learners may open of a course, and how often this one did. */
export function documentViews({ documents = [] }: Course, opened: Opened[], locale: Locale): DocumentView[] {
  return documents.map(({ fingerprint, title, ...facts }) => {
    const known = opened.find(({ documentId }) => documentId === facts.documentId);
    return {
      ...facts,
      title: inLocale(title, locale),
      timesOpened: known?.times ?? 0,
      lastOpenedAt: known?.lastAt.toISOString() ?? null,
    };
  });
}
