import { type Connection, databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';

interface BouncedDoc {
  /** As notifications knows the address. */
  _id: string;
  email: string;
  since: Date;
}

export const bounceIndexes = { bouncedAddresses: [{ key: { email: 1 as const }, name: 'email' }] };

export type BounceStore = ReturnType<typeof bounceStore>;

/** This service's copy of the addresses that mails bounce at, fed by notifications. */
export function bounceStore(connection: Connection) {
  const bounced = databaseOf(connection).collection<BouncedDoc>('bouncedAddresses');
  return {
    async mark(tx: Tx, id: string, email: string, since: Date): Promise<void> {
      await bounced.updateOne(
        { _id: id },
        { $set: { email }, $setOnInsert: { since } },
        { upsert: true, session: tx.session },
      );
    },

    async clear(tx: Tx, id: string): Promise<void> {
      await bounced.deleteOne({ _id: id }, { session: tx.session });
    },

    /** Since when mails bounce at those of the addresses that they do at. */
    async since(emails: readonly (string | null)[]): Promise<ReadonlyMap<string, Date>> {
      const wanted = [...new Set(emails)].filter((email) => email !== null);
      const found = wanted.length === 0 ? [] : await bounced.find({ email: { $in: wanted } }).toArray();
      return new Map(found.map(({ email, since }) => [email, since]));
    },
  };
}
