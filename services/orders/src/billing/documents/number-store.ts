import type { Tx } from '@leerhuis/outbox';
import { databaseOf } from '@leerhuis/service-runtime';
import type { Connection } from 'mongoose';
import { type DocumentNumber, documentNumber, type Series } from './domain/document-number.ts';

interface SeriesDoc {
  _id: string;
  last: number;
  /** How often somebody waited for their turn. */
  turns?: number;
}

/** In ms, for the transactions of other copies. What waits need not be durable. */
const patience = { maxTimeMS: 8_000, writeConcern: { w: 1, journal: false } };

export type NumberStore = ReturnType<typeof numberStore>;

export function numberStore(connection: Connection) {
  const collection = databaseOf(connection).collection<SeriesDoc>('numberSeries');
  return {
    /**
     * Waits for the series, and keeps others from it until the transaction ends. To be its first operation: what another
     * one commits after that makes it start over. The write outside of the transaction is what waits; inside, MongoDB
     * breaks off instead, and a busy copy of the service would keep the others from ever getting a number.
     */
    async hold(tx: Tx, series: Series, year: number): Promise<void> {
      const ofSeries = { _id: `${series}-${year}` };
      const turn = { $inc: { turns: 1 }, $setOnInsert: { last: 0 } };
      await collection.updateOne(ofSeries, turn, { upsert: true, ...patience });
      await collection.updateOne(ofSeries, turn, { session: tx.session });
    },

    /** Gives the next numbers, as many as asked, inside the transaction that issues the documents: no gap, no double. */
    async next(tx: Tx, series: Series, year: number, count: number): Promise<DocumentNumber[]> {
      const doc = await collection.findOneAndUpdate(
        { _id: `${series}-${year}` },
        { $inc: { last: count } },
        { session: tx.session, upsert: true, returnDocument: 'after' },
      );
      if (!doc) throw new Error('an upsert gave no document');
      const first = doc.last - count + 1;
      return Array.from({ length: count }, (_, n) => documentNumber(series, year, first + n));
    },
  };
}
