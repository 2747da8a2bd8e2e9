import type { mongo } from 'mongoose';
import type { Enrolment } from './domain/enrolment.ts';
import { type Stage, stageOf } from './domain/stage.ts';
import type { Bought, Waiting } from './domain/waiting.ts';
import { type EnrolmentDoc, enrolmentOf } from './enrolment-store.ts';

/**
 * A course in somebody's list. Bought, then activated, it is the same row at the same place: whoever pages through the list while a
 * course is activated sees it once. Each of the facts that a row is made of, in whichever order they come, writes this one document.
 */
export interface CourseRow {
  /** The order's line, or the activation, or what was made for a learner of the line: all grow with time. */
  _id: string;
  accountId: string;
  courseId: string;
  /** Null for what was activated from hour credit. */
  orderId: string | null;
  /** Null while it isn't activated. */
  enrolmentId: string | null;
  bought?: Bought;
  /** When it was activated, of a row made from an enrolment of before, whose order wasn't kept. */
  ofBefore?: Date;
  /** For which organisation it was taken; null or missing: for themselves. Of those alone the organisation's list tells what follows. */
  organisationId?: string | null;
  /** Words of the learner's name. */
  learnerWords?: string[];
  /** When it was bought, then when it was activated. */
  takenAt?: Date;
  accessUntil?: Date;
  revokedAt?: Date;
  /** Rank of the stage that was reached. */
  reached?: number;
}

export type ShownRow = CourseRow & { enrolment?: EnrolmentDoc };

const ofSome = { organisationId: { $type: 'string' as const } };

/** An order has a row per course and learner. */
export const oneRowPerLearner = {
  key: { orderId: 1, courseId: 1, accountId: 1 },
  name: 'onePerOrderAndLearner',
  unique: true,
  partialFilterExpression: { orderId: { $type: 'string' } },
} as const;

const byOrganisation = {
  organisationId: 1,
  _id: -1,
  takenAt: 1,
  enrolmentId: 1,
  revokedAt: 1,
  accessUntil: 1,
} as const;

export const courseRowIndexes = {
  myCourses: [
    { key: { accountId: 1 as const, _id: -1 as const }, name: 'ofLearner' },
    oneRowPerLearner,
    { key: { enrolmentId: 1 as const }, name: 'ofEnrolment', partialFilterExpression: ofSome },
    // what a list is filtered by besides is in it, so that it is looked at without the document
    { key: byOrganisation, name: 'ofOrganisation', partialFilterExpression: ofSome },
    {
      key: { organisationId: 1 as const, accountId: 1 as const, _id: -1 as const },
      name: 'ofOrganisationAndLearner',
      partialFilterExpression: ofSome,
    },
    {
      key: { organisationId: 1 as const, courseId: 1 as const, _id: -1 as const },
      name: 'ofOrganisationAndCourse',
      partialFilterExpression: ofSome,
    },
    {
      key: { organisationId: 1 as const, reached: 1 as const, _id: -1 as const },
      name: 'ofOrganisationAndStage',
      partialFilterExpression: ofSome,
    },
    {
      key: { organisationId: 1 as const, learnerWords: 1 as const, _id: -1 as const },
      name: 'ofOrganisationAndName',
      partialFilterExpression: ofSome,
    },
  ],
};

/** Adds what rows are now. */
export const withEnrolment: mongo.Document[] = [
  { $lookup: { from: 'enrolments', localField: 'enrolmentId', foreignField: '_id', as: 'enrolment' } },
  { $set: { enrolment: { $first: '$enrolment' } } },
];

/** As indexes that have no rows without one are made. */
export const ofOne = (id: string) => ({ $eq: id, $type: 'string' as const });

/** A course of a list, and how far its learner is with it where it was taken for an organisation. */
export type Listed = (Enrolment | Waiting) & { stage?: Stage | undefined };

export function shownOf(row: ShownRow): Listed {
  const { _id, accountId, courseId, orderId, organisationId = null, bought, enrolment } = row;
  const stage = organisationId === null ? undefined : stageOf(row.reached);
  if (enrolment) return { ...enrolmentOf(enrolment), stage };
  if (orderId === null || !bought) throw new Error(`course ${_id} of a list is neither bought nor activated`);
  return { id: _id, accountId, courseId, orderId, organisationId, bought, stage };
}
