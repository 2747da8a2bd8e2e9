import { hasRole } from './access.ts';
import type { Actor, StaffRole } from './actor.ts';

/** Whose something is. */
export interface Owner {
  kind: 'person';
  accountId: string;
}

export function ofPerson(accountId: string): Owner {
  return { kind: 'person', accountId };
}

/** Whether the actor may change what is this owner's (null: nobody's). Staff may not: what they do has routes of its own, and is noted. */
export function mayAct(actor: Actor | null, owner: Owner | null): boolean {
  return actor?.kind === 'account' && actor.accountId === owner?.accountId;
}

/** Whether the actor may look at what is this owner's: whoever may act, and staff with one of these roles. */
export function maySee(actor: Actor | null, owner: Owner | null, roles: readonly StaffRole[]): boolean {
  return mayAct(actor, owner) || hasRole(actor, roles);
}
