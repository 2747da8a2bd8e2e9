import { signedUrl } from '@leerhuis/files';
import { questionView } from './asking/asking-schemas.ts';
import type { QuestionStore } from './asking/question-store.ts';
import type { AttentionStore } from './attention-checks/attention-store.ts';
import { behind, count, nothingClicked } from './attention-checks/domain/checks.ts';
import type { Doorkeeper, Reach } from './classroom.ts';
import { documentViews } from './document-views.ts';
import type { DocumentStore } from './documents/document-store.ts';
import type { Entering } from './entering/classroom-http.ts';
import { evaluationView } from './evaluating/evaluation-http.ts';
import type { EvaluationStore } from './evaluating/evaluation-store.ts';
import { attemptRule, attemptsLeft, nextAttempt, nextAttemptAt } from './testing/domain/attempt-rule.ts';
import { testState, untried } from './testing/domain/standing.ts';
import type { TestingStore } from './testing/testing-store.ts';
import { isDone, percentWatched, placeToGoOn, segmentsOf } from './watching/domain/progress.ts';
import { unwatched } from './watching/domain/take-in.ts';
import { enterPlayer } from './watching/enter-player.ts';
import type { PlayersStore } from './watching/players-store.ts';
import type { WatchingStore } from './watching/watching-store.ts';

export interface ClassroomStores {
  watching: WatchingStore;
  players: PlayersStore;
  attention: AttentionStore;
  tests: TestingStore;
  evaluations: EvaluationStore;
  questions: QuestionStore;
  documents: DocumentStore;
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** What each feature adds to the classroom that a learner enters. */
export function classroomContents(
  stores: ClassroomStores,
  { door, reach }: { door: Doorkeeper; reach: Reach },
  mediaSigningKey: string,
): Entering {
  const { watching, players, attention, tests, evaluations, questions, documents } = stores;
  return {
    door,
    begun: (classroom) => reach(classroom, 'busy'),
    players: (accountId) => players.get(accountId),
    enterPlayer: (found, who, now) => enterPlayer(players, found, who, now),

    async watched({ enrolmentId, course }) {
      const { chapters } = course.classroom;
      const { progress, pace } = (await watching.get(enrolmentId)) ?? unwatched;
      return {
        clickUntil: new Map(pace.shown.map(({ checkId, until }) => [checkId, until])),
        position: placeToGoOn(progress, chapters),
        progress: { percent: percentWatched(progress, chapters), watchedAt: iso(progress.watchedAt) },
        chapters: new Map(
          chapters.map((chapter) => {
            const segments = segmentsOf(progress, chapter.chapterId);
            const watched = segments.map(({ from, to }) => ({ fromSecond: from, toSecond: to }));
            return [chapter.chapterId, { watched, done: isDone(progress, chapter) }];
          }),
        ),
      };
    },

    async attention({ enrolmentId, course }) {
      const checks = course.classroom.attentionChecks;
      const stands = (await attention.get(enrolmentId)) ?? nothingClicked;
      return {
        checks: { ...count(stands, checks), completedAt: iso(stands.completedAt) },
        done: new Map([...behind(stands, checks)].map(([checkId, clickedAt]) => [checkId, iso(clickedAt)])),
      };
    },

    async test({ enrolmentId, course }, now) {
      const standing = (await tests.standing(enrolmentId)) ?? untried;
      const rule = attemptRule(course);
      return {
        ...testState(standing),
        attemptsLeft: attemptsLeft(standing, rule),
        nextAttemptAt: iso(nextAttemptAt(nextAttempt(standing, rule, now))),
      };
    },

    async evaluation(enrolmentId) {
      const given = await evaluations.get(enrolmentId);
      return given && evaluationView(given);
    },

    async documents({ enrolmentId, course }, locale) {
      // most courses have none, and a classroom is entered often
      return course.documents ? documentViews(course, await documents.of([enrolmentId]), locale) : [];
    },

    async questions(enrolmentId) {
      return (await questions.ofEnrolment(enrolmentId, { limit: 50 })).items.map(questionView);
    },

    videoUrl: (mediaId, expiresAt) =>
      signedUrl(`/api/v1/media/${encodeURIComponent(mediaId)}`, mediaSigningKey, expiresAt),
  };
}
