import { memberChangedV1 } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Member } from './domain/member.ts';
import { rightsOf } from './domain/roles.ts';

/** Tells the present state of somebody's place in an organisation. */
export function tellOf(tx: Tx, member: Member): void {
  const { id, organisationId, revision, accountId, firstName, lastName, workEmail, roles, state } = member;
  tx.publish(memberChangedV1, id, {
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
    changedAt: tx.now.toISOString(),
  });
}
