import { type Actor, isPerson, type StaffRole } from './actor.ts';
import { isRight, type Right } from './rights.ts';

/** For people of the provider with one of these roles; with `orPartner` for federations' systems, too. */
export interface StaffAccess {
  staff: readonly [StaffRole, ...StaffRole[]];
  orPartner?: true;
}

/** For people about what is their own, and for who acts for an organisation with this right, about what is the organisation's. */
export interface OwnerAccess {
  owner: Right;
}

/**
 * Who may use a route; each route declares it.
 * `signed-in`: any person, for themselves; `session`: whoever is logged in, whatever they act as and though that may have ended;
 * `partner`: a federation's system. A partner is no person, and staff are no partner. Who acts for an organisation has no roles of staff.
 */
export type Access = 'anyone' | 'signed-in' | 'session' | 'partner' | StaffAccess | OwnerAccess;

/** What staff may do, each role apart; who is to do several things has several. */
export const staffRoles = ['administration', 'finance', 'operations', 'teacher'] as const satisfies StaffRole[];

const words: readonly unknown[] = ['anyone', 'signed-in', 'session', 'partner'] satisfies Access[];

export function isAccess(value: unknown): value is Access {
  return words.includes(value) || isStaffAccess(value) || isOwnerAccess(value);
}

/** Whether it is for owners of things: people and organisations. */
export function isOwnerAccess(value: unknown): value is OwnerAccess {
  return isRight((value as { owner?: unknown } | null | undefined)?.owner);
}

/** Whether staff alone, or staff and partners, may. */
export function isStaffAccess(value: unknown): value is StaffAccess {
  const roles = (value as { staff?: unknown } | null | undefined)?.staff;
  return Array.isArray(roles) && roles.length > 0 && roles.every((role) => staffRoles.includes(role));
}

/** Whether the actor (null: nobody signed in) may; what is not declared is denied. */
export function allows(access: Access, actor: Actor | null): boolean {
  switch (access) {
    case 'anyone':
      return true;
    case 'signed-in':
      return actor?.kind === 'account';
    case 'session':
      return isPerson(actor);
    case 'partner':
      return actor?.kind === 'partner';
    default:
      if (isOwnerAccess(access))
        return actor?.kind === 'account' || (actor?.kind === 'member' && actor.rights.includes(access.owner));
      if (!isStaffAccess(access)) return denied(access);
      return hasRole(actor, access.staff) || (access.orPartner === true && actor?.kind === 'partner');
  }
}

/** Whether the actor may once their session has given a second factor; `allows` says no until then. */
export function awaitsSecondFactor(access: Access, actor: Actor | null): boolean {
  if (actor?.kind !== 'account' || !actor.withheld) return false;
  return !allows(access, actor) && allows(access, { ...actor, roles: [...actor.roles, ...actor.withheld] });
}

/** Whether the actor is of the provider's staff, with one of these roles; `staff` is all of them. */
export function hasRole(actor: Actor | null, roles: readonly StaffRole[]): boolean {
  if (actor?.kind !== 'account') return false;
  return actor.roles.some((role) => role === 'staff' || roles.some((wanted) => wanted === role));
}

function denied(_access: never): false {
  return false;
}
