import { attestIssuedV1 } from '@leerhuis/contracts';
import { eachDocument, type Migration } from '@leerhuis/migrations';
import type { Tx } from '@leerhuis/outbox';
import type { Attesting } from './attest-commands.ts';
import { type Revoking, revokeAttestOf } from './revoke-attest.ts';

interface Needs extends Revoking {
  completions: Pick<Attesting['completions'], 'hold'> & {
    /** A later enrolment in the course that fulfils what an attest asks for. */
    laterFulfilled(tx: Tx, enrolmentId: string, accountId: string, courseId: string): Promise<string | null>;
  };
}

/**
 * While attests could not be revoked, one whose order was withdrawn unpaid went on to count. That access was taken back was noted
 * then too; that its time is over never is, so nobody loses an attest by that.
 */
export function withdrawnBefore(needs: Needs): Migration {
  return eachDocument<{ _id: string; closedAt?: Date }>({
    id: 'attests-of-withdrawn-orders-revoked',
    what: 'attests whose order was withdrawn before attests could be revoked are revoked',
    collection: 'completions',
    only: { closedAt: { $type: 'date' } },
    change: ({ _id }, { transaction }) =>
      transaction(async (tx) => (await keepForLater(needs, tx, _id)) || revokeAttestOf(needs, tx, _id)),
  });
}

/** Who bought the course again and did it again was told to have the one attest already: it rests on the later enrolment now. */
async function keepForLater(needs: Needs, tx: Tx, enrolmentId: string): Promise<boolean> {
  const attest = await needs.attests.ofEnrolment(enrolmentId, tx);
  if (!attest || attest.revokedAt) return false;
  const later = await needs.completions.laterFulfilled(tx, enrolmentId, attest.accountId, attest.courseId);
  if (later === null) return false;
  await needs.completions.hold(tx, later, attest.id);
  await needs.attests.restOn(tx, attest.id, later);
  const { id: attestId, accountId, courseId, issuedAt } = attest;
  // told again, so that orders lets nobody withdraw what it rests on now
  tx.publish(attestIssuedV1, attestId, {
    attestId,
    accountId,
    courseId,
    enrolmentId: later,
    issuedAt: issuedAt.toISOString(),
  });
  await needs.note(tx, {
    by: 'certification',
    action: 'attest.kept',
    subject: attestId,
    before: { enrolmentId },
    after: { enrolmentId: later },
    reason: 'its order was withdrawn unpaid, and everything was fulfilled once more in a later enrolment',
  });
  return true;
}
