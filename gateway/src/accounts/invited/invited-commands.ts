import type { Locale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { hashSecret } from '../../secrets.ts';
import type { AccountKeeping } from '../account-commands.ts';
import { tellOf, tellOfConfirmed } from '../account-events.ts';
import { writeTo } from '../account-mails.ts';
import { type Account, confirmEmail, register } from '../domain/account.ts';
import type { InvitedStore } from './invited-store.ts';

export interface Inviting extends AccountKeeping {
  invited: InvitedStore;
}

/** What somebody gives who registers by the link of an invitation (B-2). */
export interface InvitedPerson {
  firstName: string;
  lastName: string;
  locale: Locale;
  passwordHash: string;
  newsletter: boolean;
}

export type InvitedRefusal = { refused: 'link-ended' } | { refused: 'has-account' };

/**
 * Registers the account of the invited address, whose mailbox the link proves: no other mail is needed. One that was registered and
 * never confirmed becomes theirs, as its first owner never had the mailbox. A confirmed one is never touched by a link.
 */
export async function registerInvited(
  keeping: Inviting,
  tx: Tx,
  secret: string,
  { passwordHash, newsletter, ...person }: InvitedPerson,
): Promise<Account | InvitedRefusal> {
  const invited = await keeping.invited.byToken(hashSecret(secret), tx.now, tx);
  if (!invited) return { refused: 'link-ended' };
  const known = await keeping.accounts.byEmail(invited.email, tx);
  if (known?.emailConfirmedAt) return { refused: 'has-account' };
  const own = { ...person, passwordHash, memberships: [], company: null, address: null };
  const account = known ?? register({ ...own, email: invited.email, id: keeping.newId() }, tx.now);
  const confirmed = confirmEmail(account, tx.now, own);
  if (known) {
    await keeping.tokens.endAll(tx, known.id, 'confirm-email');
    await keeping.tokens.endAll(tx, known.id, 'reset-password');
    await keeping.accounts.update(tx, known.id, () => confirmed);
  } else {
    await keeping.accounts.insert(tx, confirmed);
    tellOf(tx, 'registered', account);
  }
  tellOfConfirmed(tx, confirmed, { newsletter });
  writeTo(tx, confirmed, { template: 'welcome', data: { loginUrl: keeping.publicUrl } });
  return confirmed;
}
