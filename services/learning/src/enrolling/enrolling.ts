import { enrolmentClosedV1, enrolmentOpenedV1 } from '@leerhuis/contracts';
import type { PartNeeds, Parts } from '@leerhuis/service-parts';
import { invariantMetric } from '@leerhuis/telemetry';
import type { AccountStore } from '../accounts/account-store.ts';
import type { CourseStore } from '../course-content/course-store.ts';
import { withoutClassroom } from './count-without-classroom.ts';
import { courseRowIndexes } from './course-row-store.ts';
import { type Enrolling, enrolmentCommands } from './enrolment-commands.ts';
import { enrolmentRoutes } from './enrolment-http.ts';
import { enrolmentLists, type ListNeeds } from './enrolment-lists.ts';
import type { EnrolmentQueries } from './enrolment-queries.ts';
import { enrolmentIndexes } from './enrolment-store.ts';
import { enrolmentsListed } from './migrate-my-courses.ts';
import { rowsArePerLearner } from './my-courses-store.ts';
import { onActivation } from './on-activation.ts';
import { onOrder } from './on-order.ts';
import type { ResultsStore } from './results-store.ts';
import { type StaffNeeds, staffEnrolmentRoutes } from './staff-enrolment-http.ts';

export const enrollingNeeds = {
  indexes: { ...enrolmentIndexes, ...courseRowIndexes },
  migrations: [enrolmentsListed, rowsArePerLearner],
  publishes: [enrolmentOpenedV1, enrolmentClosedV1],
} satisfies Partial<PartNeeds>;

interface Needs
  extends Omit<Enrolling & ListNeeds & StaffNeeds, 'courses' | 'people' | 'results' | 'lists' | 'queries'> {
  courses: CourseStore;
  people: AccountStore;
  results: ResultsStore;
  queries: EnrolmentQueries;
}

/** Enrolments: opened and closed as orders tells, listed, and watched for those that have no classroom. */
export function openEnrolling({ metrics, clock, logger, every, isCaughtUp, newId }: Parts, needs: Needs) {
  const invariant = 'activation-without-enrolment';
  const violations = invariantMetric(metrics);
  const lists = enrolmentLists(needs);
  return {
    routes: [...enrolmentRoutes({ ...needs, lists }), ...staffEnrolmentRoutes({ ...needs, lists })],
    subscriptions: [...onActivation(enrolmentCommands(needs)), ...onOrder({ ...needs, newId })],
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
