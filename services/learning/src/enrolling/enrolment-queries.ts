import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';
import type { Access, Enrolment } from './domain/enrolment.ts';
import { type EnrolmentDoc, enrolmentOf } from './enrolment-store.ts';

export interface EnrolmentFilter {
  accountId?: string | undefined;
  courseId?: string | undefined;
  /** One of these courses. */
  courseIds?: readonly string[] | undefined;
  /** How it stands at this moment. */
  state?: Access | undefined;
  now: Date;
}

export type EnrolmentQueries = ReturnType<typeof enrolmentQueries>;

export function enrolmentQueries(connection: Connection) {
  const enrolments = databaseOf(connection).collection<EnrolmentDoc>('enrolments');
  return {
    /** Of everybody or of one account, the newest first. */
    page: (wanted: EnrolmentFilter, wish: PageWish) =>
      pageById(enrolments, filterOf(wanted), wish, enrolmentOf, { counted: true }),

    /** Access of these learners, to one of these courses, that holds now. */
    async openOf(learners: readonly Pick<Enrolment, 'accountId' | 'courseId'>[], now: Date): Promise<Enrolment[]> {
      if (learners.length === 0) return [];
      const of = <K extends 'accountId' | 'courseId'>(field: K) => ({
        $in: [...new Set(learners.map((each) => each[field]))],
      });
      const found = await enrolments
        .find({ accountId: of('accountId'), courseId: of('courseId'), ...inState('open', now) })
        .toArray();
      return found.map(enrolmentOf);
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

function filterOf({ accountId, courseId, courseIds, state, now }: EnrolmentFilter): mongo.Filter<EnrolmentDoc> {
  const courses = [
    ...(courseId === undefined ? [] : [{ courseId }]),
    ...(courseIds ? [{ courseId: { $in: [...courseIds] } }] : []),
  ];
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(courses.length === 0 ? {} : { $and: courses }),
    ...(state === undefined ? {} : inState(state, now)),
  };
}

/** As `accessOf` says it. */
export function inState(state: Access, now: Date): mongo.Filter<EnrolmentDoc> {
  if (state === 'revoked') return { revokedAt: { $type: 'date' } };
  return { revokedAt: null, accessUntil: state === 'open' ? { $gt: now } : { $lte: now } };
}
