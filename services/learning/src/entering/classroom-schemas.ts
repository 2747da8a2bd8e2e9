import { dateTime, idSchema, localeSchema } from '@leerhuis/http-api';
import { z } from 'zod';
import { documentSchema } from '../document-views.ts';

const segment = z.object({ fromSecond: z.number(), toSecond: z.number() });

export const classroomSchema = z
  .object({
    enrolmentId: idSchema,
    courseId: z.string(),
    courseTitle: z.string().optional(),
    title: z.string().meta({ deprecated: true, description: 'The same as `courseTitle`' }),
    language: localeSchema.meta({ description: 'Of the videos' }),
    teacher: z.object({ name: z.string() }),
    accessUntil: dateTime,
    position: z
      .object({ chapterId: z.string(), second: z.number() })
      .nullable()
      .meta({ description: 'Where to go on; null when nothing was watched yet' }),
    progress: z.object({ percent: z.int(), watchedAt: dateTime.nullable() }),
    chapters: z.array(
      z.object({
        chapterId: z.string(),
        title: z.string(),
        durationSeconds: z.int(),
        videoUrl: z.string().meta({ description: 'Plays without a token until `videoUrlsExpireAt`' }),
        watched: z.array(segment),
        done: z.boolean(),
      }),
    ),
    videoUrlsExpireAt: dateTime,
    checks: z.object({ done: z.int(), total: z.int(), completedAt: dateTime.nullable() }),
    attentionChecks: z.array(
      z.object({
        checkId: z.string(),
        chapterId: z.string(),
        atSecond: z.int(),
        done: z.boolean(),
        clickedAt: dateTime.nullable(),
        clickUntil: dateTime
          .nullable()
          .meta({ description: 'Until when it can be clicked, as it showed a moment ago; null when it did not' }),
      }),
    ),
    playback: z.object({ speeds: z.array(z.number()), clickSeconds: z.int() }).meta({
      description: 'At which speeds a player may play, and for how long a check can be clicked after it showed',
    }),
    finalTest: z.object({
      questions: z.int().meta({ description: 'How many questions an attempt has' }),
      passPercent: z.int(),
      state: z.enum(['not-started', 'open', 'failed', 'passed']),
      attempts: z.int(),
      openAttemptId: idSchema.nullable(),
      passedAt: dateTime.nullable(),
      attemptsLeft: z.int().nullable().meta({ description: 'Attempts that can still be started; null for any number' }),
      nextAttemptAt: dateTime
        .nullable()
        .meta({ description: 'The next attempt can start from then on; null when there is no wait' }),
    }),
    documents: z.array(documentSchema).meta({ description: 'Opened by POST …/documents/{documentId}/openings' }),
    evaluation: z
      .object({ stars: z.int(), text: z.string().nullable(), givenAt: dateTime, changedAt: dateTime })
      .nullable(),
    questions: z
      .array(
        z.object({
          id: idSchema,
          text: z.string(),
          askedAt: dateTime,
          answer: z.object({ text: z.string(), answeredAt: dateTime, by: z.enum(['teacher', 'staff']) }).nullable(),
        }),
      )
      .meta({ description: 'The newest 50; all of them page by page at /enrolments/{id}/questions' }),
  })
  .meta({ id: 'Classroom' });

export type ClassroomView = z.infer<typeof classroomSchema>;
/** What each feature adds to the classroom. */
export type Watched = Pick<ClassroomView, 'position' | 'progress'> & {
  chapters: Map<string, Pick<ClassroomView['chapters'][number], 'watched' | 'done'>>;
  clickUntil: Map<string, Date>;
};
export type Attention = Pick<ClassroomView, 'checks'> & {
  /** Of the checks that the learner has behind them; with the time of the click, if it was this one. */
  done: Map<string, string | null>;
};
export type TestState = Omit<ClassroomView['finalTest'], 'questions' | 'passPercent'>;
