import { setTimeout as sleep } from 'node:timers/promises';
import { issueDocument, orderPlacedV1 } from '@leerhuis/contracts';
import { createEventBus } from '@leerhuis/event-bus';
import { createJobQueue } from '@leerhuis/job-queue';
import { openDatabase } from '@leerhuis/mongo';
import { createOutbox, type Relay } from '@leerhuis/outbox';
import { newId } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { mongo } from 'mongoose';
import { keepBusy, type Turn } from '../clients.ts';
import { copyCollections } from '../copy-collections.ts';
import { serveTasks } from '../worker.ts';
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

/** Tells of what was committed, as the service's relay does; without it the outbox only grows. */
let relay: Relay | undefined;

let last: Promise<unknown> = Promise.resolve();

/** One after the other, so that nobody starts over because of the counter. */
function writeInTurn(): Promise<void> {
  const mine = last.then(write).then(() => relay?.wake());
  last = mine.catch(() => undefined);
  return mine;
}

interface Brokers {
  brokers: string[];
  rabbitUrl: string;
  namespace: string;
}

async function startRelay(url: string, { brokers, rabbitUrl, namespace }: Brokers): Promise<Relay> {
  const logger = createLogger({ service: 'bench', level: 'warn' });
  const bus = createEventBus({ brokers, clientId: 'bench', namespace, logger });
  await bus.start([orderPlacedV1]);
  const queue = createJobQueue({ url: rabbitUrl, namespace, service: 'bench', logger });
  await queue.start([issueDocument]);
  const connection = await openDatabase(url, { logger });
  const outbox = createOutbox({ connection, service: 'bench', clock: () => new Date(), newId, logger });
  return outbox.startRelay({ publishEvents: bus.publish, publishJobs: queue.publish });
}

const tasks = {
  /** Makes the collections as the service has them. */
  async open(input: { url: string; like: string; recorded: string; relayTo?: Brokers }): Promise<void> {
    const { url, like, recorded, relayTo } = input;
    const client = await new mongo.MongoClient(url, { maxPoolSize: 20 }).connect();
    shop = { client, db: client.db(), recorded: mongo.BSON.EJSON.parse(recorded) as RecordedOrder };
    const { inserts, counter } = shop.recorded;
    const names = [...inserts.map(({ collection }) => collection), counter.collection];
    await copyCollections(client.db(like), shop.db, names);
    if (relayTo) relay = await startRelay(url, relayTo);
  },
  retried: (turn: Turn) => keepBusy(turn, 'orders', write),
  /** Resolves when all has been told, where somebody tells. */
  async told(): Promise<void> {
    while (relay && !(await relay.isEmpty())) await sleep(20);
  },
  inTurn: (turn: Turn) => keepBusy(turn, 'orders', writeInTurn),
};
export type RawTasks = typeof tasks;
serveTasks(tasks);
