import type { Account } from './account.ts';
import { type StaffRole, staffRoles } from './roles.ts';

export type StaffRefusal =
  | { refused: 'not-staff' }
  | { refused: 'has-roles' }
  /** Nobody would be left who can invite others. */
  | { refused: 'last-administrator' };

type WithRoles = Pick<Account, 'roles'>;

/** What somebody may do as staff; `staff`, of accounts of before, is all of it. */
export function staffRolesOf({ roles }: WithRoles): StaffRole[] {
  return staffRoles.filter((role) => roles.includes('staff') || roles.includes(role));
}

/** Why nobody is asked to take these roles: the account of the address has them all. */
export function refusalOfInvitation(account: WithRoles | null, offered: readonly StaffRole[]): StaffRefusal | null {
  const has = account ? staffRolesOf(account) : [];
  return offered.every((role) => has.includes(role)) ? { refused: 'has-roles' } : null;
}

/** Gives roles beside those that the account has. */
export function addRoles(account: Account, given: readonly StaffRole[], now: Date): Account {
  return withRoles(account, [...staffRolesOf(account), ...given], now);
}

/**
 * Gives these roles instead of those that the account has; none ends its being staff.
 * @param others how many other accounts have the role of administration
 */
export function changeRoles(
  account: Account,
  wanted: readonly StaffRole[],
  others: { administrators: number },
  now: Date,
): Account | StaffRefusal {
  const before = staffRolesOf(account);
  if (before.length === 0) return { refused: 'not-staff' };
  const stops = before.includes('administration') && !wanted.includes('administration');
  if (stops && others.administrators === 0) return { refused: 'last-administrator' };
  return withRoles(account, wanted, now);
}

/** Whether something that was allowed is no longer: tokens that say otherwise must not count. */
export function losesRights(before: WithRoles, after: WithRoles): boolean {
  const left = staffRolesOf(after);
  return staffRolesOf(before).some((role) => !left.includes(role));
}

function withRoles(account: Account, wanted: readonly StaffRole[], now: Date): Account {
  const roles = staffRoles.filter((role) => wanted.includes(role));
  if (roles.join() === staffRolesOf(account).join()) return account;
  return { ...account, roles: ['learner', ...roles], revision: account.revision + 1, changedAt: now };
}
