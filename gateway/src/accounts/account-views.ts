import { wrongMemberships } from './account-problems.ts';
import { type Account, checkMemberships, type Profile } from './domain/account.ts';

/** An account as its owner sees it, and staff. */
export function viewOf(account: Account) {
  const { id, email, firstName, lastName, locale, memberships, company, address, roles } = account;
  return {
    id,
    email,
    emailConfirmed: account.emailConfirmedAt !== null,
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

/** The profile with its member numbers as they are kept. @throws Problem 422 */
export function demandMemberNumbers<T extends Partial<Profile>>(profile: T): T {
  if (!profile.memberships) return profile;
  const { memberships, faults } = checkMemberships(profile.memberships);
  if (faults.length > 0) throw wrongMemberships(faults);
  return { ...profile, memberships };
}
