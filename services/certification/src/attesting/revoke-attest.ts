import { attestRevokedV1, sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { issuedMailOf } from './attest-commands.ts';
import type { Attesting } from './attesting.ts';
import { type Attest, revoke } from './domain/attest.ts';

/**
 * Takes back the attest of an enrolment whose access ended because its order was withdrawn unpaid (V-14).
 * @returns false when it has none that counts
 */
export async function revokeAttestOf(attesting: Attesting, tx: Tx, enrolmentId: string): Promise<boolean> {
  const issued = await attesting.attests.ofEnrolment(enrolmentId, tx);
  const attest = issued && revoke(issued, tx.now);
  if (!attest) return false;
  await attesting.attests.markRevoked(tx, attest);
  const { told } = await attesting.registering.withdraw(tx, attest.id);
  const { id: attestId, accountId, courseId } = attest;
  const revokedAt = tx.now.toISOString();
  tx.publish(attestRevokedV1, attestId, {
    attestId,
    accountId,
    courseId,
    enrolmentId,
    reason: 'order-withdrawn',
    revokedAt,
  });
  await attesting.note(tx, {
    by: 'certification',
    action: 'attest.revoked',
    subject: attestId,
    before: { state: 'issued' },
    after: { state: 'revoked', enrolmentId, federationsTold: told },
    reason: 'the order was withdrawn unpaid',
  });
  await tellHolder(attesting, tx, attest, told);
  return true;
}

async function tellHolder(attesting: Attesting, tx: Tx, { id, accountId, course }: Attest, told: boolean) {
  const person = await attesting.people.get(accountId, tx.session);
  if (!person) return;
  const { email, firstName, lastName, locale } = person;
  tx.enqueue(
    sendMessage,
    {
      recipient: { accountId, email, name: `${firstName} ${lastName}`, locale },
      template: 'attest-revoked',
      data: {
        firstName,
        courseTitle: inLocale(course.title, locale),
        revokedAt: tx.now.toISOString(),
        federationsTold: told,
      },
      insteadOf: issuedMailOf(id),
    },
    { jobId: `${id}:attest-revoked` },
  );
}
