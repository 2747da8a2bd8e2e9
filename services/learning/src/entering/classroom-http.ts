import { idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { Classroom, Doorkeeper } from '../classroom.ts';
import {
  type Attention,
  type ClassroomView,
  classroomSchema,
  type TestState,
  type Watched,
} from './classroom-schemas.ts';

export interface Entering {
  door: Doorkeeper;
  watched: (classroom: Classroom) => Promise<Watched>;
  attention: (classroom: Classroom) => Promise<Attention>;
  test: (classroom: Classroom, now: Date) => Promise<TestState>;
  evaluation: (enrolmentId: string) => Promise<ClassroomView['evaluation']>;
  questions: (enrolmentId: string) => Promise<ClassroomView['questions']>;
  /** The address of a video, signed for whoever may watch it. */
  videoUrl: (mediaId: string, expiresAt: Date) => string;
}

/** Longer than anybody watches in one go. */
const videoHoursMs = 8 * 3_600_000;

export function classroomRoutes(entering: Entering): Route[] {
  async function view(classroom: Classroom, locale: Locale, now: Date): Promise<ClassroomView> {
    const { enrolmentId, courseId, accessUntil, course } = classroom;
    const { chapters, attentionChecks, finalTest } = course.classroom;
    const [watched, attention, test, evaluation, questions] = await Promise.all([
      entering.watched(classroom),
      entering.attention(classroom),
      entering.test(classroom, now),
      entering.evaluation(enrolmentId),
      entering.questions(enrolmentId),
    ]);
    const expiresAt = new Date(Math.min(accessUntil.getTime(), now.getTime() + videoHoursMs));
    return {
      enrolmentId,
      courseId,
      title: inLocale(course.title, locale),
      language: course.language,
      teacher: { name: course.teacher.name },
      accessUntil: accessUntil.toISOString(),
      position: watched.position,
      progress: watched.progress,
      chapters: chapters.map(({ chapterId, title, durationSeconds, mediaId }) => ({
        chapterId,
        title: inLocale(title, locale),
        durationSeconds,
        videoUrl: entering.videoUrl(mediaId, expiresAt),
        ...(watched.chapters.get(chapterId) ?? { watched: [], done: false }),
      })),
      videoUrlsExpireAt: expiresAt.toISOString(),
      checks: attention.checks,
      attentionChecks: attentionChecks.map(({ checkId, chapterId, atSecond }) => ({
        checkId,
        chapterId,
        atSecond,
        done: attention.done.has(checkId),
        clickedAt: attention.done.get(checkId) ?? null,
      })),
      finalTest: {
        questions: Math.min(finalTest.drawn, finalTest.questions.length),
        passPercent: finalTest.passPercent,
        ...test,
      },
      evaluation,
      questions,
    };
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/enrolments/:id/classroom',
      operationId: 'enterClassroom',
      summary: 'The classroom: chapters with their videos, where to go on, checks, test, evaluation and questions',
      tags: ['classroom'],
      access: 'signed-in',
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: classroomSchema },
      problems: [403, 404],
      handler: async ({ params, actor, locale, now }) => {
        const classroom = await entering.door.enter(params.id, actor, now);
        return ok(await view(classroom, locale, now), { 'Cache-Control': 'no-store' });
      },
    }),
  ];
}
