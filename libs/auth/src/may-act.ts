import { hasRole } from './access.ts';
import type { Actor, StaffRole } from './actor.ts';
import type { Right } from './rights.ts';

/** Whose something is: a person's own, or an organisation's. */
export type Owner = { kind: 'person'; accountId: string } | { kind: 'organisation'; organisationId: string };

export function ofPerson(accountId: string): Owner {
  return { kind: 'person', accountId };
}

export function ofOrganisation(organisationId: string): Owner {
  return { kind: 'organisation', organisationId };
}

/**
 * Whether the actor may do something with what is this owner's (null: nobody's). A person may with what is their own; who acts for an
 * organisation, with what is the organisation's, by the right that it takes, and with nothing of their own (C-5). Staff may not: what
 * they do has routes of its own, and is noted.
 * @param right that it takes where an organisation owns it
 */
export function mayAct(actor: Actor | null, owner: Owner | null, right: Right | null = null): boolean {
  if (actor?.kind === 'account') return owner?.kind === 'person' && actor.accountId === owner.accountId;
  if (actor?.kind !== 'member' || owner?.kind !== 'organisation' || right === null) return false;
  return actor.organisationId === owner.organisationId && actor.rights.includes(right);
}

/** Whether the actor may look at what is this owner's: whoever may act, and staff with one of these roles. */
export function maySee(
  actor: Actor | null,
  owner: Owner | null,
  roles: readonly StaffRole[],
  right: Right | null = null,
): boolean {
  return mayAct(actor, owner, right) || hasRole(actor, roles);
}
