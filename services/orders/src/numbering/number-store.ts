import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import { type DocumentNumber, documentNumber, type Series } from './document-number.ts';

interface SeriesDoc {
  _id: string;
  last: number;
}

/**
 * Gives the next number of a series, inside the transaction that issues the document: so there is no gap and no double.
 * Call it as the transaction's first operation: a number that another one commits after that makes this one start over.
 */
export function numberStore(connection: Connection): (tx: Tx, series: Series, year: number) => Promise<DocumentNumber> {
  const collection = connection.getClient().db(connection.name).collection<SeriesDoc>('numberSeries');
  return async (tx, series, year) => {
    const doc = await collection.findOneAndUpdate(
      { _id: `${series}-${year}` },
      { $inc: { last: 1 } },
      { session: tx.session, upsert: true, returnDocument: 'after' },
    );
    if (!doc) throw new Error('an upsert gave no document');
    return documentNumber(series, year, doc.last);
  };
}
