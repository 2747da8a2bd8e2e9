import type { Locale } from '@leerhuis/language';
import { replaceIndex } from '@leerhuis/migrations';
import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type EndReason, end, type Session } from './domain/session.ts';

type SessionDocument = Omit<Session, 'id'> & { _id: string };

const byTheirEnd = { key: { 'ended.at': 1 }, name: 'ended', sparse: true } as const;

/** Services heard only of sessions that ended as their account might less. */
export const sessionsByTheirEnd = replaceIndex({
  id: 'sessions-by-their-end',
  collection: 'sessions',
  index: 'rightsChanged',
  by: byTheirEnd,
});

export const sessionIndexes = {
  sessions: [
    { key: { accountId: 1, ended: 1 }, name: 'account' },
    byTheirEnd,
    // kept a while after their end, so that a reused token is still recognised
    { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 30 * 86_400 },
  ],
} as const;

const toSession = ({ _id, ...rest }: SessionDocument): Session => ({ id: _id, ...rest });

/** Login sessions, one document each. */
export function sessionStore(connection: Connection) {
  const sessions = databaseOf(connection).collection<SessionDocument>('sessions');
  return {
    async insert(tx: Tx, { id, ...rest }: Session): Promise<void> {
      await sessions.insertOne({ _id: id, ...rest }, { session: tx.session });
    },
    /** The language of its account, while tokens of this session count; else null. One round trip, before a service is asked. */
    async open(id: string, now: Date): Promise<{ locale: Locale } | null> {
      const [found] = await sessions
        .aggregate<{ locale: Locale[] }>([
          { $match: { _id: id, ended: null, expiresAt: { $gt: now } } },
          { $lookup: { from: 'accounts', localField: 'accountId', foreignField: '_id', as: 'account' } },
          { $project: { locale: '$account.locale' } },
        ])
        .toArray();
      return found ? { locale: found.locale[0] ?? 'nl' } : null;
    },
    async get(id: string): Promise<Session | null> {
      const found = await sessions.findOne({ _id: id });
      return found && toSession(found);
    },
    /** Sessions that ended since, whatever ended them. */
    async endedSince(moment: Date): Promise<string[]> {
      const found = await sessions.find({ 'ended.at': { $gte: moment } }, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => _id);
    },
    async byId(tx: Tx, id: string): Promise<Session | null> {
      const found = await sessions.findOne({ _id: id }, { session: tx.session });
      return found && toSession(found);
    },
    async save(tx: Tx, { id, ...rest }: Session): Promise<void> {
      await sessions.replaceOne({ _id: id }, rest, { session: tx.session });
    },
    /** A page of an account's sessions that are open, the newest first. */
    openOf: (accountId: string, now: Date, wish: PageWish) =>
      pageById(sessions, { accountId, ended: null, expiresAt: { $gt: now } }, wish, toSession, { counted: true }),
    /** Ends the open sessions of an account, but for one; gives the ids of those ended. */
    async endAll(tx: Tx, accountId: string, why: EndReason, except?: string): Promise<string[]> {
      const open = await sessions.find({ accountId, ended: null }, { session: tx.session }).toArray();
      const ending = open.filter(({ _id }) => _id !== except);
      for (const { _id, ...rest } of ending) {
        const ended = end({ id: _id, ...rest }, why, tx.now).ended;
        await sessions.updateOne({ _id }, { $set: { ended } }, { session: tx.session });
      }
      return ending.map(({ _id }) => _id);
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;
