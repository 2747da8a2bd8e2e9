import { type MemberSnapshot, memberChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Member } from './domain/member.ts';
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
