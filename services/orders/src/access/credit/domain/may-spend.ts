import { enterpriseNumberDigits } from '@leerhuis/money';
import { type Invitation, isLinked } from './sharing.ts';

/** A person, as far as sharing hours goes by it. */
export interface Spender {
  id: string;
  company: { enterpriseNumber: string | null } | null;
}

/** A package of hours, with who bought it; null while that account is not known here. */
export interface SharedLot {
  ownerId: string;
  owner: Spender | null;
  isShared: boolean;
  invitations: readonly Invitation[];
  expiresAt: Date;
}

/**
 * Whether somebody may spend hours of a package at this moment: the one place that decides. It is theirs; or its owner shares
 * it with them, they said yes, and both are of the same office today (V-8): who has left it spends no more.
 */
export function maySpend(account: Spender, lot: SharedLot, now: Date): boolean {
  if (lot.expiresAt.getTime() <= now.getTime()) return false;
  if (lot.ownerId === account.id) return true;
  return lot.isShared && isLinked(lot.invitations, account.id, now) && isOfOneOffice(account, lot.owner);
}

/** Whether two people are of the same office, told by its enterprise number however it is written. */
export function isOfOneOffice(one: Spender | null, other: Spender | null): boolean {
  const [first, second] = [one, other].map(officeOf);
  return first !== null && first === second;
}

/** The number that an office goes by; null for somebody without one. */
export function officeOf(person: Spender | null | undefined): string | null {
  const written = person?.company?.enterpriseNumber?.trim();
  if (!written) return null;
  return enterpriseNumberDigits(written) ?? written.toUpperCase().replace(/[\s.\-/]/g, '');
}
