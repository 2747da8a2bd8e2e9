import { enrolmentClosedV1, enrolmentOpenedV1 } from '@leerhuis/contracts';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import { invariantMetric } from '@leerhuis/telemetry';
import type { CourseStore } from '../course-content/course-store.ts';
import { withoutClassroom } from './count-without-classroom.ts';
import { type Enrolling, enrolmentCommands } from './enrolment-commands.ts';
import { type EnrolmentNeeds, enrolmentRoutes } from './enrolment-http.ts';
import { enrolmentIndexes } from './enrolment-store.ts';
import { enrolmentsListed } from './migrate-my-courses.ts';
import { myCourseIndexes } from './my-courses-store.ts';
import { onActivation } from './on-activation.ts';
import { onOrder } from './on-order.ts';

export const enrollingNeeds = {
  indexes: { ...enrolmentIndexes, ...myCourseIndexes },
  migrations: [enrolmentsListed],
  publishes: [enrolmentOpenedV1, enrolmentClosedV1],
} satisfies Partial<PartNeeds>;

interface Needs extends Enrolling, EnrolmentNeeds {
  courses: CourseStore;
}

/** Enrolments: opened and closed as orders tells, listed, and watched for those that have no classroom. */
export function openEnrolling({ metrics, clock, logger, every, isCaughtUp }: Parts, needs: Needs) {
  const invariant = 'activation-without-enrolment';
  const violations = invariantMetric(metrics);
  return {
    routes: enrolmentRoutes(needs),
    subscriptions: [...onActivation(enrolmentCommands(needs)), ...onOrder(needs.myCourses)],
    start: () =>
      every(60_000, 'invariants', async () => {
        // a course that is on its way is not missing
        if (!(await isCaughtUp())) return 'soon';
        const found = await withoutClassroom(needs.queries, needs.courses.many, clock());
        violations.set({ invariant }, found.length);
        const enrolmentIds = found.slice(0, 20);
        if (found.length > 0) logger.error({ invariant, enrolmentIds }, 'activated, but no classroom');
        return undefined;
      }),
  };
}
