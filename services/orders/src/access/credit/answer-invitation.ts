import type { NoteAudit } from '@leerhuis/audit';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { CreditStore, LotDoc } from './credit-store.ts';
import { isOfOneOffice, type Spender } from './domain/may-spend.ts';
import { answer, type Invitation } from './domain/sharing.ts';
import { anotherOffice, invitationExpired } from './sharing-problems.ts';

export interface AnsweringParts {
  credit: CreditStore;
  account(accountId: string, tx: Tx): Promise<(Spender & { email: string }) | null>;
  note: NoteAudit;
}

/** Whether somebody was asked by this invitation: by their account or by their address, which logging in has proven. */
export function isTo({ to, answer, accountId }: Invitation, person: { id: string; email: string | null }): boolean {
  // the address of who said yes may be another's by now
  if (answer === 'yes') return accountId === person.id;
  return to === person.id || (person.email !== null && to === person.email);
}

/** Takes down what somebody answers who was asked to share in a package (V-8): yes, no, or no more. */
export function answering({ credit, account, note }: AnsweringParts) {
  return async (
    tx: Tx,
    wish: { accountId: string; invitationId: string; says: 'yes' | 'no' },
  ): Promise<{ lot: LotDoc; invitation: Invitation }> => {
    const { accountId, invitationId, says } = wish;
    const lot = await credit.ofInvitation(tx, invitationId);
    const invitation = lot?.invitations?.find(({ id }) => id === invitationId);
    const person = await account(accountId, tx);
    if (!lot || !invitation || !isTo(invitation, { id: accountId, email: person?.email ?? null })) throw notFound();
    const isOfOffice = isOfOneOffice(person, await account(lot.ownerId, tx));
    const result = answer(invitation, { says, accountId, isOfOffice }, tx.now);
    if ('refused' in result) throw problemOf(result.refused);
    const { invitation: answered } = result;
    if (answered.answer === invitation.answer) return { lot, invitation };
    const invitations = (lot.invitations ?? []).map((one) => (one.id === invitationId ? answered : one));
    await credit.share(tx, lot._id, lot.isShared, invitations);
    await note(tx, {
      by: accountId,
      action: 'credit.invitation-answered',
      subject: lot._id,
      before: { invitation: invitationId, answer: invitation.answer },
      after: { invitation: invitationId, answer: answered.answer },
    });
    return { lot, invitation: answered };
  };
}

function problemOf(refused: 'unknown' | 'expired' | 'another-office') {
  switch (refused) {
    case 'unknown':
      return notFound();
    case 'expired':
      return invitationExpired();
    case 'another-office':
      return anotherOffice();
    default:
      return refused satisfies never;
  }
}
