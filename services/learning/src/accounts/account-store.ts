import type { AccountSnapshot, Recipient } from '@leerhuis/contracts';
import type { Filling } from '@leerhuis/event-bus';
import type { Locale } from '@leerhuis/language';
import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** What this service knows of a person, from the gateway's events. */
export interface Account {
  revision: number;
  email: string;
  name: string;
  locale: Locale;
}

export type AccountStore = ReturnType<typeof accountStore>;

export const accountIndexes = { accounts: [] };

export function accountStore(connection: Connection) {
  const copies = localCopy<Account>(connection, 'accounts');
  return {
    /** Gives the name when it was news. */
    async keep(tx: Tx, snapshot: AccountSnapshot): Promise<string | null> {
      const copy = copyOf(snapshot);
      return (await copies.put(tx, snapshot.accountId, copy)) ? copy.name : null;
    },

    /** Of an account that was told again. */
    refill: (tx: Filling, snapshot: AccountSnapshot) => copies.refill(tx, snapshot.accountId, copyOf(snapshot)),

    get: (accountId: string) => copies.get(accountId),

    /** Empty of who is not known yet. */
    async holdName(tx: Filling, accountId: string): Promise<string> {
      return (await copies.hold(tx, accountId))?.name ?? '';
    },

    many: (accountIds: readonly string[]) => copies.many(accountIds),

    /** Names of those who are known, by account. */
    async names(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(accountIds)];
      const known = ids.length === 0 ? [] : await copies.many(ids);
      return new Map(known.map(({ id, name }) => [id, name]));
    },

    /** Whom to write to, or null for somebody whose registration hasn't come through yet. */
    async recipient(tx: Tx, accountId: string): Promise<Recipient | null> {
      const account = await copies.get(accountId, tx.session);
      return account && { accountId, email: account.email, name: account.name, locale: account.locale };
    },
  };
}

function copyOf({ revision, email, firstName, lastName, locale }: AccountSnapshot): Account {
  return { revision, email, name: `${firstName} ${lastName}`.trim(), locale };
}
