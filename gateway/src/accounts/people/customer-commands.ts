import { endOfDayAfter } from '@leerhuis/calendar';
import type { Tx } from '@leerhuis/outbox';
import { hashSecret, newSecret } from '../../secrets.ts';
import { tellOf } from '../account-events.ts';
import { writeTo } from '../account-mails.ts';
import { type Account, type Profile, register } from '../domain/account.ts';
import type { PeopleKeeping } from './people-commands.ts';

/**
 * Makes an account for somebody who asked staff for it. They own it once they choose a password by the link in the mail, which
 * proves the address; until then nobody can log in.
 */
export async function makeAccountFor(
  keeping: PeopleKeeping,
  tx: Tx,
  person: Profile & { email: string; passwordHash: string },
  by: string,
): Promise<Account | { refused: 'taken' }> {
  if (await keeping.accounts.byEmail(person.email, tx)) return { refused: 'taken' };
  const account = register({ ...person, id: keeping.newId() }, tx.now);
  await keeping.accounts.insert(tx, account);
  tellOf(tx, 'registered', account);
  const secret = newSecret();
  const expiresAt = endOfDayAfter(tx.now, 7, keeping.zone);
  const token = { hash: hashSecret(secret), purpose: 'reset-password', accountId: account.id, expiresAt } as const;
  await keeping.tokens.put(tx, token);
  writeTo(tx, account, {
    template: 'account-made',
    data: { expiresAt: expiresAt.toISOString() },
    secrets: { link: `${keeping.publicUrl}/account/password/${secret}` },
  });
  const after = { email: account.email };
  await keeping.note(tx, { by, action: 'account.made-for', subject: account.id, after });
  return account;
}
