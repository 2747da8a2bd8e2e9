import { wordsOf } from '@leerhuis/language';
import { structuredCommunicationDigits } from '@leerhuis/money';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import { firstIdOf } from '@leerhuis/service-runtime';
import type { Connection, mongo } from 'mongoose';
import type { HadCourse } from '../cart/domain/had-already.ts';
import { type AttentionReason, attentionReasons } from './domain/attention.ts';
import type { Buyer } from './domain/buyer.ts';
import { learnerOf, type Order } from './domain/order.ts';
import type { OrderState } from './domain/standing.ts';
import type { HistoryEntry } from './order-audit.ts';
import { type OrderDoc, ofBuyer, orderOf } from './order-store.ts';

/** A line of an order by which somebody learns a course, or will. */
export interface LineWith extends HadCourse {
  orderId: string;
  lineId: string;
}

const withoutHistory = { projection: { history: 0 as const } };

/** What orders are found by. */
export interface OrderFilter {
  state?: OrderState | undefined;
  attention?: AttentionReason | undefined;
  /** For this organisation. */
  organisationId?: string | undefined;
  /** Placed from this moment on. */
  from?: Date | undefined;
  /** Placed before this moment. */
  to?: Date | undefined;
  /** A number or structured communication, or words. */
  q?: string | undefined;
}

/** More than anybody types. */
const mostWords = 8;

export type OrderQueries = ReturnType<typeof orderQueries>;

export function orderQueries(connection: Connection) {
  const orders = databaseOf(connection).collection<OrderDoc>('orders');

  return {
    /** One's own; of an organisation all, or those that one ordered oneself. */
    ofBuyer: (
      { isOwnOnly, ...buyer }: Pick<Buyer, 'accountId' | 'organisationId'> & { isOwnOnly: boolean },
      { limit, cursor, ...wanted }: PageWish & OrderFilter,
    ) => {
      const { accountId } = buyer;
      const filter = { $and: [ofBuyer(buyer), isOwnOnly ? { accountId } : {}, filterOf(wanted)] };
      return pageById(orders, filter, { limit, cursor }, orderOf, { ...withoutHistory, counted: true });
    },

    /** For staff: those of everybody. */
    forStaff: ({ limit, cursor, ...wanted }: PageWish & OrderFilter) =>
      pageById(orders, filterOf(wanted), { limit, cursor }, orderOf, { ...withoutHistory, counted: true }),

    /** Numbers of their pro-formas, by which people know orders. */
    async numbersOf(orderIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(orderIds.filter((id) => id !== null))];
      if (ids.length === 0) return new Map();
      const found = await orders.find({ _id: { $in: ids } }, { projection: { 'proForma.number': 1 } }).toArray();
      return new Map(found.map(({ _id, proForma }) => [_id, proForma.number]));
    },

    /** Lines by which these people learn, or will, one of these courses, of orders that were not withdrawn. */
    async linesWith(accountIds: readonly string[], courseIds: readonly string[]): Promise<LineWith[]> {
      if (courseIds.length === 0 || accountIds.length === 0) return [];
      const [people, itemIds] = [{ $in: [...accountIds] }, { $in: [...courseIds] }];
      const own = { accountId: people, 'lines.itemId': itemIds };
      const ofOrganisation = { organisationId: { $type: 'string' as const } };
      const forThem = { ...ofOrganisation, 'lines.learner.accountId': people, 'lines.itemId': itemIds };
      const found = await orders
        .find({ $or: [own, forThem], 'standing.state': { $ne: 'withdrawn' } })
        .project<Pick<OrderDoc, '_id' | 'accountId' | 'organisationId' | 'lines'>>({
          accountId: 1,
          organisationId: 1,
          'lines.lineId': 1,
          'lines.itemId': 1,
          'lines.learner': 1,
        })
        .toArray();
      return found.flatMap(({ _id: orderId, organisationId = null, accountId: buyer, lines }) =>
        lines.flatMap(({ lineId, itemId: courseId, learner }) => {
          const accountId = learnerOf({ accountId: buyer }, { learner });
          const isWanted = accountId !== null && accountIds.includes(accountId) && courseIds.includes(courseId);
          return isWanted ? [{ orderId, lineId, courseId, accountId, organisationId }] : [];
        }),
      );
    },

    /** How many orders a person has to look at, by why. */
    async countAttention(): Promise<Record<AttentionReason, number>> {
      const counts = {} as Record<AttentionReason, number>;
      for (const attention of attentionReasons) counts[attention] = await orders.countDocuments({ attention });
      return counts;
    },

    /** An order, with what it itself still has of its trail. */
    async withHistory(id: string): Promise<{ order: Order; before: HistoryEntry[] } | null> {
      const doc = await orders.findOne({ _id: id });
      return doc && { order: orderOf(doc), before: doc.history ?? [] };
    },
  };
}

const day = 86_400_000;

function filterOf({ state, attention, organisationId, from, to, q }: OrderFilter): mongo.Filter<OrderDoc> {
  const words = q === undefined ? [] : wordsOf(q).slice(0, mostWords);
  return {
    ...(state === undefined ? {} : { 'standing.state': state }),
    ...(attention === undefined ? {} : { attention }),
    // as the index on organisations is made
    ...(organisationId === undefined ? {} : { organisationId: { $eq: organisationId, $type: 'string' as const } }),
    ...(from || to ? periodOf(from, to) : {}),
    // an empty search box asks for nothing in particular
    ...(q?.trim()
      ? { $or: [{ searchKeys: searchKeyOf(q) }, ...(words.length > 0 ? [{ words: { $all: words } }] : [])] }
      : {}),
  };
}

/** Ids tell when they were made, which is about when the order was placed: so the list, which goes by ids, is read there alone. */
function periodOf(from: Date | undefined, to: Date | undefined): mongo.Filter<OrderDoc> {
  const ids = {
    ...(from ? { $gte: firstIdOf(new Date(from.getTime() - day)) } : {}),
    ...(to ? { $lt: firstIdOf(new Date(to.getTime() + day)) } : {}),
  };
  return { _id: ids, placedAt: { ...(from ? { $gte: from } : {}), ...(to ? { $lt: to } : {}) } };
}

function searchKeyOf(q: string): string {
  return structuredCommunicationDigits(q) ?? q.trim().toUpperCase();
}
