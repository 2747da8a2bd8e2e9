import { type AuditEntry, type AuditedFields, type AuditNote, auditStore } from '@leerhuis/audit';
import { eachDocument } from '@leerhuis/migrations';
import { databaseOf } from '@leerhuis/mongo';
import type { Order } from './domain/order.ts';

/** Something that was done about an order. */
export interface OrderNote {
  /** An account's id, or `provider` for the payment provider. */
  by: string;
  what: string;
  /** In the history of the order, and in the audit trail. */
  detail?: string | undefined;
  /** In the audit trail only, as are the reason and what was there before. */
  after?: AuditedFields;
  before?: AuditedFields;
  reason?: string | null;
}

export interface HistoryEntry extends Pick<OrderNote, 'by' | 'what' | 'detail'> {
  at: Date;
}

const prefix = 'order.';

export function auditNoteOf(orderId: string, { by, what, detail, before, after, reason }: OrderNote): AuditNote {
  const fields = { ...(detail === undefined ? {} : { detail }), ...after };
  return {
    by,
    action: `${prefix}${what}`,
    subject: orderId,
    before: before ?? null,
    after: Object.keys(fields).length > 0 ? fields : null,
    reason: reason ?? null,
  };
}

/**
 * What an order went through, the oldest first. That it was placed it says itself.
 * @param noted the audit trail of the order
 * @param before entries that the order itself still has, until `history-of-orders-in-audit` has passed
 */
export function historyOf(
  order: Pick<Order, 'placedAt' | 'accountId' | 'placedBy' | 'proForma'>,
  noted: readonly AuditEntry[],
  before: readonly HistoryEntry[],
): HistoryEntry[] {
  const placed = {
    at: order.placedAt,
    by: order.placedBy ?? order.accountId,
    what: 'placed',
    detail: order.proForma.number,
  };
  const since = noted
    .filter(({ action }) => action.startsWith(prefix))
    .map(({ at, by, action, after }) => {
      return { at, by, what: action.slice(prefix.length), detail: after?.['detail']?.toString() };
    });
  const rest = [...before, ...since].filter(({ what }) => what !== 'placed');
  return [placed, ...rest.sort((a, b) => a.at.getTime() - b.at.getTime())];
}

interface WithHistory {
  _id: string;
  history?: HistoryEntry[];
}

/** Orders kept their own trail; it goes where all others are. */
export const historyInAudit = eachDocument<WithHistory>({
  id: 'history-of-orders-in-audit',
  what: 'entries of the history of orders become entries of the audit trail',
  collection: 'orders',
  only: { history: { $exists: true } },
  change: ({ _id }, { connection, transaction, newId }) =>
    transaction(async (tx) => {
      const orders = databaseOf(connection).collection<WithHistory>('orders');
      const doc = await orders.findOne({ _id }, { session: tx.session });
      if (!doc?.history) return false;
      const moved = doc.history.filter(({ what }) => what !== 'placed');
      await auditStore(connection, newId).noteAll(
        tx,
        moved.map(({ at, ...note }) => ({ ...auditNoteOf(_id, note), at })),
      );
      await orders.updateOne({ _id }, { $unset: { history: 1 } }, { session: tx.session });
      return true;
    }),
});
