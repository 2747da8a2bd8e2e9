import type { Filling } from '@leerhuis/event-bus';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { coursesByLearner, type Whose } from '../../selling/cart/domain/had-already.ts';

/** What certification told of the attest of an activation; a revocation may come first, when one of the two was parked. */
interface AttestDoc {
  /** The attest's. */
  _id: string;
  /** The enrolment goes by the id of its activation. */
  activationId: string;
  accountId?: string;
  courseId?: string;
  /** For which it was taken; of before, or null: for themselves. */
  organisationId?: string | null;
  issuedAt?: Date;
  revokedAt?: Date;
}

interface AttestRef {
  attestId: string;
  activationId: string;
  accountId: string;
  courseId: string;
  organisationId?: string | null;
}

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

    /** Which of these courses the learners have an attest of (V-17), as far as it is the business of who asks. */
    async attested({ accountIds, by }: Whose, courseIds: readonly string[]): Promise<Map<string, Set<string>>> {
      if (courseIds.length === 0 || accountIds.length === 0) return new Map();
      const filter = { accountId: { $in: [...accountIds] }, courseId: { $in: [...courseIds] }, ...counts };
      const projection = { accountId: 1, courseId: 1, organisationId: 1 };
      const found = await attests.find(filter, { projection }).toArray();
      return coursesByLearner(
        found.flatMap(({ accountId, courseId, organisationId = null }) =>
          accountId && courseId ? [{ accountId, courseId, organisationId }] : [],
        ),
        by,
      );
    },

    /** Whether one of these activations led to an attest that counts. */
    async areThereOf(tx: Tx, activationIds: readonly string[]): Promise<boolean> {
      const filter = { activationId: { $in: [...activationIds] }, ...counts };
      return (await attests.findOne(filter, { session: tx.session, projection: { _id: 1 } })) !== null;
    },
  };
}
