import type { AccountSnapshot } from '@leerhuis/contracts';
import { localCopy } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

type AccountCopy = Pick<AccountSnapshot, 'revision' | 'email' | 'firstName' | 'lastName' | 'locale' | 'memberships'>;

/** This service's copy of people, fed by the gateway. */
export function accountStore(connection: Connection) {
  const copies = localCopy<AccountCopy>(connection, 'accountCopies');
  return {
    ...copies,

    /** Names of those who are known, by account. */
    async names(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const ids = [...new Set(accountIds)];
      const known = ids.length === 0 ? [] : await copies.many(ids);
      return new Map(known.map(({ id, firstName, lastName }) => [id, `${firstName} ${lastName}`.trim()]));
    },
  };
}
export type AccountStore = ReturnType<typeof accountStore>;
