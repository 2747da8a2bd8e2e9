import { z } from 'zod';
import { defineEvent } from '../contract.ts';
import { day, federation, id, instant, locale, money, revision, text, vatRate, watchPercent } from '../shapes.ts';

/** How often the final test may be tried; what is not given is not limited. */
const testAttempts = z.object({
  max: z.int().min(1).optional(),
  /** From the end of an attempt that failed until the next may start. */
  waitMinutes: z.int().min(0).optional(),
});

export const accreditation = z.object({
  federation,
  accreditationNumber: z.string(),
  /** What the federation counts: minutes of training, points in quarter steps, or both. */
  minutes: z.int().min(0),
  points: z.number().min(0).nullable(),
  /** Last day on which an attest can be requested (V-25). */
  attestUntil: day,
  /** What the federation allows of this course's test; not given where it has no rule. */
  testAttempts: testAttempts.optional(),
  /** How much of this course has to be watched for an attest, in percents (V-24); not given where it is as much as of any other. */
  watchPercent: watchPercent.optional(),
});

const chapter = z.object({
  chapterId: id,
  title: text,
  /** Media name, played through /api/v1/media/{mediaId} with a signed address. */
  mediaId: id,
  durationSeconds: z.int().min(1),
});

const attentionCheck = z.object({ checkId: id, chapterId: id, atSecond: z.int().min(0) });

const question = z.object({
  questionId: id,
  kind: z.enum(['single', 'multiple']),
  prompt: text,
  options: z.array(z.object({ optionId: id, label: text })).min(2),
  correctOptionIds: z.array(id).min(1),
});

/** What the online classroom needs (V-19 to V-21). */
export const classroomContent = z.object({
  chapters: z.array(chapter).min(1),
  attentionChecks: z.array(attentionCheck),
  finalTest: z.object({
    /** Version of the question set: achievements on an older one stay valid (V-23). */
    version: z.int().min(1),
    questions: z.array(question).min(1),
    drawn: z.int().min(1),
    /** Whole percents of drawn questions that must be right. */
    passPercent: z.int().min(1).max(100),
  }),
  /** What the provider allows, whatever the federation. */
  testAttempts: testAttempts.optional(),
});

/** What learners of the course may open (V-18): at a signed address of these bytes, under this name. */
const courseDocument = z.object({
  documentId: id,
  kind: z.enum(['syllabus', 'slides', 'legislation', 'exercises', 'other']),
  language: locale,
  title: text,
  filename: z.string(),
  contentType: z.string(),
  size: z.int().min(1),
  /** SHA-256 of what it holds, hexadecimal. */
  fingerprint: z.string(),
});

export const courseSnapshot = z.object({
  courseId: id,
  revision,
  code: z.string(),
  kind: z.enum(['video', 'live']),
  language: locale,
  title: text,
  /** Minutes that the course counts for when it is activated from hour credit (V-7). */
  minutes: z.int().min(1),
  /** Excluding VAT. */
  price: money,
  vatRate,
  accreditations: z.array(accreditation).min(1),
  teacher: z.object({ name: z.string(), email: z.string() }),
  classroom: classroomContent,
  /** Not given: there are none. */
  documents: z.array(courseDocument).optional(),
  publishedAt: instant,
});
export type CourseSnapshot = z.infer<typeof courseSnapshot>;

export const coursePublishedV1 = defineEvent({
  type: 'catalog.course.published.v1',
  consumers: ['orders', 'learning', 'certification', 'notifications'],
  meaning: 'A course is on offer, as described; published again whenever something in it changes.',
  data: courseSnapshot,
});

export const courseWithdrawnV1 = defineEvent({
  type: 'catalog.course.withdrawn.v1',
  consumers: ['orders'],
  meaning: 'A course is no longer sold; who has it keeps it.',
  data: z.object({ courseId: id, revision, withdrawnAt: instant }),
});

export const creditPackagePublishedV1 = defineEvent({
  type: 'catalog.credit-package.published.v1',
  consumers: ['orders'],
  meaning: 'A package of training hours is on offer at this price (V-3, V-4).',
  data: z.object({
    creditPackageId: id,
    revision,
    code: z.string(),
    title: text,
    minutes: z.int().min(1),
    price: money,
    vatRate,
    publishedAt: instant,
  }),
});
