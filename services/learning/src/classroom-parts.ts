import { signedUrl } from '@leerhuis/files';
import { questionView } from './asking/asking-schemas.ts';
import type { QuestionStore } from './asking/question-store.ts';
import type { AttentionStore } from './attention-checks/attention-store.ts';
import { count, missing } from './attention-checks/domain/checks.ts';
import type { Enter } from './classroom.ts';
import type { EnteringParts } from './entering/classroom-http.ts';
import { evaluationView } from './evaluating/evaluation-http.ts';
import type { EvaluationStore } from './evaluating/evaluation-store.ts';
import { attemptRule, attemptsLeft, nextAttempt } from './testing/domain/attempt-rule.ts';
import { type TestingStore, testState } from './testing/testing-store.ts';
import { isWatched, percentWatched, segmentsOf } from './watching/domain/progress.ts';
import type { WatchingStore } from './watching/watching-store.ts';

export interface ClassroomStores {
  watching: WatchingStore;
  attention: AttentionStore;
  tests: TestingStore;
  evaluations: EvaluationStore;
  questions: QuestionStore;
}

/** What each feature adds to the classroom that a learner enters. */
export function classroomParts(stores: ClassroomStores, enter: Enter, mediaSigningKey: string): EnteringParts {
  const { watching, attention, tests, evaluations, questions } = stores;
  return {
    enter,

    async watched({ enrolmentId, course }) {
      const { chapters } = course.classroom;
      const stored = await watching.get(enrolmentId);
      const progress = stored?.progress ?? { watched: [], position: null, watchedAt: null };
      const { position, watchedAt } = progress;
      return {
        // a chapter that maintenance took away is no place to go on (V-23)
        position: position && chapters.some(({ chapterId }) => chapterId === position.chapterId) ? position : null,
        progress: { percent: percentWatched(progress, chapters), watchedAt: watchedAt?.toISOString() ?? null },
        chapters: new Map(
          chapters.map((chapter) => {
            const segments = segmentsOf(progress, chapter.chapterId);
            const watched = segments.map(({ from, to }) => ({ fromSecond: from, toSecond: to }));
            return [chapter.chapterId, { watched, done: watchedAt !== null || isWatched(progress, chapter) }];
          }),
        ),
      };
    },

    async attention({ enrolmentId, course }) {
      const checks = course.classroom.attentionChecks;
      const stands = (await attention.get(enrolmentId)) ?? { clicked: [], seen: [], completedAt: null };
      const left = new Set(missing(stands, checks).map(({ checkId }) => checkId));
      const clickedAt = new Map(stands.clicked.map((each) => [each.checkId, each.clickedAt.toISOString()]));
      const behind = checks.filter(({ checkId }) => !left.has(checkId));
      return {
        checks: { ...count(stands, checks), completedAt: stands.completedAt?.toISOString() ?? null },
        done: new Map(behind.map(({ checkId }) => [checkId, clickedAt.get(checkId) ?? null])),
      };
    },

    async test({ enrolmentId, course }, now) {
      const standing = await tests.standing(enrolmentId);
      const rule = attemptRule(course);
      const made = standing ?? { attempts: 0, openAttemptId: null, passed: null, judgedAt: null };
      const next = nextAttempt(made, rule, now);
      return {
        ...testState(standing),
        attemptsLeft: attemptsLeft(made, rule),
        nextAttemptAt: next.state === 'too-soon' ? next.from.toISOString() : null,
      };
    },

    async evaluation(enrolmentId) {
      const given = await evaluations.get(enrolmentId);
      return given && evaluationView(given);
    },

    async questions(enrolmentId) {
      return (await questions.page({ enrolmentId, limit: 50 })).items.map(questionView);
    },

    videoUrl: (mediaId, expiresAt) =>
      signedUrl(`/api/v1/media/${encodeURIComponent(mediaId)}`, mediaSigningKey, expiresAt),
  };
}
