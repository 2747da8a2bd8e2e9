import type { Filling } from '@leerhuis/event-bus';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** What certification told of the attest of an activation; a revocation may come first, when one of the two was parked. */
interface AttestDoc {
  /** The attest's. */
  _id: string;
  /** The enrolment goes by the id of its activation. */
  activationId: string;
  accountId?: string;
  courseId?: string;
  issuedAt?: Date;
  revokedAt?: Date;
}

type AttestRef = { attestId: string; activationId: string; accountId: string; courseId: string };

export const attestIndexes = {
  attestCopies: [
    { key: { activationId: 1 as const }, name: 'ofActivation' },
    { key: { accountId: 1 as const, courseId: 1 as const }, name: 'ofLearner' },
  ],
};

const counts = { issuedAt: { $exists: true }, revokedAt: { $exists: false } };

export type AttestStore = ReturnType<typeof attestStore>;

/** This service's copy of attests: an order that gave one is paid, not withdrawn (V-14). */
export function attestStore(connection: Connection) {
  const attests = databaseOf(connection).collection<AttestDoc>('attestCopies');

  async function note(tx: Filling, { attestId, ...ref }: AttestRef, what: Partial<AttestDoc>): Promise<void> {
    const { session } = tx;
    await attests.updateOne({ _id: attestId }, { $set: { ...ref, ...what } }, { upsert: true, session });
  }

  return {
    issued: (tx: Filling, attest: AttestRef, issuedAt: Date) => note(tx, attest, { issuedAt }),

    revoked: (tx: Filling, attest: AttestRef, revokedAt: Date) => note(tx, attest, { revokedAt }),

    /** Those of these courses that the learner has an attest of (V-17). */
    async attested(accountId: string, courseIds: readonly string[]): Promise<Set<string>> {
      if (courseIds.length === 0) return new Set();
      const filter = { accountId, courseId: { $in: [...courseIds] }, ...counts };
      const found = await attests.find(filter, { projection: { courseId: 1 } }).toArray();
      return new Set(found.flatMap(({ courseId }) => courseId ?? []));
    },

    /** Whether one of these activations led to an attest that counts. */
    async areThereOf(tx: Tx, activationIds: readonly string[]): Promise<boolean> {
      const filter = { activationId: { $in: [...activationIds] }, ...counts };
      return (await attests.findOne(filter, { session: tx.session, projection: { _id: 1 } })) !== null;
    },
  };
}
