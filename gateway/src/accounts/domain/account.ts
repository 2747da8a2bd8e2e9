import { type FederationCode, readMemberNumber } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';
import type { StaffRole } from './roles.ts';

export interface Membership {
  federation: FederationCode;
  memberNumber: string;
}

export interface Address {
  street: string;
  postalCode: string;
  city: string;
  country: string;
}

export interface Profile {
  firstName: string;
  lastName: string;
  locale: Locale;
  memberships: Membership[];
  company: { name: string; enterpriseNumber: string | null } | null;
  address: Address | null;
}

/** Another address that was asked for and is to be confirmed; the account keeps the one that it has till then (B-4). */
export interface EmailChange {
  email: string;
  /** sha256 of the secret in the link. */
  tokenHash: string;
  askedAt: Date;
  expiresAt: Date;
  /** The session that asked, which goes on when all others end; null when staff did. */
  sessionId: string | null;
  /** Account of who of the staff set it, after an identity check (B-6). */
  byStaff: string | null;
}

export interface Account extends Profile {
  id: string;
  revision: number;
  email: string;
  passwordHash: string;
  emailConfirmedAt: Date | null;
  /** The address that it is to have, once that is confirmed; missing in accounts of before. */
  emailChange?: EmailChange | null;
  /** `staff` is all roles of staff, as accounts of before have it. */
  roles: ('learner' | 'staff' | StaffRole)[];
  registeredAt: Date;
  changedAt: Date;
}

export interface MembershipFault {
  index: number;
  reason: 'form' | 'double';
  federation: FederationCode;
}

/** Addresses are compared without case: nobody runs two mailboxes that differ in it. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Checks member numbers in form; one number per federation. */
export function checkMemberships(typed: Membership[]): { memberships: Membership[]; faults: MembershipFault[] } {
  const memberships: Membership[] = [];
  const faults: MembershipFault[] = [];
  for (const [index, { federation, memberNumber: text }] of typed.entries()) {
    const memberNumber = readMemberNumber(federation, text);
    if (memberNumber === null) faults.push({ index, reason: 'form', federation });
    else memberships.push({ federation, memberNumber });
    if (typed.findIndex((other) => other.federation === federation) < index)
      faults.push({ index, reason: 'double', federation });
  }
  return { memberships, faults };
}

/** A new account: not yet confirmed, so it can't log in. */
export function register(
  command: Profile & { id: string; email: string; passwordHash: string; roles?: Account['roles'] },
  now: Date,
): Account {
  return {
    ...command,
    email: normaliseEmail(command.email),
    roles: command.roles ?? ['learner'],
    revision: 1,
    emailConfirmedAt: null,
    registeredAt: now,
    changedAt: now,
  };
}

/**
 * The owner proved the address, and gets what they typed when they asked for the proof: somebody else may have registered the
 * address before. Confirming twice changes nothing.
 */
export function confirmEmail(
  account: Account,
  now: Date,
  registration: Partial<Profile & Pick<Account, 'passwordHash'>> = {},
): Account {
  if (account.emailConfirmedAt) return account;
  return { ...account, ...registration, emailConfirmedAt: now, revision: account.revision + 1, changedAt: now };
}

/** Changes what is given and leaves the rest (V-28). */
export function changeProfile(account: Account, change: Partial<Profile>, now: Date): Account {
  return { ...account, ...change, revision: account.revision + 1, changedAt: now };
}

/** Gives the account another password. An address that was asked for with the one before is so no more: it may have been a thief. */
export function changePassword(account: Account, passwordHash: string, now: Date): Account {
  const emailChange = account.emailChange?.byStaff ? account.emailChange : null;
  return { ...account, passwordHash, emailChange, revision: account.revision + 1, changedAt: now };
}
