import { databaseOf, hasLabel } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type DocumentNumber, documentNumber, type Series } from './domain/document-number.ts';

interface SeriesDoc {
  _id: string;
  last: number;
  /** How often somebody waited for their turn. */
  turns?: number;
  /** How often somebody held it without a number yet. */
  held?: number;
}

/** In ms, for the transactions of other copies. What waits need not be durable. */
const patience = { maxTimeMS: 8_000, writeConcern: { w: 1, journal: false } };

export type NumberStore = ReturnType<typeof numberStore>;

export function numberStore(connection: Connection) {
  const collection = databaseOf(connection).collection<SeriesDoc>('numberSeries');
  /** Per series whether other copies were in the way of late, and how many turns had been waited for by then. */
  const seen = new Map<string, { turns: number; isCrowded: boolean }>();

  /**
   * Changes the series in the transaction, which keeps others from it until the transaction ends; to be its first operation, for what
   * another one commits after that makes it start over. Where others are in the way this waits outside of the transaction first: inside,
   * MongoDB breaks off instead of waiting, and a busy copy of the service would keep the others from ever getting a number.
   */
  async function lock(tx: Tx, _id: string, inc: { last: number } | { held: number }): Promise<SeriesDoc> {
    const before = seen.get(_id);
    if (before?.isCrowded)
      await collection.updateOne(
        { _id },
        { $inc: { turns: 1 }, $setOnInsert: { last: 0 } },
        { upsert: true, ...patience },
      );
    try {
      const doc = await change(tx, _id, inc);
      const turns = doc.turns ?? 0;
      const mine = before?.isCrowded ? 1 : 0;
      seen.set(_id, { turns, isCrowded: turns > (before?.turns ?? turns) + mine });
      return doc;
    } catch (error) {
      if (hasLabel(error, 'TransientTransactionError')) seen.set(_id, { turns: before?.turns ?? 0, isCrowded: true });
      throw error;
    }
  }

  async function change(tx: Tx, _id: string, inc: { last: number } | { held: number }): Promise<SeriesDoc> {
    const doc = await collection.findOneAndUpdate(
      { _id },
      { $inc: inc },
      { session: tx.session, upsert: true, returnDocument: 'after' },
    );
    if (!doc) throw new Error('an upsert gave no document');
    return doc;
  }

  const idOf = (series: Series, year: number) => `${series}-${year}`;

  function numbersUpTo(series: Series, year: number, last: number, count: number): DocumentNumber[] {
    return Array.from({ length: count }, (_, n) => documentNumber(series, year, last - count + 1 + n));
  }

  return {
    /** Keeps others from the series until the transaction ends: its first operation. */
    async hold(tx: Tx, series: Series, year: number): Promise<void> {
      await lock(tx, idOf(series, year), { held: 1 });
    },

    /** Gives the next numbers to a transaction of which this is the first operation. */
    async first(tx: Tx, series: Series, year: number, count: number): Promise<DocumentNumber[]> {
      return numbersUpTo(series, year, (await lock(tx, idOf(series, year), { last: count })).last, count);
    },

    /** Gives the next numbers, as many as asked, inside the transaction that issues the documents: no gap, no double. */
    async next(tx: Tx, series: Series, year: number, count: number): Promise<DocumentNumber[]> {
      return numbersUpTo(series, year, (await change(tx, idOf(series, year), { last: count })).last, count);
    },
  };
}
