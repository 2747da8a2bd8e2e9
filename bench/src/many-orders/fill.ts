import { newId } from '@leerhuis/service-runtime';
import type { Connection, mongo } from 'mongoose';
import { anotherOrder, type RecordedOrder } from '../orders/recorded-order.ts';

const batch = 1_000;
const sideBySide = 4;
const perAccount = 50;

/** What an order leaves behind for good: not what waits to be published, nor an answer that is kept for a day. */
const lasting = ['orders', 'documents'];

/** The recorded order as it is stored now, that its document was laid out and mailed. */
export async function settledOrder(connection: Connection, recorded: RecordedOrder): Promise<RecordedOrder> {
  const inserts: RecordedOrder['inserts'] = [];
  for (const { collection, documents } of recorded.inserts.filter((each) => lasting.includes(each.collection))) {
    const _id = { $in: documents.map((document) => document['_id'] as string) };
    const found = await connection.collection<{ _id: string }>(collection).find({ _id }).toArray();
    inserts.push({ collection, documents: found });
  }
  return { ...recorded, inserts };
}

/**
 * Inserts so many orders with their documents, as the service stores them: fifty of each customer, one in ten unpaid and the
 * others withdrawn. Stops early when its time is up. PDFs themselves are left out.
 * @returns how many there are
 */
export async function fillWithOrders(
  connection: Connection,
  settled: RecordedOrder,
  count: number,
  most: { seconds: number },
): Promise<number> {
  const end = performance.now() + most.seconds * 1_000;
  const db = connection.getClient().db(connection.name, { writeConcern: { w: 1, j: false } });
  let begun = 0;
  let done = 0;
  let accountId = newId();
  const fill = async () => {
    while (begun < count && performance.now() < end) {
      const size = Math.min(batch, count - begun);
      const from = begun;
      begun += size;
      const documents = new Map<string, mongo.Document[]>();
      for (let n = from; n < from + size; n += 1) {
        if (n % perAccount === 0) accountId = newId();
        for (const insert of oneOrder(settled, accountId, n % 10 !== 0))
          documents.set(insert.collection, [...(documents.get(insert.collection) ?? []), ...insert.documents]);
      }
      for (const [collection, list] of documents) await db.collection(collection).insertMany(list, { ordered: false });
      done += size;
      if (done % 100_000 < size) console.log(`   ${done.toLocaleString('en')} orders are there`);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, fill));
  return done;
}

function oneOrder(settled: RecordedOrder, accountId: string, withdrawn: boolean): RecordedOrder['inserts'] {
  const digits = String(Math.floor(Math.random() * 1e12)).padStart(12, '0');
  const communication = `+++${digits.slice(0, 3)}/${digits.slice(3, 7)}/${digits.slice(7)}+++`;
  const inserts = anotherOrder(settled, newId, (text) => {
    if (/^\+\+\+[\d/]+\+\+\+$/.test(text)) return communication;
    return /^\d{12}$/.test(text) ? digits : text;
  });
  for (const { collection, documents } of inserts) {
    for (const document of documents) {
      document['accountId'] = accountId;
      if (collection === 'orders' && withdrawn)
        document['standing'] = { state: 'withdrawn', withdrawnAt: document['placedAt'] };
    }
  }
  return inserts;
}
