import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';
import type { Enrolment } from './domain/enrolment.ts';
import { type EnrolmentDoc, enrolmentOf } from './enrolment-store.ts';

export interface EnrolmentFilter {
  accountId?: string | undefined;
  courseId?: string | undefined;
}

export type EnrolmentQueries = ReturnType<typeof enrolmentQueries>;

export function enrolmentQueries(connection: Connection) {
  const enrolments = databaseOf(connection).collection<EnrolmentDoc>('enrolments');
  return {
    /** Newest first. */
    ofLearner: (accountId: string, wish: PageWish) => pageById(enrolments, { accountId }, wish, enrolmentOf),

    /** Of everybody, of one account or of one course, the newest first. */
    forStaff({ accountId, courseId, ...wish }: EnrolmentFilter & PageWish) {
      const filter: mongo.Filter<EnrolmentDoc> = {
        ...(accountId === undefined ? {} : { accountId }),
        ...(courseId === undefined ? {} : { courseId }),
      };
      return pageById(enrolments, filter, wish, enrolmentOf, { counted: true });
    },

    /** Those of a course, so many at a time, in a fixed order. */
    async ofCourse(courseId: string, after: string | undefined, limit: number): Promise<Enrolment[]> {
      const filter = { courseId, ...(after === undefined ? {} : { _id: { $gt: after } }) };
      const found = await enrolments.find(filter).sort({ _id: 1 }).limit(limit).toArray();
      return found.map(enrolmentOf);
    },

    /** Courses that somebody has a classroom for, opened before this moment. */
    async coursesOpenedBefore(courseIds: readonly string[], moment: Date): Promise<{ id: string; courseId: string }[]> {
      const filter = { courseId: { $in: [...courseIds] }, openedAt: { $lt: moment }, revokedAt: null };
      const found = await enrolments.find(filter).project<EnrolmentDoc>({ courseId: 1 }).limit(100).toArray();
      return found.map(({ _id, courseId }) => ({ id: _id, courseId }));
    },

    /** Every course that somebody is enrolled for. */
    courseIds: (): Promise<string[]> => enrolments.distinct('courseId'),
  };
}
