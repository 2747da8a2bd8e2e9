import { coursePublishedV1, courseWithdrawnV1, creditPackagePublishedV1 } from '@leerhuis/contracts';
import { retold, type Told, told } from '@leerhuis/service-parts/republish';
import { snapshotOf, withdrawalOf } from './courses/course-events.ts';
import { type CourseDoc, courseOf } from './courses/course-store.ts';
import type { Course } from './courses/domain/course.ts';
import { type CreditPackageDoc, snapshotOf as packageSnapshotOf } from './credit-packages/credit-package-store.ts';

/** What the catalogue tells again, of everything that it owns and others know of. */
export const toldAgain = [
  retold<CourseDoc>({
    aggregate: 'catalog.course',
    collection: 'courses',
    facts: (docs) => docs.map(courseOf).flatMap(courseFacts),
  }),
  retold<CreditPackageDoc>({
    aggregate: 'catalog.credit-package',
    collection: 'creditPackages',
    facts: (docs) => docs.map((doc) => told(creditPackagePublishedV1, doc._id, packageSnapshotOf(doc))),
  }),
];

/** As `tellOf`: who has a course that is off sale needs it as it is. */
function courseFacts(course: Course): Told[] {
  const { id, revision, status } = course;
  if (status === 'on-sale') return [told(coursePublishedV1, id, snapshotOf(course, revision))];
  const published = revision > 1 ? [told(coursePublishedV1, id, snapshotOf(course, revision - 1))] : [];
  return [...published, told(courseWithdrawnV1, id, withdrawalOf(course))];
}
