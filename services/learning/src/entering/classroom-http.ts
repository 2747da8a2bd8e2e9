import { idSchema, ok, type Route, route } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import type { Classroom, Doorkeeper } from '../classroom.ts';
import { clickSeconds, playbackSpeeds } from '../watching/domain/pace.ts';
import type { PlayerOf, Turns } from '../watching/domain/players.ts';
import {
  type Attention,
  type ClassroomView,
  classroomSchema,
  type TestState,
  type Watched,
} from './classroom-schemas.ts';

export interface Entering {
  door: Doorkeeper;
  /** Notes that the learner has begun. */
  begun: (classroom: Classroom) => Promise<void>;
  players: (accountId: string) => Promise<Turns>;
  /** Lets who enters play, instead of whoever did before. */
  enterPlayer: (found: Turns, who: PlayerOf, now: Date) => Promise<unknown>;
  watched: (classroom: Classroom) => Promise<Watched>;
  attention: (classroom: Classroom) => Promise<Attention>;
  test: (classroom: Classroom, now: Date) => Promise<TestState>;
  evaluation: (enrolmentId: string) => Promise<ClassroomView['evaluation']>;
  documents: (classroom: Classroom, locale: Locale) => Promise<ClassroomView['documents']>;
  questions: (enrolmentId: string) => Promise<ClassroomView['questions']>;
  /** The address of a video, signed for whoever may watch it. */
  videoUrl: (mediaId: string, expiresAt: Date) => string;
}

/** Longer than anybody watches in one go. */
const videoHours = 8;
const hourMs = 3_600_000;

export function classroomRoutes(entering: Entering): Route[] {
  async function view(classroom: Classroom, locale: Locale, now: Date): Promise<ClassroomView> {
    const { enrolmentId, courseId, accessUntil, course } = classroom;
    const { chapters, attentionChecks, finalTest } = course.classroom;
    const [watched, attention, test, evaluation, questions, documents] = await Promise.all([
      entering.watched(classroom),
      entering.attention(classroom),
      entering.test(classroom, now),
      entering.evaluation(enrolmentId),
      entering.questions(enrolmentId),
      entering.documents(classroom, locale),
    ]);
    const title = inLocale(course.title, locale);
    // on the hour, so that what did not change has the same tag until then
    const hours = Math.ceil(now.getTime() / hourMs) + videoHours;
    const expiresAt = new Date(Math.min(accessUntil.getTime(), hours * hourMs));
    return {
      enrolmentId,
      courseId,
      courseTitle: title,
      title,
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
        clickUntil: openUntil(watched.clickUntil.get(checkId), now),
      })),
      playback: { speeds: [...playbackSpeeds], clickSeconds },
      finalTest: {
        questions: Math.min(finalTest.drawn, finalTest.questions.length),
        passPercent: finalTest.passPercent,
        ...test,
      },
      documents,
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
      description:
        'Who enters plays from now on: what is watched is counted from then, and whoever played on another device or in another course ' +
        'is told so at its next report.',
      tags: ['classroom'],
      access: { owner: 'see-organisation' },
      request: { params: z.strictObject({ id: idSchema }) },
      responses: { 200: classroomSchema },
      problems: [403, 404],
      handler: async ({ params, actor, locale, now }) => {
        const { accountId, sessionId } = actor;
        const [classroom, players] = await Promise.all([
          entering.door.enter(params.id, actor, now),
          entering.players(accountId),
        ]);
        const [shown] = await Promise.all([
          view(classroom, locale, now),
          entering.enterPlayer(players, { sessionId, enrolmentId: classroom.enrolmentId }, now),
          entering.begun(classroom),
        ]);
        return ok(shown, { 'Cache-Control': 'no-store' });
      },
    }),
  ];
}

function openUntil(until: Date | undefined, now: Date): string | null {
  return until && until >= now ? until.toISOString() : null;
}
