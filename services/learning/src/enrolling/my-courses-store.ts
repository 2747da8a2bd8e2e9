import type { Filling } from '@leerhuis/event-bus';
import { wordsOf } from '@leerhuis/language';
import { replaceIndex } from '@leerhuis/migrations';
import { type CountedPage, databaseOf, decodeCursor, type PageWish, pageFrom } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import {
  type CourseRow,
  type Listed,
  ofOne,
  oneRowPerLearner,
  type ShownRow,
  shownOf,
  withEnrolment,
} from './course-row-store.ts';
import type { Enrolment } from './domain/enrolment.ts';
import type { MyCourseState, Waiting } from './domain/waiting.ts';
import { inState } from './enrolment-queries.ts';
import type { EnrolmentDoc } from './enrolment-store.ts';

export interface WantedCourses {
  accountId: string;
  courseId?: string | undefined;
  /** One of these. */
  courseIds?: readonly string[] | undefined;
  state?: MyCourseState | undefined;
  now: Date;
}

/** What somebody can learn by an order. */
export interface BoughtCourse extends Omit<Waiting, 'id'> {
  /** Of its row, if it has none yet. */
  rowId: string;
  /** By which an organisation finds them; null when it was bought for themselves. */
  learnerName: string | null;
}

/** Until several people could learn by one order it had one row per course. */
export const rowsArePerLearner = replaceIndex({
  id: 'courses-are-listed-per-learner',
  collection: 'myCourses',
  index: 'onePerOrder',
  by: oneRowPerLearner,
});

const position = z.strictObject({ id: z.string().max(100) });

export type MyCoursesStore = ReturnType<typeof myCoursesStore>;

export function myCoursesStore(connection: Connection) {
  const rows = databaseOf(connection).collection<CourseRow>('myCourses');

  /** Rows with what they are now, the newest first. Somebody's rows are few: they may all be looked at. */
  function shown(filter: mongo.Filter<CourseRow>, state?: mongo.Filter<EnrolmentDoc>): mongo.Document[] {
    const stands = Object.entries(state ?? {}).map(([field, wanted]) => ({ [`enrolment.${field}`]: wanted }));
    return [{ $match: filter }, { $sort: { _id: -1 } }, ...withEnrolment, ...stands.map((each) => ({ $match: each }))];
  }

  async function bought(tx: Filling, line: BoughtCourse): Promise<void> {
    const { session } = tx;
    const { rowId, accountId, courseId, orderId } = line;
    const before = { accountId, courseId, ofBefore: { $gte: line.bought.placedAt } };
    const adoption = { $set: { orderId, bought: line.bought }, $unset: { ofBefore: 1 as const } };
    const adopted = await rows.updateOne(before, adoption, { session });
    if (adopted.matchedCount > 0) return;
    const fresh = { _id: rowId, enrolmentId: null, takenAt: line.bought.placedAt, ...notStarted(line) };
    await rows.updateOne(
      { ...ofOrder(orderId), courseId, accountId },
      { $set: { bought: line.bought, ...forOrganisation(line) }, $setOnInsert: fresh },
      { upsert: true, session },
    );
  }

  return {
    /** A page of somebody's courses, bought or activated, the newest first; the first tells how many there are. */
    async page(wanted: WantedCourses, { limit, cursor }: PageWish): Promise<CountedPage<Listed>> {
      const after = decodeCursor(position, cursor);
      const { state, now } = wanted;
      const inThatState = state && state !== 'not-activated' ? inState(state, now) : undefined;
      const filter = filterOf(wanted);
      const rest = after ? { $and: [filter, { _id: { $lt: after.id } }] } : filter;
      const [found, counted] = await Promise.all([
        rows.aggregate<ShownRow>([...shown(rest, inThatState), { $limit: limit + 1 }]).toArray(),
        after
          ? null
          : rows.aggregate<{ count: number }>([...shown(filter, inThatState), { $count: 'count' }]).toArray(),
      ]);
      const { items, nextCursor } = pageFrom(found, limit, ({ _id }) => ({ id: _id }));
      return {
        items: items.map(shownOf),
        nextCursor,
        total: counted && { count: counted[0]?.count ?? 0, more: false },
      };
    },

    /** One by the id under which it was listed; null when there is none. */
    async get(id: string): Promise<Listed | null> {
      const [row] = await rows.aggregate<ShownRow>(shown({ _id: id })).toArray();
      return row ? shownOf(row) : null;
    },

    bought,

    /** Of an order that was told again: what is known of its payment stays. */
    async boughtAgain(tx: Filling, line: BoughtCourse): Promise<void> {
      const { title, orderNumber, placedAt, dueDate } = line.bought;
      const { matchedCount } = await rows.updateOne(
        { ...ofOrder(line.orderId), courseId: line.courseId, accountId: line.accountId, bought: { $exists: true } },
        {
          $set: {
            'bought.title': title,
            'bought.orderNumber': orderNumber,
            'bought.placedAt': placedAt,
            'bought.dueDate': dueDate,
          },
        },
        { session: tx.session },
      );
      if (matchedCount === 0) await bought(tx, line);
    },

    /** Who is no learner of a line any more, and has not activated it, has it no more. */
    async keepLearners(
      tx: Filling,
      { orderId, courseId }: Pick<BoughtCourse, 'orderId' | 'courseId'>,
      accountIds: readonly string[],
    ): Promise<void> {
      const others = { ...ofOrder(orderId), courseId, enrolmentId: null, accountId: { $nin: [...accountIds] } };
      await rows.deleteMany(others, { session: tx.session });
    },

    async paid(tx: Filling, orderId: string, at: Date): Promise<void> {
      const { session } = tx;
      await rows.updateMany(
        { ...ofOrder(orderId), bought: { $exists: true } },
        { $set: { 'bought.paidAt': at } },
        { session },
      );
    },

    /** What was bought and never activated goes with its order (V-14). */
    async withdrawn(tx: Filling, orderId: string): Promise<void> {
      await rows.deleteMany({ ...ofOrder(orderId), enrolmentId: null }, { session: tx.session });
    },

    async activated(tx: Tx, { id, accountId, courseId, orderId, ...activated }: Activated): Promise<void> {
      const { session } = tx;
      const { activatedAt, accessUntil, revokedAt } = activated;
      const stands = {
        enrolmentId: id,
        takenAt: activatedAt,
        ...forOrganisation(activated),
        ...(activated.organisationId ? { accessUntil, ...(revokedAt ? { revokedAt } : {}) } : {}),
      };
      if (orderId === null) {
        const row = { _id: id, accountId, courseId, orderId, ...stands, ...notStarted(activated) };
        await rows.insertOne(row, { session });
        return;
      }
      const change = { $set: stands, $setOnInsert: { _id: id, ...notStarted(activated) } };
      await rows.updateOne({ ...ofOrder(orderId), courseId, accountId }, change, { upsert: true, session });
    },
  };
}

type Activated = Enrolment & { orderId: string | null; learnerName: string | null };

/** What an organisation's list is found by; nothing of what somebody takes for themselves. */
function forOrganisation({
  organisationId,
  learnerName,
}: Pick<Activated, 'organisationId' | 'learnerName'>): Partial<CourseRow> {
  return organisationId ? { organisationId, learnerWords: wordsOf(learnerName ?? '') } : {};
}

const notStarted = ({ organisationId }: Pick<Activated, 'organisationId'>) => (organisationId ? { reached: 0 } : {});

/** As the index on orders is made: it has no rows without one. */
const ofOrder = (orderId: string) => ({ orderId: ofOne(orderId) });

function filterOf({ accountId, courseId, courseIds, state }: WantedCourses): mongo.Filter<CourseRow> {
  return {
    accountId,
    $and: [
      courseId === undefined ? {} : { courseId },
      courseIds ? { courseId: { $in: [...courseIds] } } : {},
      state === undefined ? {} : { enrolmentId: state === 'not-activated' ? null : { $type: 'string' } },
    ],
  };
}
