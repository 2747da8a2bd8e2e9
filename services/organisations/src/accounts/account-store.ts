import { localCopy } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Account } from './domain/account.ts';

export const accountIndexes = { accountCopies: [{ key: { email: 1 as const }, name: 'email' }] };

/** This service's copy of people, fed by the gateway. */
export function accountStore(connection: Connection) {
  const copies = localCopy<Omit<Account, 'id'>>(connection, 'accountCopies');
  return {
    ...copies,

    /** Whose the address is; null while nobody proved it. */
    async ofAddress(email: string, tx?: Tx): Promise<Account | null> {
      const filter = { email, emailConfirmed: true };
      const [found] = await copies.find(filter, { limit: 1, ...(tx ? { session: tx.session } : {}) });
      return found ?? null;
    },

    /** Names of those who are known, by account. */
    async names(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(accountIds)];
      const known = ids.length === 0 ? [] : await copies.many(ids);
      return new Map(known.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;
