import { type MailOf, sendMessage } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { Account } from './domain/account.ts';

type AccountTemplate =
  | 'confirm-email'
  | 'welcome'
  | 'reset-password'
  | 'password-changed'
  | 'email-taken'
  | 'email-change'
  | 'email-change-taken'
  | 'email-change-asked'
  | 'email-changed'
  | 'account-made'
  | 'staff-invitation'
  | 'staff-roles-changed';
type AccountMail = { [T in AccountTemplate]: Omit<MailOf<T>, 'recipient'> }[AccountTemplate];

/** Whom to write to; no id for somebody who has no account yet. */
type Reader = Pick<Account, 'email' | 'locale'> & { id: string | null };

/** Puts a mail to the account's owner in the outbox. No name goes along: whoever registered the address typed it. */
export function writeTo(tx: Tx, { id: accountId, email, locale }: Reader, mail: AccountMail): void {
  tx.enqueue(sendMessage, { recipient: { accountId, email, name: '', locale }, ...mail });
}
