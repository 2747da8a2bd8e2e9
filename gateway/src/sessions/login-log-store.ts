import { databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection, mongo } from 'mongoose';
import type { Asker, LoginOutcome } from './domain/login.ts';

export interface LoginEntry extends Asker {
  id: string;
  at: Date;
  /** Null when nobody has the address that was typed, which is not kept: people type passwords there. */
  accountId: string | null;
  outcome: LoginOutcome;
}
type LoginDocument = Omit<LoginEntry, 'id'> & { _id: string };

/** Long enough to find out what happened, no longer: it says from where people worked. */
const keptFor = 180 * 86_400;

export const loginLogIndexes = {
  logins: [
    { key: { accountId: 1, at: -1, _id: -1 }, name: 'ofAccount' },
    { key: { outcome: 1, at: -1, _id: -1 }, name: 'ofOutcome' },
    { key: { at: -1, _id: -1 }, name: 'newest' },
    { key: { at: 1 }, name: 'gone', expireAfterSeconds: keptFor },
  ],
} as const;

export interface LoginFilter {
  accountId?: string | undefined;
  outcome?: LoginOutcome | undefined;
  /** From this moment on. */
  from?: Date | undefined;
  /** Before this moment. */
  to?: Date | undefined;
}

function wanted({ from, to, ...same }: LoginFilter): mongo.Filter<LoginDocument> {
  const at = { ...(from && { $gte: from }), ...(to && { $lt: to }) };
  return {
    ...(same.accountId && { accountId: same.accountId }),
    ...(same.outcome && { outcome: same.outcome }),
    ...((from || to) && { at }),
  };
}

const toEntry = ({ _id, ...rest }: LoginDocument): LoginEntry => ({ id: _id, ...rest });

/** Logins and what was refused, for 180 days. */
export function loginLogStore(connection: Connection, newId: () => string) {
  const logins = databaseOf(connection).collection<LoginDocument>('logins');
  return {
    async note(entry: Omit<LoginEntry, 'id'>, tx?: Tx): Promise<void> {
      await logins.insertOne({ _id: newId(), ...entry }, tx ? { session: tx.session } : {});
    },
    ofAccount: (accountId: string, wish: PageWish) =>
      pageByTime(logins, 'at', { accountId }, wish, toEntry, { counted: true }),
    /** A page for staff, the first of which tells how many there are. */
    page: (filter: LoginFilter, wish: PageWish) =>
      pageByTime(logins, 'at', wanted(filter), wish, toEntry, { counted: true }),
  };
}
export type LoginLogStore = ReturnType<typeof loginLogStore>;
