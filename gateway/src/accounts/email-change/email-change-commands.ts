import type { NoteAudit } from '@leerhuis/audit';
import { endOfDayAfter } from '@leerhuis/calendar';
import type { Tx } from '@leerhuis/outbox';
import { hashSecret, newSecret } from '../../secrets.ts';
import type { AccountKeeping } from '../account-commands.ts';
import { tellOf } from '../account-events.ts';
import { writeTo } from '../account-mails.ts';
import type { Account } from '../domain/account.ts';
import {
  askEmailChange,
  type EmailChangeRefusal,
  emailChangeWorks,
  takeEmail,
  withdrawEmailChange,
} from '../domain/email-change.ts';
import { sendResetLink } from '../password-reset-commands.ts';

export interface EmailChanging extends AccountKeeping {
  note: NoteAudit;
  /** The provider's time zone: links last to the end of a day. */
  zone: string;
}

/** Who wants an account to have another address. */
export interface EmailChangeWish {
  account: Account;
  email: string;
  /** The session of its owner, or who of the staff saw who they are and how (B-6). */
  by: { sessionId: string } | { staff: string; reason: string };
}

/** To the end of the second day, like the proof of a new account (ASVS 6.4). */
const days = 2;

/**
 * Mails a link to the new address, and tells the old one (B-4). Where the new one has an account, its owner is told so instead, and
 * who asked can't tell the difference.
 */
export async function askForEmail(
  keeping: EmailChanging,
  tx: Tx,
  { account: { id }, email, by }: EmailChangeWish,
): Promise<Account | EmailChangeRefusal> {
  const [staff, reason] = 'staff' in by ? [by.staff, by.reason] : [null, null];
  const secret = newSecret();
  const expiresAt = endOfDayAfter(tx.now, days, keeping.zone);
  const account = await keeping.accounts.byId(id, tx);
  if (!account) return { refused: 'link-ended' };
  const asked = askEmailChange(account, {
    ...{ email, tokenHash: hashSecret(secret), askedAt: tx.now, expiresAt },
    ...{ sessionId: 'sessionId' in by ? by.sessionId : null, byStaff: staff },
  });
  if ('refused' in asked) return asked;
  await keeping.accounts.update(tx, id, () => asked);
  const holder = await keeping.accounts.byEmail(email, tx);
  if (holder) writeTo(tx, holder, { template: 'email-change-taken', data: { loginUrl: keeping.publicUrl } });
  // without its account, whose owner would see in their file which addresses have none
  else
    writeTo(
      tx,
      { id: null, email, locale: account.locale },
      {
        template: 'email-change',
        data: { expiresAt: expiresAt.toISOString(), byStaff: staff !== null },
        secrets: { link: `${keeping.publicUrl}/account/email/${secret}` },
      },
    );
  writeTo(tx, account, {
    template: 'email-change-asked',
    data: { askedAt: tx.now.toISOString(), byStaff: staff !== null },
  });
  const noting = { by: staff ?? id, action: 'account.email-change-asked', subject: id };
  await keeping.note(tx, { ...noting, before: { email: account.email }, after: { email }, reason });
  return asked;
}

/** Takes a change back that was not confirmed yet. */
export async function withdrawEmail(keeping: EmailChanging, tx: Tx, id: string): Promise<void> {
  const account = await keeping.accounts.byId(id, tx);
  if (!account?.emailChange) return;
  const { email } = account.emailChange;
  await keeping.accounts.update(tx, id, (known) => withdrawEmailChange(known, tx.now));
  await keeping.note(tx, { by: id, action: 'account.email-change-withdrawn', subject: id, before: { email } });
}

/** Whose change the link confirms; null when it doesn't work (any more). Changes nothing. */
export async function emailChangeOf(keeping: EmailChanging, secret: string, now: Date): Promise<Account | null> {
  const tokenHash = hashSecret(secret);
  const account = await keeping.accounts.byEmailChange(tokenHash);
  return account && emailChangeWorks(account, tokenHash, now) ? account : null;
}

/**
 * The link was followed: the account goes by the new address. Links that were mailed to the old one work no more, and sessions end, as
 * after a new password (ASVS 7.4.3): an address is what a password is reset by. The one that asked goes on; none does where staff
 * helped, and who follows the link gets another to choose a password.
 */
export async function confirmEmailChange(
  keeping: EmailChanging,
  tx: Tx,
  secret: string,
): Promise<{ account: Account; byStaff: boolean } | EmailChangeRefusal> {
  const tokenHash = hashSecret(secret);
  const before = await keeping.accounts.byEmailChange(tokenHash, tx);
  const change = before?.emailChange;
  if (!change) return { refused: 'link-ended' };
  const after = takeEmail(before, tokenHash, await keeping.accounts.byEmail(change.email, tx), tx.now);
  if ('refused' in after) return after;
  await keeping.accounts.update(tx, before.id, () => after);
  tellOf(tx, before.emailConfirmedAt ? 'changed' : 'confirmed', after);
  await keeping.tokens.endAll(tx, after.id, 'confirm-email');
  await keeping.tokens.endAll(tx, after.id, 'reset-password');
  await keeping.logins.endForEmail(tx, after.id, change.sessionId ?? undefined);
  const byStaff = change.byStaff !== null;
  writeTo(tx, before, { template: 'email-changed', data: { changedAt: tx.now.toISOString(), byStaff } });
  if (byStaff) await sendResetLink(keeping, tx, after);
  const noting = { by: change.byStaff ?? after.id, action: 'account.email-changed', subject: after.id };
  await keeping.note(tx, { ...noting, before: { email: before.email }, after: { email: after.email } });
  return { account: after, byStaff };
}
