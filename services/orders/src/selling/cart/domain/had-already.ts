import { type Buyer, isPrivate } from '../../ordering/domain/buyer.ts';

/** Whose courses are looked up, and by whom. */
export interface Whose {
  accountIds: readonly string[];
  by: Pick<Buyer, 'accountId' | 'organisationId'>;
}

/** Courses that somebody may watch now, and those that they ordered and can still activate. */
export interface HadAlready {
  active: ReadonlySet<string>;
  ordered: ReadonlySet<string>;
}

/** A course that a learner has, and for whom it was got. */
export interface HadCourse {
  accountId: string;
  courseId: string;
  organisationId: string | null;
}

/** Courses by who has them, without what is no business of who asks. */
export function coursesByLearner(had: readonly HadCourse[], by: Whose['by']): Map<string, Set<string>> {
  const courses = new Map<string, Set<string>>();
  for (const each of had) {
    if (isPrivate(each, by)) continue;
    courses.set(each.accountId, (courses.get(each.accountId) ?? new Set<string>()).add(each.courseId));
  }
  return courses;
}
