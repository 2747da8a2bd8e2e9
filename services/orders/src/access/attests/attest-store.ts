import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** What certification told of the attest of an activation; a revocation may come first, when one of the two was parked. */
interface AttestDoc {
  /** The attest's. */
  _id: string;
  /** The enrolment goes by the id of its activation. */
  activationId: string;
  issuedAt?: Date;
  revokedAt?: Date;
}

type AttestRef = { attestId: string; activationId: string };

export const attestIndexes = { attestCopies: [{ key: { activationId: 1 as const }, name: 'ofActivation' }] };

export type AttestStore = ReturnType<typeof attestStore>;

/** This service's copy of attests: an order that gave one is paid, not withdrawn (V-14). */
export function attestStore(connection: Connection) {
  const attests = databaseOf(connection).collection<AttestDoc>('attestCopies');

  async function note(tx: Tx, { attestId, activationId }: AttestRef, what: Partial<AttestDoc>): Promise<void> {
    const { session } = tx;
    await attests.updateOne({ _id: attestId }, { $set: { activationId, ...what } }, { upsert: true, session });
  }

  return {
    issued: (tx: Tx, attest: AttestRef, issuedAt: Date) => note(tx, attest, { issuedAt }),

    revoked: (tx: Tx, attest: AttestRef, revokedAt: Date) => note(tx, attest, { revokedAt }),

    /** Whether one of these activations led to an attest that counts. */
    async areThereOf(tx: Tx, activationIds: readonly string[]): Promise<boolean> {
      const counts = { issuedAt: { $exists: true }, revokedAt: { $exists: false } };
      const filter = { activationId: { $in: [...activationIds] }, ...counts };
      return (await attests.findOne(filter, { session: tx.session, projection: { _id: 1 } })) !== null;
    },
  };
}
