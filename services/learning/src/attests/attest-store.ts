import type { Filling } from '@leerhuis/event-bus';
import { databaseOf } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

/** The attest of a learner for a course that counts (V-17), as certification told. */
export interface Attest {
  attestId: string;
  accountId: string;
  courseId: string;
  /** For which organisation the course was taken; null or missing: for themselves. */
  organisationId?: string | null;
  issuedAt: Date;
}

/** A revocation may come before what it revokes, when one of the two was parked. */
type AttestDoc = Partial<Omit<Attest, 'attestId'>> & { _id: string; revokedAt?: Date };

export const attestIndexes = {
  attests: [{ key: { accountId: 1 as const, courseId: 1 as const }, name: 'ofLearner' }],
};

export type AttestStore = ReturnType<typeof attestStore>;

export function attestStore(connection: Connection) {
  const attests = databaseOf(connection).collection<AttestDoc>('attests');
  return {
    /** Tells whether it counts: its revocation may have come before. */
    async keep(tx: Filling, { attestId, ...attest }: Attest): Promise<boolean> {
      const options = { upsert: true, session: tx.session, returnDocument: 'after' as const };
      const kept = await attests.findOneAndUpdate({ _id: attestId }, { $set: attest }, options);
      return !kept?.revokedAt;
    },

    async revoke(tx: Filling, attestId: string, revokedAt: Date): Promise<void> {
      await attests.updateOne({ _id: attestId }, { $set: { revokedAt } }, { upsert: true, session: tx.session });
    },

    async of(learners: readonly { accountId: string; courseId: string }[]): Promise<Attest[]> {
      if (learners.length === 0) return [];
      const $or = learners.map(({ accountId, courseId }) => ({ accountId, courseId }));
      const found = await attests.find({ $or, revokedAt: { $exists: false } }).toArray();
      return found.map(({ _id, ...attest }) => ({ attestId: _id, ...(attest as Omit<Attest, 'attestId'>) }));
    },
  };
}
