import type { Problem } from '@leerhuis/http-api';
import { wrongMemberships } from './account-problems.ts';
import { type Account, checkMemberships, type Profile } from './domain/account.ts';

/** An account as its owner sees it, and staff. */
export function viewOf(account: Account) {
  const { id, email, firstName, lastName, locale, memberships, company, address, roles, emailChange } = account;
  return {
    id,
    email,
    emailConfirmed: account.emailConfirmedAt !== null,
    pendingEmail: emailChange
      ? {
          email: emailChange.email,
          askedAt: emailChange.askedAt.toISOString(),
          expiresAt: emailChange.expiresAt.toISOString(),
        }
      : null,
    firstName,
    lastName,
    locale,
    memberships,
    company,
    address,
    roles,
    registeredAt: account.registeredAt.toISOString(),
  };
}

/** The profile with its member numbers as they are kept, or why they are refused. */
export function withMemberNumbers<T extends Partial<Profile>>(profile: T): { profile: T; refusal: Problem | null } {
  if (!profile.memberships) return { profile, refusal: null };
  const { memberships, faults } = checkMemberships(profile.memberships);
  return { profile: { ...profile, memberships }, refusal: faults.length > 0 ? wrongMemberships(faults) : null };
}

/** The profile with its member numbers as they are kept. @throws Problem 422 */
export function demandMemberNumbers<T extends Partial<Profile>>(typed: T): T {
  const { profile, refusal } = withMemberNumbers(typed);
  if (refusal) throw refusal;
  return profile;
}
