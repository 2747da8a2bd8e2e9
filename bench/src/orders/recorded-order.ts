import { setTimeout as sleep } from 'node:timers/promises';
import { databaseOf } from '@leerhuis/mongo';
import { type Connection, mongo } from 'mongoose';

/** What the service writes in the one transaction of an order: documents by collection, and the counter. */
export interface RecordedOrder {
  inserts: { collection: string; documents: mongo.Document[] }[];
  counter: { collection: string; id: string };
}

/** Looks on while one order is placed; so the raw peer writes the same documents, whatever the service becomes. */
export async function recordOrder(connection: Connection, place: () => Promise<void>): Promise<RecordedOrder> {
  const changes: mongo.ChangeStreamDocument[] = [];
  const stream = databaseOf(connection).watch();
  stream.on('change', (change) => changes.push(change));
  // the stream must be open before the order comes
  await sleep(1_000);
  await place();
  await sleep(1_000);
  await stream.close();

  const ofOrder = changes.find((change) => change.operationType === 'insert' && change.ns.coll === 'orders');
  const transaction = changes.filter((change) => idOf(change) !== undefined && idOf(change) === idOf(ofOrder));
  const inserts = new Map<string, mongo.Document[]>();
  let counter: RecordedOrder['counter'] | undefined;
  for (const change of transaction) {
    if (change.operationType === 'update' || (change.operationType === 'insert' && change.ns.coll === 'numberSeries'))
      counter = { collection: change.ns.coll, id: String(change.documentKey._id) };
    else if (change.operationType === 'insert')
      inserts.set(change.ns.coll, [...(inserts.get(change.ns.coll) ?? []), change.fullDocument]);
  }
  if (!counter || inserts.size === 0) throw new Error('no order was seen');
  return { inserts: [...inserts].map(([collection, documents]) => ({ collection, documents })), counter };
}

function idOf(change: mongo.ChangeStreamDocument | undefined): string | undefined {
  const { lsid, txnNumber } = (change ?? {}) as { lsid?: unknown; txnNumber?: unknown };
  return lsid && txnNumber !== undefined ? mongo.BSON.EJSON.stringify({ lsid, txnNumber }) : undefined;
}

/**
 * The same documents with other ids: what was unique in them is so again.
 * @param textOf what becomes of all other texts in them
 */
export function anotherOrder(
  { inserts }: RecordedOrder,
  newId: () => string,
  textOf: (text: string) => string = (text) => text,
): RecordedOrder['inserts'] {
  const fresh = new Map<unknown, string>();
  for (const { documents } of inserts) {
    for (const document of documents) {
      fresh.set(document['_id'], newId());
      if (typeof document['number'] === 'string') fresh.set(document['number'], newId().slice(-12));
    }
  }
  const copy = (value: unknown): unknown => {
    if (typeof value === 'string') return fresh.get(value) ?? textOf(value);
    if (Array.isArray(value)) return value.map(copy);
    if (value instanceof mongo.Timestamp) return new mongo.Timestamp(0n);
    if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, copy(field)]));
  };
  return inserts.map(({ collection, documents }) => ({ collection, documents: copy(documents) as mongo.Document[] }));
}
