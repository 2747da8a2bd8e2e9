import { newId } from '@leerhuis/service-runtime';
import { mongo } from 'mongoose';
import { serveTasks } from '../worker.ts';
import { keepBusy, type Turn } from './clients.ts';
import { anotherOrder, type RecordedOrder } from './recorded-order.ts';

interface Shop {
  client: mongo.MongoClient;
  db: mongo.Db;
  recorded: RecordedOrder;
}
let shop: Shop | undefined;

/** The transaction of an order and nothing else: counter first, then one insert per collection. */
async function write(): Promise<void> {
  const { client, db, recorded } = shop as Shop;
  const { counter } = recorded;
  const inserts = anotherOrder(recorded, newId);
  const session = client.startSession();
  try {
    await session.withTransaction(
      async () => {
        const series = db.collection<{ _id: string; last: number }>(counter.collection);
        await series.findOneAndUpdate({ _id: counter.id }, { $inc: { last: 1 } }, { session, upsert: true });
        for (const { collection, documents } of inserts)
          await db.collection(collection).insertMany(documents, { session });
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
    );
  } finally {
    await session.endSession();
  }
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that nobody starts over because of the counter. */
function writeInTurn(): Promise<void> {
  const mine = last.then(write);
  last = mine.catch(() => undefined);
  return mine;
}

const tasks = {
  /** Makes the collections as the service has them. */
  async open({ url, like, recorded }: { url: string; like: string; recorded: string }): Promise<void> {
    const client = await new mongo.MongoClient(url, { maxPoolSize: 20 }).connect();
    shop = { client, db: client.db(), recorded: mongo.BSON.EJSON.parse(recorded) as RecordedOrder };
    const { inserts, counter } = shop.recorded;
    for (const name of [...inserts.map(({ collection }) => collection), counter.collection]) {
      const collection = await shop.db.createCollection(name);
      const indexes = await client.db(like).collection(name).indexes();
      const ownIndexes = indexes.filter((index) => index.name !== '_id_').map(({ v, ...index }) => index);
      if (ownIndexes.length > 0) await collection.createIndexes(ownIndexes as mongo.IndexDescription[]);
    }
  },
  retried: (turn: Turn) => keepBusy(turn, write),
  inTurn: (turn: Turn) => keepBusy(turn, writeInTurn),
};
export type RawTasks = typeof tasks;
serveTasks(tasks);
