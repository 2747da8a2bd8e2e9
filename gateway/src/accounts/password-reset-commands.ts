import type { Tx } from '@leerhuis/outbox';
import { hashPassword, hashSecret, newSecret } from '../secrets.ts';
import { type AccountParts, setPassword, welcome } from './account-commands.ts';
import { writeTo } from './account-mails.ts';
import { linkDoesNotWork } from './account-problems.ts';
import { demandStrength } from './demand-strength.ts';
import type { Account } from './domain/account.ts';

const resetWithin = 3_600_000;

/** Sends the owner a link that works once to choose a new password (C-3). */
export async function sendResetLink(parts: AccountParts, tx: Tx, account: Account): Promise<void> {
  const token = newSecret();
  await parts.tokens.put(tx, {
    hash: hashSecret(token),
    purpose: 'reset-password',
    accountId: account.id,
    expiresAt: new Date(tx.now.getTime() + resetWithin),
  });
  const link = `${parts.publicUrl}/account/password/${token}`;
  writeTo(tx, account, { template: 'reset-password', data: {}, secrets: { link } });
}

/**
 * Sets a new password by the token of the mail (C-3): the token works once, all sessions end.
 * @throws Problem when the token doesn't work (any more) or the password is weak, which does not cost the token
 */
export async function resetPassword(
  parts: AccountParts,
  { token, password, ip, now }: { token: string; password: string; ip: string; now: Date },
): Promise<Account> {
  const hash = hashSecret(token);
  const owner = await parts.tokens.owner(hash, 'reset-password', now);
  const account = owner && (await parts.accounts.byId(owner));
  if (!account) {
    await parts.attempts.reset({ ip });
    throw linkDoesNotWork();
  }
  demandStrength(password, account, 'password');
  const passwordHash = await hashPassword(password);
  await parts.transaction(async (tx) => {
    const used = await parts.tokens.use(tx, hash, 'reset-password');
    if (used?.accountId !== account.id) throw linkDoesNotWork();
    await setPasswordByLink(parts, tx, account.id, passwordHash);
    await parts.logins.endAll(tx, account.id);
  });
  return account;
}

/** Sets the password that was chosen by a link from the mailbox, which proves the address too. */
async function setPasswordByLink(parts: AccountParts, tx: Tx, id: string, passwordHash: string): Promise<void> {
  const changed = await setPassword(parts, tx, id, passwordHash);
  if (!changed || changed.emailConfirmedAt) return;
  await parts.tokens.endAll(tx, id, 'confirm-email');
  await welcome(parts, tx, id);
}
