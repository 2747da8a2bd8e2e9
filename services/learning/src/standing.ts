import type { FederationCode } from '@leerhuis/federations';
import { inLocale, type Locale } from '@leerhuis/language';
import type { AttentionStore } from './attention-checks/attention-store.ts';
import { count, nothingClicked } from './attention-checks/domain/checks.ts';
import type { AttestStore } from './attests/attest-store.ts';
import type { CourseStore } from './course-content/course-store.ts';
import type { EvaluationStore } from './evaluating/evaluation-store.ts';
import { testState, untried } from './testing/domain/standing.ts';
import type { TestingStore } from './testing/testing-store.ts';
import { percentWatched } from './watching/domain/progress.ts';
import type { WatchingStore } from './watching/watching-store.ts';

export interface StandingStores {
  courses: CourseStore;
  watching: WatchingStore;
  attention: AttentionStore;
  tests: TestingStore;
  evaluations: EvaluationStore;
  attests: AttestStore;
  /** How much of any course a federation wants watched, in percents, today. */
  watchPercentOf: (federation: FederationCode) => number;
}

interface Enrolled {
  id: string;
  accountId: string;
  courseId: string;
}

const iso = (date: Date | null | undefined) => date?.toISOString() ?? null;

/** How enrolments stand (V-18): what each feature knows of them, put together for a list. */
export function standings(standingStores: StandingStores) {
  return async (enrolments: Enrolled[], locale: Locale) => {
    const ids = enrolments.map(({ id }) => id);
    const [courses, watched, attention, tests, evaluated, attests] = await Promise.all([
      standingStores.courses.many(enrolments.map(({ courseId }) => courseId)),
      standingStores.watching.many(ids),
      standingStores.attention.many(ids),
      standingStores.tests.standings(ids),
      standingStores.evaluations.given(ids),
      standingStores.attests.of(enrolments),
    ]);
    const courseOf = new Map(courses.map((course) => [course.id, course]));
    const progressOf = new Map(watched.map(({ enrolmentId, progress }) => [enrolmentId, progress]));

    return enrolments.map(({ id, accountId, courseId }) => {
      const course = courseOf.get(courseId);
      const progress = progressOf.get(id);
      const clicks = attention.get(id);
      const attest = attests.find((each) => each.accountId === accountId && each.courseId === courseId);
      return {
        courseCode: course?.code ?? null,
        title: course ? inLocale(course.title, locale) : null,
        progress: {
          percent: course && progress ? percentWatched(progress, course.classroom.chapters) : 0,
          watchedAt: iso(progress?.watchedAt),
        },
        checks: {
          ...count(clicks ?? nothingClicked, course?.classroom.attentionChecks ?? []),
          completedAt: iso(clicks?.completedAt),
        },
        test: testState(tests.get(id) ?? untried),
        accreditations: (course?.accreditations ?? []).map(
          ({ federation, accreditationNumber, minutes, points, attestUntil, watchPercent }) => {
            const share = watchPercent ?? standingStores.watchPercentOf(federation);
            return { federation, accreditationNumber, minutes, points, attestUntil, watchPercent: share };
          },
        ),
        evaluated: evaluated.has(id),
        attest: attest ? { attestId: attest.attestId, issuedAt: attest.issuedAt.toISOString() } : null,
        attestFor: attest?.organisationId ?? null,
      };
    });
  };
}
