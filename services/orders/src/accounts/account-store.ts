import type { AccountSnapshot } from '@leerhuis/contracts';
import type { Filling } from '@leerhuis/event-bus';
import { enterpriseNumberDigits } from '@leerhuis/money';
import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Account } from './domain/account.ts';

type Copy = Omit<Account, 'id'> & { revision: number };

export type AccountStore = ReturnType<typeof accountStore>;

export const accountIndexes = { accounts: [{ key: { email: 1 as const }, name: 'email' }] };

export function accountStore(connection: Connection) {
  const copies = localCopy<Copy>(connection, 'accounts');
  return {
    async keep(tx: Tx, snapshot: AccountSnapshot): Promise<void> {
      await copies.put(tx, snapshot.accountId, copyOf(snapshot));
    },

    /** Of an account that was told again. */
    refill: (tx: Filling, snapshot: AccountSnapshot) => copies.refill(tx, snapshot.accountId, copyOf(snapshot)),

    get: (accountId: string, tx?: Tx) => copies.get(accountId, tx?.session),

    many: (accountIds: readonly string[], tx?: Tx) => copies.many(accountIds, tx?.session),

    /** Names of those who are known, by account. */
    async names(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(accountIds)];
      const known = ids.length === 0 ? [] : await copies.many(ids);
      return new Map(known.map(({ id, name }) => [id, name]));
    },

    /** Those whose e-mail address is among these; an address may be in use by several, of whom one is confirmed. */
    byEmail: (emails: readonly string[]) => copies.find({ email: { $in: emails.map((email) => email.toLowerCase()) } }),

    /** Whom to write to, or null for somebody whose registration hasn't come through yet. */
    async recipient(accountId: string, tx?: Tx) {
      const account = await copies.get(accountId, tx?.session);
      return account && { accountId, email: account.email, name: account.name, locale: account.locale };
    },
  };
}

function copyOf(snapshot: AccountSnapshot): Copy {
  const { revision, locale, address } = snapshot;
  const company = snapshot.company && { ...snapshot.company, enterpriseNumber: plain(snapshot.company) };
  const email = snapshot.email.toLowerCase();
  const name = `${snapshot.firstName} ${snapshot.lastName}`.trim();
  const federations = snapshot.memberships.map(({ federation }) => federation);
  return { revision, email, name, locale, company, address, federations };
}

/** Belgian enterprise numbers as ten digits, however they are written, so that equal ones are equal. */
function plain({ enterpriseNumber }: { enterpriseNumber: string | null }): string | null {
  return enterpriseNumber && (enterpriseNumberDigits(enterpriseNumber) ?? enterpriseNumber);
}
