import { type Connection, databaseOf } from '@leerhuis/mongo';

/** Whether somebody wants the newsletter (V-5), and the secret in their unsubscribe link. */
export interface Subscription {
  accountId: string;
  subscribed: boolean;
  token: string;
  changedAt: Date;
}

type SubscriptionDoc = Omit<Subscription, 'accountId'> & { _id: string };

export const newsletterIndexes = {
  newsletterSubscriptions: [{ key: { token: 1 as const }, name: 'token', unique: true }],
};

export type NewsletterStore = ReturnType<typeof newsletterStore>;

export function newsletterStore(connection: Connection) {
  const subscriptions = databaseOf(connection).collection<SubscriptionDoc>('newsletterSubscriptions');
  return {
    async get(accountId: string): Promise<Subscription | null> {
      const found = await subscriptions.findOne({ _id: accountId });
      return found && subscriptionOf(found);
    },

    /** The link stays the same for good: it is in newsletters that were sent. @param token for the first time */
    async put(accountId: string, subscribed: boolean, token: string, changedAt: Date): Promise<Subscription> {
      const put = await subscriptions.findOneAndUpdate(
        { _id: accountId },
        { $set: { subscribed, changedAt }, $setOnInsert: { token } },
        { upsert: true, returnDocument: 'after' },
      );
      if (!put) throw new Error('a subscription is not there right after it was put');
      return subscriptionOf(put);
    },

    /** False when nobody has this token. */
    async unsubscribe(token: string, changedAt: Date): Promise<boolean> {
      const { matchedCount } = await subscriptions.updateOne({ token }, { $set: { subscribed: false, changedAt } });
      return matchedCount === 1;
    },

    async has(token: string): Promise<boolean> {
      return (await subscriptions.countDocuments({ token }, { limit: 1 })) === 1;
    },
  };
}

function subscriptionOf({ _id, ...rest }: SubscriptionDoc): Subscription {
  return { accountId: _id, ...rest };
}
