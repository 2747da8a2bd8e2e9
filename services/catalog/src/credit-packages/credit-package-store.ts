import { creditPackagePublishedV1 } from '@leerhuis/contracts';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { CreditPackage } from './domain/credit-package.ts';

export type CreditPackageDoc = Omit<CreditPackage, 'id'> & { _id: string };

export const creditPackageIndexes = {
  creditPackages: [
    { key: { code: 1 as const }, name: 'code', unique: true },
    { key: { minutes: 1 as const, _id: 1 as const }, name: 'bySize' },
  ],
  priceGuards: [],
};

export type CreditPackageStore = ReturnType<typeof creditPackageStore>;

export function creditPackageStore(connection: Connection) {
  const db = databaseOf(connection);
  const packages = db.collection<CreditPackageDoc>('creditPackages', { ignoreUndefined: true });
  const guards = db.collection<{ _id: string; turns: number }>('priceGuards');
  return {
    async all(tx?: Tx): Promise<CreditPackage[]> {
      // few, ever; listed by size
      const found = packages
        .find({ minutes: { $gt: 0 } }, tx ? { session: tx.session } : {})
        .sort({ minutes: 1, _id: 1 });
      return (await found.toArray()).map(({ _id, ...facts }) => ({ id: _id, ...facts }));
    },

    /** Keeps a package and tells of it; the contract says what of it is told. */
    async save(tx: Tx, before: CreditPackage | null, { id, ...facts }: CreditPackage): Promise<void> {
      if (before) await packages.replaceOne({ _id: id }, facts, { session: tx.session });
      else await packages.insertOne({ _id: id, ...facts }, { session: tx.session });
      tx.publish(creditPackagePublishedV1, id, snapshotOf({ _id: id, ...facts }));
    },

    /**
     * Makes transactions that set prices wait for each other: two at the same moment could each be fine by itself and
     * break the price rule together (V-4).
     */
    async guardPrices(tx: Tx): Promise<void> {
      await guards.updateOne({ _id: 'prices' }, { $inc: { turns: 1 } }, { session: tx.session, upsert: true });
    },
  };
}

/** Of all this the contract keeps what is told, and no more. */
export function snapshotOf({ _id: creditPackageId, ...facts }: CreditPackageDoc) {
  return { ...facts, creditPackageId, publishedAt: facts.changedAt.toISOString() };
}
