import { type Connection, databaseOf, isDuplicateKey, type PageWish, pageById } from '@leerhuis/mongo';
import type { Delivery, DeliveryState, Progress } from './domain/delivery.ts';

type DeliveryDoc = Delivery & { _id: string };
export type KeptDelivery = Delivery & { id: string };

export const deliveryIndexes = {
  newsletterDeliveries: [
    // one copy per address, whatever becomes of subscriptions
    { key: { newsletterId: 1 as const, email: 1 as const }, name: 'address', unique: true },
    { key: { newsletterId: 1 as const, state: 1 as const, notBefore: 1 as const }, name: 'turn' },
    { key: { newsletterId: 1 as const, state: 1 as const, _id: 1 as const }, name: 'state' },
    { key: { newsletterId: 1 as const, _id: 1 as const }, name: 'newsletter' },
  ],
};

export type DeliveryStore = ReturnType<typeof deliveryStore>;

export function deliveryStore(connection: Connection) {
  const deliveries = databaseOf(connection).collection<DeliveryDoc>('newsletterDeliveries');
  return {
    /** Those that are there already stay as they are. */
    async add(batch: readonly Delivery[]): Promise<void> {
      const docs = batch.map((each) => ({ _id: `${each.newsletterId}:${each.subscriptionId}`, ...each }));
      try {
        await deliveries.insertMany(docs, { ordered: false });
      } catch (error) {
        if (!onlyDuplicates(error)) throw error;
      }
    },

    /** What a crash left under way waits again. */
    async takeUp(newsletterId: string): Promise<void> {
      await deliveries.updateMany({ newsletterId, state: 'sending' }, { $set: { state: 'waiting' } });
    },

    async next(newsletterId: string, now: Date, limit: number): Promise<KeptDelivery[]> {
      const waiting = { newsletterId, state: 'waiting' as const, notBefore: { $lte: now } };
      const found = await deliveries.find(waiting).sort({ notBefore: 1 }).hint('turn').limit(limit).toArray();
      return found.map(deliveryOf);
    },

    /** False when somebody else has it. */
    async claim(id: string, now: Date): Promise<boolean> {
      const { modifiedCount } = await deliveries.updateOne(
        { _id: id, state: 'waiting' },
        { $set: { state: 'sending', at: now }, $inc: { attempts: 1 } },
      );
      return modifiedCount === 1;
    },

    /** The subscriber moved. False when the newsletter goes to that address already. */
    async readdress(id: string, email: string): Promise<boolean> {
      try {
        await deliveries.updateOne({ _id: id }, { $set: { email } });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async settle(id: string, state: 'sent' | 'failed' | 'skipped', at: Date, reason: string | null): Promise<void> {
      await deliveries.updateOne({ _id: id }, { $set: { state, at, reason } });
    },

    /** Back in line, for a try later on. */
    async putOff(id: string, delay: { notBefore: Date; firstTriedAt: Date | null; reason: string }): Promise<void> {
      await deliveries.updateOne({ _id: id, state: 'sending' }, { $set: { state: 'waiting', ...delay } });
    },

    /** Not tried after all. */
    async release(id: string, reason: string): Promise<void> {
      await deliveries.updateOne(
        { _id: id, state: 'sending' },
        { $set: { state: 'waiting', reason }, $inc: { attempts: -1 } },
      );
    },

    async progress(newsletterId: string): Promise<Progress> {
      const count = (...states: DeliveryState[]) =>
        deliveries.countDocuments({ newsletterId, state: { $in: states } }, { hint: 'turn' });
      const [waiting, sent, failed, skipped] = await Promise.all([
        count('waiting', 'sending'),
        count('sent'),
        count('failed'),
        count('skipped'),
      ]);
      return { waiting, sent, failed, skipped };
    },

    async count(newsletterId: string): Promise<number> {
      return deliveries.countDocuments({ newsletterId }, { hint: 'newsletter' });
    },

    page: (newsletterId: string, state: DeliveryState | undefined, wish: PageWish) =>
      pageById(deliveries, { newsletterId, ...(state && { state }) }, wish, (doc: DeliveryDoc) => deliveryOf(doc), {
        counted: true,
        hint: state ? 'state' : 'newsletter',
      }),
  };
}

function deliveryOf({ _id, ...delivery }: DeliveryDoc): KeptDelivery {
  return { id: _id, ...delivery };
}

function onlyDuplicates(error: unknown): boolean {
  const { writeErrors } = error as { writeErrors?: { code: number }[] };
  return isDuplicateKey(error) && (writeErrors ?? []).every(({ code }) => code === 11_000);
}
