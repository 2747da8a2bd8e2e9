import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { cannotAnswer } from './credit-problems.ts';
import type { LotDoc } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { isOfOneOffice } from './domain/may-spend.ts';
import { answer, type Invitation, isTo } from './domain/sharing.ts';

/**
 * Takes down what somebody answers who was asked to share in a package (V-8): yes, no, or no more.
 * @throws Problem 404, 410, 422
 */
export async function answerInvitation(
  { credit, accounts, audit }: Crediting,
  tx: Tx,
  wish: { accountId: string; invitationId: string; says: 'yes' | 'no' },
): Promise<{ lot: LotDoc; invitation: Invitation }> {
  const { accountId, invitationId, says } = wish;
  const lot = await credit.ofInvitation(tx, invitationId);
  const invitation = lot?.invitations?.find(({ id }) => id === invitationId);
  const person = await accounts.get(accountId, tx);
  if (!lot || !invitation || !isTo(invitation, { id: accountId, email: person?.email ?? null })) throw notFound();
  const isOfOffice = isOfOneOffice(person, await accounts.get(lot.ownerId, tx));
  const result = answer(invitation, { says, accountId, isOfOffice }, tx.now);
  if ('refused' in result) throw cannotAnswer(result.refused);
  const { invitation: answered } = result;
  if (answered.answer === invitation.answer) return { lot, invitation };
  const invitations = (lot.invitations ?? []).map((one) => (one.id === invitationId ? answered : one));
  await credit.share(tx, lot._id, lot.isShared, invitations);
  await audit.note(tx, {
    by: accountId,
    action: 'credit.invitation-answered',
    subject: lot._id,
    before: { invitation: invitationId, answer: invitation.answer },
    after: { invitation: invitationId, answer: answered.answer },
  });
  return { lot, invitation: answered };
}
