import type { AccountSnapshot } from '@leerhuis/contracts';
import { localCopy } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';

type AccountCopy = Pick<AccountSnapshot, 'revision' | 'email' | 'firstName' | 'lastName' | 'locale' | 'memberships'>;

/** This service's copy of people, fed by the gateway. */
export function accountStore(connection: Connection) {
  return localCopy<AccountCopy>(connection, 'accountCopies');
}
export type AccountStore = ReturnType<typeof accountStore>;
