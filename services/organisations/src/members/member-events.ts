import { invitationChangedV1, type MemberSnapshot, memberChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { isOpen, type Member } from './domain/member.ts';
import { rightsOf } from './domain/roles.ts';

/** What others may know of somebody's place in an organisation. */
export function snapshotOf(member: Member, at: Date): MemberSnapshot {
  const { id, organisationId, revision, accountId, firstName, lastName, workEmail, roles, state } = member;
  return {
    membershipId: id,
    organisationId,
    revision,
    accountId,
    firstName,
    lastName,
    workEmail,
    roles,
    rights: state === 'active' ? rightsOf(roles) : [],
    state,
    changedAt: at.toISOString(),
  };
}

/** Tells the present state of it. */
export function tellOf(tx: Tx, member: Member): void {
  tx.publish(memberChangedV1, member.id, snapshotOf(member, tx.now));
}

/** Tells the gateway what the links that were mailed prove. */
export function tellOfLinks(tx: Tx, member: Member, organisationName: string): void {
  const { id, revision, workEmail, invitation, firstName, lastName, locale } = member;
  if (!invitation || !workEmail) return;
  const { tokens } = invitation;
  const expiresAt = invitation.expiresAt.toISOString();
  tx.publish(invitationChangedV1, id, {
    membershipId: id,
    revision,
    offer: { email: workEmail, tokens, firstName, lastName, locale, organisationName, expiresAt },
    changedAt: tx.now.toISOString(),
  });
}

/** Tells the gateway that they prove nothing any more, if that is so since this change. */
export function tellOfEndedLinks(tx: Tx, before: Member, { revision, ...after }: Member): void {
  if (!isOpen(before) || isOpen(after)) return;
  const changedAt = tx.now.toISOString();
  tx.publish(invitationChangedV1, before.id, { membershipId: before.id, revision, offer: null, changedAt });
}
