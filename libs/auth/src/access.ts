import type { Actor } from './actor.ts';

/**
 * Who may use a route; each route declares one.
 * `signed-in`: any person; `partner`: a federation's system. A partner is no person, and staff are no partner.
 */
export const accesses = ['anyone', 'signed-in', 'staff', 'partner', 'staff-or-partner'] as const;
export type Access = (typeof accesses)[number];

export function isAccess(value: unknown): value is Access {
  return accesses.some((access) => access === value);
}

/** Whether the actor (null: nobody signed in) may; what is not declared is denied. */
export function allows(access: Access, actor: Actor | null): boolean {
  const isPartner = actor?.kind === 'partner';
  switch (access) {
    case 'anyone':
      return true;
    case 'signed-in':
      return actor?.kind === 'account';
    case 'staff':
      return isStaff(actor);
    case 'partner':
      return isPartner;
    case 'staff-or-partner':
      return isStaff(actor) || isPartner;
    default:
      return denied(access);
  }
}

/** Whether the actor may once their session has given a second factor; `allows` says no until then. */
export function awaitsSecondFactor(access: Access, actor: Actor | null): boolean {
  if (actor?.kind !== 'account' || !actor.withheld) return false;
  return !allows(access, actor) && allows(access, { ...actor, roles: [...actor.roles, ...actor.withheld] });
}

export function isStaff(actor: Actor | null): boolean {
  return actor?.kind === 'account' && actor.roles.includes('staff');
}

function denied(_access: never): false {
  return false;
}
