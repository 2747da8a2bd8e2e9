import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type Attention, nothingClicked } from './domain/checks.ts';

export type AttentionDoc = Attention & { _id: string };

export const attentionIndexes = { attention: [] };

export type AttentionStore = ReturnType<typeof attentionStore>;

/** One document per enrolment, there from its opening on: two transactions that change it conflict, and one starts over. */
export function attentionStore(connection: Connection) {
  const attention = databaseOf(connection).collection<AttentionDoc>('attention');
  return {
    async insert(tx: Tx, enrolmentId: string): Promise<void> {
      await attention.insertOne({ _id: enrolmentId, ...nothingClicked }, { session: tx.session });
    },

    async get(enrolmentId: string, tx?: Tx): Promise<Attention | null> {
      const doc = await attention.findOne({ _id: enrolmentId }, tx ? { session: tx.session } : {});
      return doc && attentionOf(doc);
    },

    async many(enrolmentIds: readonly string[]): Promise<Map<string, Attention>> {
      const found = await attention.find({ _id: { $in: [...enrolmentIds] } }).toArray();
      return new Map(found.map((doc) => [doc._id, attentionOf(doc)]));
    },

    async save(tx: Tx, enrolmentId: string, next: Attention): Promise<void> {
      await attention.replaceOne({ _id: enrolmentId }, next, { session: tx.session });
    },
  };
}

function attentionOf({ clicked, seen, completedAt }: AttentionDoc): Attention {
  return { clicked, seen, completedAt };
}
