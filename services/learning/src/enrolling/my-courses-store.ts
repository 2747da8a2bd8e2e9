import type { Filling } from '@leerhuis/event-bus';
import { type CountedPage, databaseOf, decodeCursor, type PageWish, pageFrom } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import type { Enrolment } from './domain/enrolment.ts';
import type { Bought, MyCourseState, Waiting } from './domain/waiting.ts';
import { inState } from './enrolment-queries.ts';
import { type EnrolmentDoc, enrolmentOf } from './enrolment-store.ts';

/**
 * A course in somebody's list. Bought, then activated, it is the same row at the same place: whoever pages through the list while a
 * course is activated sees it once. Each of the facts that a row is made of, in whichever order they come, writes this one document.
 */
interface CourseRow {
  /** The order's line, or the activation: both grow with time. */
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
}

type ShownRow = CourseRow & { enrolment?: EnrolmentDoc };

export interface WantedCourses {
  accountId: string;
  courseId?: string | undefined;
  /** One of these. */
  courseIds?: readonly string[] | undefined;
  state?: MyCourseState | undefined;
  now: Date;
}

export interface BoughtCourse extends Omit<Waiting, 'id'> {
  lineId: string;
}

export const myCourseIndexes = {
  myCourses: [
    { key: { accountId: 1 as const, _id: -1 as const }, name: 'ofLearner' },
    {
      key: { orderId: 1 as const, courseId: 1 as const },
      name: 'onePerOrder',
      unique: true,
      partialFilterExpression: { orderId: { $type: 'string' } },
    },
  ],
};

const position = z.strictObject({ id: z.string().max(100) });

export type MyCoursesStore = ReturnType<typeof myCoursesStore>;

export function myCoursesStore(connection: Connection) {
  const rows = databaseOf(connection).collection<CourseRow>('myCourses');

  /** Rows with what they are now, the newest first. Somebody's rows are few: they may all be looked at. */
  function shown(filter: mongo.Filter<CourseRow>, state?: mongo.Filter<EnrolmentDoc>): mongo.Document[] {
    const stands = Object.entries(state ?? {}).map(([field, wanted]) => ({ [`enrolment.${field}`]: wanted }));
    return [
      { $match: filter },
      { $sort: { _id: -1 } },
      { $lookup: { from: 'enrolments', localField: 'enrolmentId', foreignField: '_id', as: 'enrolment' } },
      { $set: { enrolment: { $first: '$enrolment' } } },
      ...stands.map((each) => ({ $match: each })),
    ];
  }

  async function bought(tx: Filling, line: BoughtCourse): Promise<void> {
    const { session } = tx;
    const { lineId, accountId, courseId, orderId } = line;
    const before = { accountId, courseId, ofBefore: { $gte: line.bought.placedAt } };
    const adoption = { $set: { orderId, bought: line.bought }, $unset: { ofBefore: 1 as const } };
    const adopted = await rows.updateOne(before, adoption, { session });
    if (adopted.matchedCount > 0) return;
    const fresh = { _id: lineId, accountId, enrolmentId: null };
    await rows.updateOne(
      { ...ofOrder(orderId), courseId },
      { $set: { bought: line.bought }, $setOnInsert: fresh },
      { upsert: true, session },
    );
  }

  return {
    /** A page of somebody's courses, bought or activated, the newest first; the first tells how many there are. */
    async page(wanted: WantedCourses, { limit, cursor }: PageWish): Promise<CountedPage<Enrolment | Waiting>> {
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
    async get(id: string): Promise<Enrolment | Waiting | null> {
      const [row] = await rows.aggregate<ShownRow>(shown({ _id: id })).toArray();
      return row ? shownOf(row) : null;
    },

    bought,

    /** Of an order that was told again: what is known of its payment stays. */
    async boughtAgain(tx: Filling, line: BoughtCourse): Promise<void> {
      const { title, orderNumber, placedAt, dueDate } = line.bought;
      const { matchedCount } = await rows.updateOne(
        { ...ofOrder(line.orderId), courseId: line.courseId, bought: { $exists: true } },
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

    async activated(
      tx: Tx,
      {
        id,
        accountId,
        courseId,
        orderId,
      }: Pick<Enrolment, 'id' | 'accountId' | 'courseId'> & { orderId: string | null },
    ): Promise<void> {
      const { session } = tx;
      if (orderId === null) {
        await rows.insertOne({ _id: id, accountId, courseId, orderId, enrolmentId: id }, { session });
        return;
      }
      const change = { $set: { enrolmentId: id }, $setOnInsert: { _id: id, accountId } };
      await rows.updateOne({ ...ofOrder(orderId), courseId }, change, { upsert: true, session });
    },
  };
}

/** As the index on orders is made: it has no rows without one. */
const ofOrder = (orderId: string) => ({ orderId: { $eq: orderId, $type: 'string' as const } });

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

function shownOf({ _id, accountId, courseId, orderId, bought, enrolment }: ShownRow): Enrolment | Waiting {
  if (enrolment) return enrolmentOf(enrolment);
  if (orderId === null || !bought) throw new Error(`course ${_id} of a list is neither bought nor activated`);
  return { id: _id, accountId, courseId, orderId, bought };
}
