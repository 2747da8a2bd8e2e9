import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { cannotAnswer } from './credit-problems.ts';
import { isOfPerson, type LotDoc } from './credit-store.ts';
import type { Crediting } from './crediting.ts';
import { officeOf } from './domain/may-spend.ts';
import { answer, type Invitation, isTo } from './domain/sharing.ts';
import { sharingMails } from './sharing-mails.ts';

/**
 * Takes down what somebody answers who was asked to share in a package (V-8): yes, no, or no more. Both are told of a yes, and the
 * owner of who leaves.
 * @throws Problem 404, 410, 422
 */
export async function answerInvitation(
  crediting: Crediting,
  tx: Tx,
  wish: { accountId: string; invitationId: string; says: 'yes' | 'no' },
): Promise<{ lot: LotDoc; invitation: Invitation }> {
  const { credit, accounts, offices, audit } = crediting;
  const { accountId, invitationId, says } = wish;
  const lot = await credit.ofInvitation(tx, invitationId);
  const invitation = lot?.invitations?.find(({ id }) => id === invitationId);
  const person = await accounts.get(accountId, tx);
  const isTheirs = invitation && isTo(invitation, { id: accountId, email: person?.email ?? null });
  if (!lot || !isOfPerson(lot) || !isTheirs) throw notFound();
  const both = await offices.spenders([accountId, lot.ownerId], tx);
  const through = officeOf(both.get(accountId) ?? null, both.get(lot.ownerId) ?? null);
  const result = answer(invitation, { says, accountId, through }, tx.now);
  if ('refused' in result) throw cannotAnswer(result.refused);
  const { invitation: answered } = result;
  if (answered.answer === invitation.answer) return { lot, invitation };
  const invitations = (lot.invitations ?? []).map((one) => (one.id === invitationId ? answered : one));
  await credit.share(tx, lot._id, lot.isShared, invitations);
  const mails = sharingMails(crediting);
  const owner = await accounts.recipient(lot.ownerId, tx);
  if (answered.answer === 'yes') {
    mails.linked(tx, await accounts.recipient(accountId, tx), lot, owner?.name ?? '');
    mails.changed(tx, owner, [lot], person?.name ?? '', 'linked');
  }
  if (invitation.answer === 'yes') mails.changed(tx, owner, [lot], person?.name ?? '', 'left');
  await audit.note(tx, {
    by: accountId,
    action: 'credit.invitation-answered',
    subject: lot._id,
    before: { invitation: invitationId, answer: invitation.answer },
    after: { invitation: invitationId, answer: answered.answer },
  });
  return { lot, invitation: answered };
}
