/** Which accounts go by a member number of a federation. */
export interface MemberNumber {
  id: string;
  federation: string;
  memberNumber: string;
  accounts: string[];
  /** Since when several do, or one that is not its owner; null as long as nobody doubts whose it is. */
  sharedSince: Date | null;
  /** What staff found when they looked; another account makes them look again. */
  review: { by: string; at: Date; reason: string } | null;
  /** Whose it is, as staff said; null or missing as long as they haven't. Stays when an owner goes by it no more. */
  owners?: string[] | null;
}

/** An account goes by this member number. The same object when it did already. */
export function taken(number: MemberNumber, accountId: string, now: Date): MemberNumber {
  if (number.accounts.includes(accountId)) return number;
  const accounts = [...number.accounts, accountId];
  const sharedSince = isDoubtful(number, accounts) ? (number.sharedSince ?? now) : null;
  return { ...number, accounts, sharedSince, review: null };
}

/** An account no longer goes by this member number. */
export function left(number: MemberNumber, accountId: string): MemberNumber {
  const accounts = number.accounts.filter((id) => id !== accountId);
  return isDoubtful(number, accounts)
    ? { ...number, accounts }
    : { ...number, accounts, sharedSince: null, review: null };
}

function isDoubtful({ owners }: MemberNumber, accounts: string[]): boolean {
  return accounts.length > 1 || Boolean(owners && accounts.some((id) => !owners.includes(id)));
}

/**
 * Staff looked at it, and may have said whose it is: of one account, of several of one person, or of none.
 * @param owners undefined leaves what was said before
 */
export function reviewed(
  number: MemberNumber,
  review: NonNullable<MemberNumber['review']>,
  owners: readonly string[] | undefined,
): { number: MemberNumber } | { refused: 'not-among-accounts' } {
  if (!owners) return { number: { ...number, review } };
  const known = [...number.accounts, ...(number.owners ?? [])];
  if (!owners.every((id) => known.includes(id))) return { refused: 'not-among-accounts' };
  return { number: { ...number, review, owners: [...new Set(owners)] } };
}

/** theirs: nobody doubts it, or staff said so; open: staff have to say whose it is. */
export type Claim = 'theirs' | 'open' | 'not-theirs';

/**
 * Whether an account may be told of to its federation under a member number.
 * @param others who else is, or wants to be, told of under it, whatever they go by now
 */
export function claimOf(number: MemberNumber | null, accountId: string, others: readonly string[]): Claim {
  if (number?.owners) return number.owners.includes(accountId) ? 'theirs' : 'not-theirs';
  const claimants = new Set([accountId, ...others, ...(number?.accounts ?? [])]);
  return claimants.size > 1 ? 'open' : 'theirs';
}

/** One that no account went by yet. */
export function unused(number: Pick<MemberNumber, 'id' | 'federation' | 'memberNumber'>): MemberNumber {
  return { ...number, accounts: [], sharedSince: null, review: null };
}
