import { createHash } from 'node:crypto';
import type { Filling } from '@leerhuis/event-bus';
import { type Connection, databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import { newSubscription, type Subscription } from './domain/subscription.ts';

/** Copies of the version before write no more than these. */
type OldFields = 'subscribed' | 'token' | 'changedAt';
export type SubscriptionDoc = { _id: string } & Pick<Subscription, OldFields> &
  Partial<Omit<Subscription, OldFields | 'id'>>;

export const subscriptionIndexes = {
  newsletterSubscriptions: [
    { key: { token: 1 as const }, name: 'token', unique: true },
    { key: { formerTokens: 1 as const }, name: 'formerTokens' },
    { key: { email: 1 as const }, name: 'email' },
    { key: { subscribed: 1 as const, _id: 1 as const }, name: 'subscribed' },
  ],
  newsletterAddresses: [],
};

/** The subscription of an address without account. */
export const idOfAddress = (email: string): string =>
  `address-${createHash('sha256').update(email).digest('base64url').slice(0, 32)}`;

/** What a person asks for themselves. */
export interface Wish {
  subscribed: boolean;
  locale?: Subscription['locale'] | undefined;
  professions?: Subscription['professions'] | undefined;
}

export type SubscriptionStore = ReturnType<typeof subscriptionStore>;

export function subscriptionStore(connection: Connection) {
  const db = databaseOf(connection);
  const subscriptions = db.collection<SubscriptionDoc>('newsletterSubscriptions');
  const addresses = db.collection<{ _id: string; turn: number }>('newsletterAddresses');

  return {
    async get(id: string, tx?: Filling): Promise<Subscription | null> {
      const found = await subscriptions.findOne({ _id: id }, tx ? { session: tx.session } : {});
      return found && subscriptionOf(found);
    },

    /** Names of accounts, of those that are known. */
    async namesOf(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const found = subscriptions.find({ _id: { $in: [...new Set(accountIds)] } }, { projection: { name: 1 } });
      return new Map((await found.toArray()).flatMap(({ _id, name }) => (name ? [[_id, name] as const] : [])));
    },

    /** An account's wish. The link stays the same for good: it is in letters that were sent. @param fresh for the first time */
    async put(accountId: string, wish: Wish, fresh: { token: string; textVersion: string }, now: Date) {
      const { subscribed, locale, professions } = wish;
      const set = {
        subscribed,
        changedAt: now,
        ...(subscribed && {
          consent: { way: 'account' as const, at: now, askedAt: null, textVersion: fresh.textVersion },
        }),
        ...(locale && { locale, localeChosen: true }),
        ...(professions && { professions, professionsChosen: true }),
      };
      const { id: _, ...first } = { ...newSubscription(accountId, fresh.token), accountId };
      const onInsert = Object.fromEntries(Object.entries(first).filter(([field]) => !(field in set)));
      const put = await subscriptions.findOneAndUpdate(
        { _id: accountId },
        { $set: set, $setOnInsert: onInsert as Omit<SubscriptionDoc, '_id'> },
        { upsert: true, returnDocument: 'after' },
      );
      if (!put) throw new Error('a subscription is not there right after it was put');
      return subscriptionOf(put);
    },

    /** By the secret in the links of letters. */
    async ofToken(token: string, tx?: Tx): Promise<Subscription | null> {
      const options = tx ? { session: tx.session } : {};
      const found = await subscriptions.findOne({ $or: [{ token }, { formerTokens: token }] }, options);
      return found && subscriptionOf(found);
    },

    /** False when nobody has this token. */
    async unsubscribe(token: string, changedAt: Date): Promise<boolean> {
      const { matchedCount } = await subscriptions.updateOne(
        { $or: [{ token }, { formerTokens: token }] },
        { $set: { subscribed: false, changedAt } },
      );
      return matchedCount === 1;
    },

    /** Whoever decides about an address does so one after the other: an account may get it while its owner confirms. */
    async takeTurn(tx: Tx, email: string): Promise<void> {
      const turn = { _id: idOfAddress(email) };
      await addresses.updateOne(turn, { $inc: { turn: 1 } }, { upsert: true, session: tx.session });
    },

    /** Whose the address is: an account's, before one without. */
    async ofAddress(email: string, tx?: Tx): Promise<Subscription | null> {
      const options = tx ? { session: tx.session } : {};
      const found = (await subscriptions.find({ email }, options).limit(10).toArray()).map(subscriptionOf);
      return found.find(({ accountId }) => accountId !== null) ?? found[0] ?? null;
    },

    async save(tx: Filling, { id, ...subscription }: Subscription): Promise<void> {
      await subscriptions.replaceOne({ _id: id }, subscription, { upsert: true, session: tx.session });
    },

    async remove(tx: Tx, id: string): Promise<void> {
      await subscriptions.deleteOne({ _id: id }, { session: tx.session });
    },

    /** For staff: who ever said whether they want it, by address where one is asked for. */
    page: (filter: { email?: string | undefined; subscribed: boolean }, wish: PageWish) =>
      pageById(
        subscriptions,
        { subscribed: filter.subscribed, changedAt: { $ne: null }, ...(filter.email && { email: filter.email }) },
        wish,
        (doc: SubscriptionDoc) => subscriptionOf(doc),
        { counted: true, hint: filter.email ? 'email' : 'subscribed' },
      ),

    /** All who are subscribed at one moment, a thousand at a time: whoever moves meanwhile is neither missed nor met twice. */
    async *subscribers(): AsyncGenerator<Subscription[]> {
      let batch: Subscription[] = [];
      const atOneMoment = { readConcern: { level: 'snapshot' as const }, hint: 'subscribed', batchSize: 1_000 };
      for await (const doc of subscriptions.find({ subscribed: true }, atOneMoment)) {
        batch.push(subscriptionOf(doc));
        if (batch.length < 1_000) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
  };
}

function subscriptionOf({ _id, ...rest }: SubscriptionDoc): Subscription {
  return { ...newSubscription(_id, rest.token), ...rest };
}
