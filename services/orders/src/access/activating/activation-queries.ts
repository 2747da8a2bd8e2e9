import type { LocalisedText } from '@leerhuis/language';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type ActivationDoc, activationOf } from './activation-store.ts';
import type { Activation } from './domain/activation.ts';

export type ActivationQueries = ReturnType<typeof activationQueries>;

export function activationQueries(connection: Connection) {
  const activations = databaseOf(connection).collection<ActivationDoc>('activations');
  return {
    /** Of who learns. */
    ofAccount: (accountId: string, wish: PageWish) =>
      pageById(activations, { accountId }, wish, activationOf, { counted: true }),

    /** What was taken for an organisation: all of it, or by one of its people. */
    ofOrganisation: (organisationId: string, accountId: string | null, wish: PageWish) => {
      const filter = { organisationId: { $eq: organisationId, $type: 'string' as const } };
      const whose = accountId === null ? filter : { ...filter, accountId };
      return pageById(activations, whose, wish, activationOf, { counted: true });
    },

    /** Those of these courses that the learners may watch now. */
    async activeOf(accountIds: readonly string[], courseIds: readonly string[], now: Date) {
      if (courseIds.length === 0 || accountIds.length === 0) return [];
      const open = { isCurrent: true, accessUntil: { $gt: now } };
      const found = await activations
        .find({ accountId: { $in: [...accountIds] }, courseId: { $in: [...courseIds] }, ...open })
        .toArray();
      return found.map(activationOf);
    },

    /** Titles of the courses that were activated, by activation. */
    async titlesOf(ids: readonly string[]): Promise<ReadonlyMap<string, LocalisedText>> {
      if (ids.length === 0) return new Map();
      const found = await activations.find({ _id: { $in: [...ids] } }, { projection: { courseTitle: 1 } }).toArray();
      return new Map(found.map(({ _id, courseTitle }) => [_id, courseTitle]));
    },

    /** What was activated of these orders, whether it still holds or not. */
    async ofOrders(orderIds: string[], tx?: Tx): Promise<Activation[]> {
      const options = tx ? { session: tx.session } : {};
      const found = await activations.find({ orderId: { $type: 'string', $in: orderIds } }, options).toArray();
      return found.map(activationOf);
    },
  };
}
