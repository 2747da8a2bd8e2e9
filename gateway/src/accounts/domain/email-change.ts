import type { Account, EmailChange } from './account.ts';

export type EmailChangeRefusal = { refused: 'same-address' } | { refused: 'link-ended' } | { refused: 'taken' };

/** Asks for another address, instead of the one that was asked for before. */
export function askEmailChange(account: Account, change: EmailChange): Account | EmailChangeRefusal {
  if (change.email === account.email) return { refused: 'same-address' };
  return { ...account, emailChange: change, revision: account.revision + 1, changedAt: change.askedAt };
}

/** Takes it back; nothing when there is none. */
export function withdrawEmailChange(account: Account, now: Date): Account {
  if (!account.emailChange) return account;
  return { ...account, emailChange: null, revision: account.revision + 1, changedAt: now };
}

/** Whether the link leads to anything. */
export function emailChangeWorks(account: Account, tokenHash: string, now: Date): boolean {
  const { emailChange } = account;
  return emailChange?.tokenHash === tokenHash && emailChange.expiresAt > now;
}

/**
 * The owner of the new mailbox followed the link: the account goes by it from now on, which proves it too.
 * @param holder account that has the address meanwhile; null when it is free
 */
export function takeEmail(
  account: Account,
  tokenHash: string,
  holder: Pick<Account, 'id'> | null,
  now: Date,
): Account | EmailChangeRefusal {
  const { emailChange } = account;
  if (!emailChange || !emailChangeWorks(account, tokenHash, now)) return { refused: 'link-ended' };
  if (holder) return { refused: 'taken' };
  const { email } = emailChange;
  const taken = { email, emailConfirmedAt: now, emailChange: null };
  return { ...account, ...taken, revision: account.revision + 1, changedAt: now };
}
