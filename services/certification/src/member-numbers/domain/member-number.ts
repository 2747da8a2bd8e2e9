/** Which accounts go by a member number of a federation. */
export interface MemberNumber {
  id: string;
  federation: string;
  memberNumber: string;
  accounts: string[];
  /** Since when several do; null as long as one does. */
  sharedSince: Date | null;
  /** What staff found when they looked; another account makes them look again. */
  review: { by: string; at: Date; reason: string } | null;
}

/** An account goes by this member number. The same object when it did already. */
export function taken(number: MemberNumber, accountId: string, now: Date): MemberNumber {
  if (number.accounts.includes(accountId)) return number;
  const accounts = [...number.accounts, accountId];
  const sharedSince = accounts.length > 1 ? (number.sharedSince ?? now) : null;
  return { ...number, accounts, sharedSince, review: null };
}

/** An account no longer goes by this member number. */
export function left(number: MemberNumber, accountId: string): MemberNumber {
  const accounts = number.accounts.filter((id) => id !== accountId);
  return accounts.length > 1 ? { ...number, accounts } : { ...number, accounts, sharedSince: null, review: null };
}

/** Staff looked at it. */
export function reviewed(number: MemberNumber, review: NonNullable<MemberNumber['review']>): MemberNumber {
  return { ...number, review };
}

/** One that no account went by yet. */
export function unused(number: Pick<MemberNumber, 'id' | 'federation' | 'memberNumber'>): MemberNumber {
  return { ...number, accounts: [], sharedSince: null, review: null };
}
