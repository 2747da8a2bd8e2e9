import type { Filling } from '@leerhuis/event-bus';
import { wordsOf } from '@leerhuis/language';
import { type CountedPage, countUpTo, databaseOf, decodeCursor, type PageWish, pageFrom } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { type CourseRow, type Listed, ofOne, type ShownRow, shownOf, withEnrolment } from './course-row-store.ts';
import { rankOf, type Stage, stageOf } from './domain/stage.ts';
import type { MyCourseState } from './domain/waiting.ts';

export interface WantedResults {
  organisationId: string;
  accountId?: string | undefined;
  /** Whoever looks sees what is this learner's alone. */
  onlyOf?: string | undefined;
  courseId?: string | undefined;
  /** One of these. */
  courseIds?: readonly string[] | undefined;
  /** Whole words of the learner's name, or one of the courses that `q` selects. */
  q?: { words: readonly string[]; courseIds: readonly string[] } | undefined;
  state?: MyCourseState | undefined;
  stage?: Stage | undefined;
  /** Taken in this time. */
  from?: Date | undefined;
  to?: Date | undefined;
  now: Date;
}

const position = z.strictObject({ id: z.string().max(100) });
const ofSome = { $type: 'string' as const };

export type ResultsStore = ReturnType<typeof resultsStore>;

/** What people learn for organisations: the rows of their lists that were taken for one, found by that. */
export function resultsStore(connection: Connection) {
  const rows = databaseOf(connection).collection<CourseRow>('myCourses');
  return {
    /** A page of what an organisation's people learn for it, the newest first; the first tells how many there are. */
    async page(wanted: WantedResults, { limit, cursor }: PageWish): Promise<CountedPage<Listed>> {
      const after = decodeCursor(position, cursor);
      const filter = filterOf(wanted);
      const rest = after ? { $and: [filter, { _id: { $lt: after.id } }] } : filter;
      const [found, total] = await Promise.all([
        rows
          .aggregate<ShownRow>([{ $match: rest }, { $sort: { _id: -1 } }, { $limit: limit + 1 }, ...withEnrolment])
          .toArray(),
        after ? null : countUpTo(rows, filter),
      ]);
      const page = pageFrom(found, limit, ({ _id }) => ({ id: _id }));
      return { ...page, items: page.items.map(shownOf), total };
    },

    /** How far the learner of an enrolment is that was taken for an organisation. */
    async stage(enrolmentId: string): Promise<Stage> {
      const row = await rows.findOne({ enrolmentId, organisationId: ofSome }, { projection: { reached: 1 } });
      return stageOf(row?.reached);
    },

    /** A learner got so far with what was taken for an organisation; who was further stays there. */
    async reach({ enrolmentId, organisationId }: Placed, stage: Stage, tx?: Filling): Promise<void> {
      if (organisationId === null) return;
      const options = tx ? { session: tx.session } : {};
      await rows.updateOne({ enrolmentId, organisationId: ofSome }, { $max: { reached: rankOf(stage) } }, options);
    },

    /** The attest counts no more. */
    async incomplete(tx: Filling, enrolmentId: string): Promise<void> {
      const completed = { enrolmentId, organisationId: ofSome, reached: rankOf('completed') };
      await rows.updateOne(completed, { $set: { reached: rankOf('test-passed') } }, { session: tx.session });
    },

    async revoked(tx: Filling, enrolmentId: string, revokedAt: Date): Promise<void> {
      await rows.updateOne({ enrolmentId, organisationId: ofSome }, { $set: { revokedAt } }, { session: tx.session });
    },

    /** Somebody goes by another name. */
    async named(tx: Filling, accountId: string, name: string): Promise<void> {
      const theirs = { accountId, organisationId: ofSome };
      await rows.updateMany(theirs, { $set: { learnerWords: wordsOf(name) } }, { session: tx.session });
    },
  };
}

interface Placed {
  enrolmentId: string;
  organisationId: string | null;
}

function filterOf(wanted: WantedResults): mongo.Filter<CourseRow> {
  const { organisationId, accountId, courseId, courseIds, stage, from, to, state, now } = wanted;
  return {
    organisationId: ofOne(organisationId),
    $and: [
      accountId === undefined ? {} : { accountId },
      wanted.onlyOf === undefined ? {} : { accountId: wanted.onlyOf },
      courseId === undefined ? {} : { courseId },
      courseIds ? { courseId: { $in: [...courseIds] } } : {},
      wanted.q ? foundBy(wanted.q) : {},
      stage === undefined ? {} : { reached: rankOf(stage) },
      from || to ? { takenAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) } } : {},
      state === undefined ? {} : inState(state, now),
    ],
  };
}

function foundBy({ words, courseIds }: NonNullable<WantedResults['q']>): mongo.Filter<CourseRow> {
  // an `$all` of nothing is looked for in each document, to find none
  const named = { learnerWords: words.length === 0 ? { $in: [] } : { $all: [...words] } };
  return courseIds.length === 0 ? named : { $or: [named, { courseId: { $in: [...courseIds] } }] };
}

/** As `accessOf` says it. */
function inState(state: MyCourseState, now: Date): mongo.Filter<CourseRow> {
  if (state === 'not-activated') return { enrolmentId: null };
  if (state === 'revoked') return { revokedAt: { $type: 'date' } };
  const accessUntil = state === 'open' ? { $gt: now } : { $lte: now };
  return { enrolmentId: ofSome, revokedAt: { $exists: false }, accessUntil };
}
