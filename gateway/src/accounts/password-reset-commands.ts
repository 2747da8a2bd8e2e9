import type { Tx } from '@leerhuis/outbox';
import { hashPassword, hashSecret, newSecret } from '../secrets.ts';
import { type AccountKeeping, setPassword, welcome } from './account-commands.ts';
import { writeTo } from './account-mails.ts';
import { linkDoesNotWork } from './account-problems.ts';
import { demandStrength } from './demand-strength.ts';
import type { Account } from './domain/account.ts';

const resetWithin = 3_600_000;

/** Sends the owner a link that works once to choose a new password (C-3). */
export async function sendResetLink(keeping: AccountKeeping, tx: Tx, account: Account): Promise<void> {
  const token = newSecret();
  await keeping.tokens.put(tx, {
    hash: hashSecret(token),
    purpose: 'reset-password',
    accountId: account.id,
    expiresAt: new Date(tx.now.getTime() + resetWithin),
  });
  const link = `${keeping.publicUrl}/account/password/${token}`;
  writeTo(tx, account, { template: 'reset-password', data: {}, secrets: { link } });
}

/**
 * Sets a new password by the token of the mail (C-3): the token works once, all sessions end.
 * @throws Problem when the token doesn't work (any more) or the password is weak, which does not cost the token
 */
export async function resetPassword(
  keeping: AccountKeeping,
  { token, password, ip, now }: { token: string; password: string; ip: string; now: Date },
): Promise<Account> {
  const hash = hashSecret(token);
  const owner = await keeping.tokens.owner(hash, 'reset-password', now);
  const account = owner && (await keeping.accounts.byId(owner));
  if (!account) {
    await keeping.attempts.reset({ ip });
    throw linkDoesNotWork();
  }
  demandStrength(password, account, 'password');
  const passwordHash = await hashPassword(password);
  await keeping.transaction(async (tx) => {
    const used = await keeping.tokens.use(tx, hash, 'reset-password');
    if (used?.accountId !== account.id) throw linkDoesNotWork();
    await setPasswordByLink(keeping, tx, account.id, passwordHash);
    await keeping.logins.endAll(tx, account.id);
  });
  return account;
}

/** Sets the password that was chosen by a link from the mailbox, which proves the address too. */
async function setPasswordByLink(keeping: AccountKeeping, tx: Tx, id: string, passwordHash: string): Promise<void> {
  const changed = await setPassword(keeping, tx, id, passwordHash);
  if (!changed || changed.emailConfirmedAt) return;
  await keeping.tokens.endAll(tx, id, 'confirm-email');
  await welcome(keeping, tx, id);
}
