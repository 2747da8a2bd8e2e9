/** Who orders, and for whom: for themselves, or for the organisation that they act for now (C-5, C-8). */
export interface Buyer {
  accountId: string;
  /** Null: for themselves. */
  organisationId: string | null;
  /** As which of its people; null for who acts for themselves. */
  membershipId: string | null;
  /** Whether they may order for others of its people, and packages. */
  mayEnrol: boolean;
}

/** Somebody who orders for themselves. */
export function themself(accountId: string): Buyer {
  return { accountId, organisationId: null, membershipId: null, mayEnrol: false };
}

/**
 * Whether what a learner has is no business of who orders for them: it is another's, who got it for themselves or for another
 * organisation.
 */
export function isPrivate(
  had: { accountId: string; organisationId: string | null },
  by: Pick<Buyer, 'accountId' | 'organisationId'>,
): boolean {
  return had.accountId !== by.accountId && had.organisationId !== by.organisationId;
}
