import type { Outbox, Tx } from '@leerhuis/outbox';
import type { z } from 'zod';
import type { Attempts } from '../attempts/domain/attempts.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Asker } from '../sessions/domain/login.ts';
import type { Place } from '../sessions/domain/place.ts';
import type { Login } from '../sessions/domain/session.ts';
import { tellOf } from './account-events.ts';
import { writeTo } from './account-mails.ts';
import type { AccountStore, AccountTokenStore, Registration } from './account-store.ts';
import { type Account, changePassword, changeProfile, confirmEmail, type Profile, register } from './domain/account.ts';

export interface AccountKeeping {
  accounts: AccountStore;
  tokens: AccountTokenStore;
  transaction: Outbox['transaction'];
  /** For whom people may act, besides themselves. */
  places: { view: z.ZodType<Place>; all: (accountId: string) => Promise<Place[]> };
  logins: Logins;
  attempts: Attempts;
  newId: () => string;
  publicUrl: string;
  /** Strangers are told whether an address has an account (C-3 as in the source). */
  discloseUnknown: boolean;
}

/** What accounts need done by sessions. */
export interface Logins {
  view: z.ZodType<Login>;
  logIn: (account: Account, wish: Asker & { remembered: boolean; now: Date }) => Promise<Login>;
  /** Ends the account's sessions, but for the one given. */
  endAll: (tx: Tx, accountId: string, except?: string) => Promise<void>;
  /** Ends the account's sessions since it goes by another address, but for the one given. */
  endForEmail: (tx: Tx, accountId: string, except?: string) => Promise<void>;
  /** Ends all of the account's sessions, since it may less than before; other parts hear of it, too. */
  endForRights: (tx: Tx, accountId: string) => Promise<void>;
  /** What is known of a session's account may have changed. */
  lookAgain: (sessionId: string) => void;
}

/** ASVS 6.4: long enough for a mail that is slow, short enough for a link in an old mailbox. */
const confirmWithin = 2 * 86_400_000;

async function sendConfirmation(
  keeping: AccountKeeping,
  tx: Tx,
  account: Account,
  registration: Registration | undefined,
): Promise<void> {
  const token = newSecret();
  await keeping.tokens.put(tx, {
    hash: hashSecret(token),
    purpose: 'confirm-email',
    accountId: account.id,
    expiresAt: new Date(tx.now.getTime() + confirmWithin),
    ...(registration && { registration }),
  });
  const link = `${keeping.publicUrl}/account/confirm/${token}`;
  writeTo(tx, account, { template: 'confirm-email', data: {}, secrets: { link } });
}

/**
 * Registers an account, or tells the owner of an address that is taken that somebody tried. The caller can't tell the
 * two apart unless the deployment discloses it (C-3).
 */
export async function registerAccount(
  keeping: AccountKeeping,
  tx: Tx,
  command: Profile & { email: string; passwordHash: string },
): Promise<'registered' | 'taken'> {
  const account = register({ ...command, id: keeping.newId() }, tx.now);
  const { email: _, ...registration } = command;
  const taken = await keeping.accounts.byEmail(account.email, tx);
  if (taken) {
    if (taken.emailConfirmedAt) writeTo(tx, taken, { template: 'email-taken', data: { loginUrl: keeping.publicUrl } });
    else await sendConfirmation(keeping, tx, taken, registration);
    return 'taken';
  }
  await keeping.accounts.insert(tx, account);
  tellOf(tx, 'registered', account);
  await sendConfirmation(keeping, tx, account, registration);
  return 'registered';
}

/** Confirms the address by the token of the mail; null when the token doesn't work (any more). */
export async function confirmAccount(keeping: AccountKeeping, tx: Tx, token: string): Promise<Account | null> {
  const used = await keeping.tokens.use(tx, hashSecret(token), 'confirm-email');
  return used && welcome(keeping, tx, used.accountId, used.registration);
}

/** Confirms the address, and says so; null when there is no such account. */
export async function welcome(
  keeping: AccountKeeping,
  tx: Tx,
  accountId: string,
  registration?: Registration,
): Promise<Account | null> {
  const confirmed = await keeping.accounts.update(tx, accountId, (account) =>
    confirmEmail(account, tx.now, registration),
  );
  if (confirmed) {
    tellOf(tx, 'confirmed', confirmed);
    writeTo(tx, confirmed, { template: 'welcome', data: { loginUrl: keeping.publicUrl } });
  }
  return confirmed;
}

/** Sends the confirmation again to an address that is registered and not confirmed; silent for any other. */
export async function sendConfirmationAgain(keeping: AccountKeeping, tx: Tx, email: string): Promise<void> {
  const account = await keeping.accounts.byEmail(email, tx);
  if (account && !account.emailConfirmedAt)
    await sendConfirmation(keeping, tx, account, await keeping.tokens.lastRegistration(tx, account.id));
}

/** Changes the owner's data (V-28). `expect` is the revision of If-Match. */
export async function changeAccount(
  keeping: AccountKeeping,
  tx: Tx,
  id: string,
  change: Partial<Profile>,
  expect: (account: Account) => void,
): Promise<Account | null> {
  const changed = await keeping.accounts.update(tx, id, (account) => {
    expect(account);
    return changeProfile(account, change, tx.now);
  });
  if (changed) tellOf(tx, 'changed', changed);
  return changed;
}

/** Sets another password and says so by mail, so that the owner notices a thief. */
export async function setPassword(
  keeping: AccountKeeping,
  tx: Tx,
  id: string,
  passwordHash: string,
): Promise<Account | null> {
  const changed = await keeping.accounts.update(tx, id, (account) => changePassword(account, passwordHash, tx.now));
  if (!changed) return null;
  writeTo(tx, changed, { template: 'password-changed', data: { changedAt: tx.now.toISOString() } });
  return changed;
}

/** Stores an account whose address needs no proof (the demo's people). */
export async function addConfirmedAccount(
  keeping: AccountKeeping,
  tx: Tx,
  command: Profile & { email: string; passwordHash: string; roles: Account['roles'] },
): Promise<void> {
  const account = confirmEmail(register({ ...command, id: keeping.newId() }, tx.now), tx.now);
  await keeping.accounts.insert(tx, account);
  tellOf(tx, 'registered', account);
  tellOf(tx, 'confirmed', account);
}
