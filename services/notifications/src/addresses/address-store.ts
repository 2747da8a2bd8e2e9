import { createHash } from 'node:crypto';
import { type Connection, databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { BounceReason } from './domain/bounce.ts';

/** An address that mails bounce at. As soon as one arrives there it is forgotten. */
export interface BouncedAddress {
  id: string;
  email: string;
  why: BounceReason;
  since: Date;
  lastAt: Date;
  /** How many mails. */
  times: number;
}

type AddressDoc = Omit<BouncedAddress, 'id'> & { _id: string };

export const addressIndexes = {
  bouncedAddresses: [{ key: { lastAt: -1 as const, _id: -1 as const }, name: 'newest' }],
};

/** The same for all ways to write the address. */
export const addressIdOf = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 32);

export type AddressStore = ReturnType<typeof addressStore>;

export function addressStore(connection: Connection) {
  const addresses = databaseOf(connection).collection<AddressDoc>('bouncedAddresses');
  return {
    async get(email: string): Promise<BouncedAddress | null> {
      const found = await addresses.findOne({ _id: addressIdOf(email) });
      return found && addressOf(found);
    },

    /** One more mail that bounced there. */
    async mark(tx: Tx, email: string, why: BounceReason): Promise<void> {
      const last = { email: email.trim().toLowerCase(), why, lastAt: tx.now };
      await addresses.updateOne(
        { _id: addressIdOf(email) },
        { $set: last, $setOnInsert: { since: tx.now }, $inc: { times: 1 } },
        { upsert: true, session: tx.session },
      );
    },

    /** Whether it was marked. */
    async clear(tx: Tx, email: string): Promise<boolean> {
      const { deletedCount } = await addresses.deleteOne({ _id: addressIdOf(email) }, { session: tx.session });
      return deletedCount === 1;
    },

    /** The newest first. */
    page: (wish: PageWish) => pageByTime(addresses, 'lastAt', {}, wish, addressOf, { counted: true, hint: 'newest' }),
  };
}

function addressOf({ _id, ...address }: AddressDoc): BouncedAddress {
  return { id: _id, ...address };
}
