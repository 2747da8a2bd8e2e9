import { attestIssuedV1 } from '@leerhuis/contracts';
import { eachDocument, type Migration } from '@leerhuis/migrations';
import type { Tx } from '@leerhuis/outbox';
import type { Attesting } from './attesting.ts';
import { revokeAttestOf } from './revoke-attest.ts';

/**
 * While attests could not be revoked, one whose order was withdrawn unpaid went on to count. That access was taken back was noted
 * then too; that its time is over never is, so nobody loses an attest by that.
 */
export function withdrawnBefore(attesting: Attesting): Migration {
  return eachDocument<{ _id: string; closedAt?: Date }>({
    id: 'attests-of-withdrawn-orders-revoked',
    what: 'attests whose order was withdrawn before attests could be revoked are revoked',
    collection: 'completions',
    only: { closedAt: { $type: 'date' } },
    change: ({ _id }, { transaction }) =>
      transaction(async (tx) => (await keepForLater(attesting, tx, _id)) || revokeAttestOf(attesting, tx, _id)),
  });
}

/** Who bought the course again and did it again was told to have the one attest already: it rests on the later enrolment now. */
async function keepForLater(attesting: Attesting, tx: Tx, enrolmentId: string): Promise<boolean> {
  const attest = await attesting.attests.ofEnrolment(enrolmentId, tx);
  if (!attest || attest.revokedAt) return false;
  const later = await attesting.completions.laterFulfilled(tx, enrolmentId, attest.accountId, attest.courseId);
  if (later === null) return false;
  await attesting.completions.hold(tx, later, attest.id);
  await attesting.attests.restOn(tx, attest.id, later);
  const { id: attestId, accountId, courseId, issuedAt, organisationId = null } = attest;
  // told again, so that orders lets nobody withdraw what it rests on now
  tx.publish(attestIssuedV1, attestId, {
    attestId,
    accountId,
    courseId,
    enrolmentId: later,
    issuedAt: issuedAt.toISOString(),
    organisationId,
  });
  await attesting.note(tx, {
    by: 'certification',
    action: 'attest.kept',
    subject: attestId,
    before: { enrolmentId },
    after: { enrolmentId: later },
    reason: 'its order was withdrawn unpaid, and everything was fulfilled once more in a later enrolment',
  });
  return true;
}
