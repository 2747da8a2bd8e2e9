import { structuredCommunicationDigits } from '@leerhuis/money';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Connection, mongo } from 'mongoose';
import { type AttentionReason, attentionReasons } from './domain/attention.ts';
import type { Order } from './domain/order.ts';
import type { OrderState } from './domain/standing.ts';
import type { HistoryEntry } from './order-audit.ts';
import { type OrderDoc, orderOf } from './order-store.ts';

const withoutHistory = { projection: { history: 0 as const } };

export type OrderQueries = ReturnType<typeof orderQueries>;

export function orderQueries(connection: Connection) {
  const orders = databaseOf(connection).collection<OrderDoc>('orders');

  return {
    ofAccount: (accountId: string, wish: PageWish) => pageById(orders, { accountId }, wish, orderOf, withoutHistory),

    /** For staff: by state, and by number of pro-forma or invoice or by structured communication. */
    forStaff: (
      wish: PageWish & {
        state?: OrderState | undefined;
        attention?: AttentionReason | undefined;
        q?: string | undefined;
      },
    ) => {
      const state: mongo.Filter<OrderDoc> = {
        ...(wish.state === undefined ? {} : { 'standing.state': wish.state }),
        ...(wish.attention === undefined ? {} : { attention: wish.attention }),
      };
      const filter = wish.q === undefined ? state : { ...state, searchKeys: searchKeyOf(wish.q) };
      return pageById(orders, filter, wish, orderOf, { ...withoutHistory, counted: true });
    },

    /** Numbers of their pro-formas, by which people know orders. */
    async numbersOf(orderIds: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(orderIds.filter((id) => id !== null))];
      if (ids.length === 0) return new Map();
      const found = await orders.find({ _id: { $in: ids } }, { projection: { 'proForma.number': 1 } }).toArray();
      return new Map(found.map(({ _id, proForma }) => [_id, proForma.number]));
    },

    /** Lines with these courses, of the account's orders that were not withdrawn. */
    async linesWith(accountId: string, courseIds: readonly string[]) {
      if (courseIds.length === 0) return [];
      const found = await orders
        .find({ accountId, 'lines.itemId': { $in: [...courseIds] }, 'standing.state': { $ne: 'withdrawn' } })
        .project<Pick<OrderDoc, '_id' | 'lines'>>({ 'lines.lineId': 1, 'lines.itemId': 1 })
        .toArray();
      const lines = found.flatMap(({ _id: orderId, lines }) => lines.map((line) => ({ orderId, ...line })));
      return lines.filter(({ itemId }) => courseIds.includes(itemId));
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

function searchKeyOf(q: string): string {
  return structuredCommunicationDigits(q) ?? q.trim().toUpperCase();
}
