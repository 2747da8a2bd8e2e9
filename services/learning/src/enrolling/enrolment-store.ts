import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Enrolment } from './domain/enrolment.ts';

export type EnrolmentDoc = Omit<Enrolment, 'id'> & { _id: string };

/** A revocation that came before its activation: the activation must not open a classroom any more. */
interface EarlyRevocation {
  _id: string;
  revokedAt: Date;
}

export const enrolmentIndexes = {
  enrolments: [
    { key: { accountId: 1 as const, _id: -1 as const }, name: 'ofLearner' },
    { key: { courseId: 1 as const, _id: 1 as const }, name: 'ofCourse' },
    {
      key: { organisationId: 1 as const },
      name: 'ofOrganisation',
      partialFilterExpression: { organisationId: { $type: 'string' as const } },
    },
    // the time is in it so that it is looked at without the document
    { key: { revokedAt: 1 as const, _id: -1 as const, accessUntil: 1 as const }, name: 'byState' },
  ],
  earlyRevocations: [],
};

export type EnrolmentStore = ReturnType<typeof enrolmentStore>;

export function enrolmentStore(connection: Connection) {
  const db = databaseOf(connection);
  const enrolments = db.collection<EnrolmentDoc>('enrolments');
  const earlyRevocations = db.collection<EarlyRevocation>('earlyRevocations');
  return {
    async get(id: string, tx?: Tx): Promise<Enrolment | null> {
      const doc = await enrolments.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return doc && enrolmentOf(doc);
    },

    async many(ids: readonly string[]): Promise<Enrolment[]> {
      const found = await enrolments.find({ _id: { $in: [...ids] } }).toArray();
      return found.map(enrolmentOf);
    },

    async insert(tx: Tx, { id, ...facts }: Enrolment): Promise<void> {
      await enrolments.insertOne({ _id: id, ...facts }, { session: tx.session });
    },

    /** Closes it; null when there is nothing open to close. */
    async revoke(tx: Tx, id: string, revokedAt: Date): Promise<Enrolment | null> {
      const { session } = tx;
      const doc = await enrolments.findOneAndUpdate({ _id: id, revokedAt: null }, { $set: { revokedAt } }, { session });
      return doc && enrolmentOf(doc);
    },

    async keepEarlyRevocation(tx: Tx, id: string, revokedAt: Date): Promise<void> {
      const { session } = tx;
      await earlyRevocations.updateOne({ _id: id }, { $setOnInsert: { revokedAt } }, { upsert: true, session });
    },

    async earlyRevocation(tx: Tx, id: string): Promise<Date | null> {
      const found = await earlyRevocations.findOne({ _id: id }, { session: tx.session });
      return found?.revokedAt ?? null;
    },
  };
}

export function enrolmentOf({ _id, ...facts }: EnrolmentDoc): Enrolment {
  return { id: _id, ...facts };
}
