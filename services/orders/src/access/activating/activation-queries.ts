import { pageFrom } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection, mongo } from 'mongoose';
import { type ActivationDoc, activationOf } from './activation-store.ts';
import type { Activation } from './domain/activation.ts';

export type ActivationQueries = ReturnType<typeof activationQueries>;

export function activationQueries(connection: Connection) {
  const activations = databaseOf(connection).collection<ActivationDoc>('activations');
  return {
    async ofAccount(accountId: string, { limit, before }: { limit: number; before: string | null }) {
      const older: mongo.Filter<ActivationDoc> = before === null ? {} : { _id: { $lt: before } };
      const found = await activations
        .find({ accountId, ...older })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .toArray();
      return pageFrom(found.map(activationOf), limit, ({ id }) => ({ id }));
    },

    /** Those of these courses that the learner may watch now. */
    async activeOf(accountId: string, courseIds: readonly string[], now: Date) {
      if (courseIds.length === 0) return [];
      const open = { isCurrent: true, accessUntil: { $gt: now } };
      const found = await activations.find({ accountId, courseId: { $in: [...courseIds] }, ...open }).toArray();
      return found.map(activationOf);
    },

    /** What was activated of these orders, whether it still holds or not. */
    async ofOrders(orderIds: string[], tx?: Tx): Promise<Activation[]> {
      const options = tx ? { session: tx.session } : {};
      const found = await activations.find({ orderId: { $type: 'string', $in: orderIds } }, options).toArray();
      return found.map(activationOf);
    },
  };
}
