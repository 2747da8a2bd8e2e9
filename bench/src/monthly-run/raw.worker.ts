import { newId } from '@leerhuis/service-runtime';
import { mongo } from 'mongoose';
import { copyCollections } from '../copy-collections.ts';
import { serveTasks } from '../worker.ts';
import { waitingRegistrations } from './waiting-registrations.ts';

let open: { client: mongo.MongoClient; db: mongo.Db } | undefined;
const batch = 200;

/** The next two hundred: their state, and what would be told of each. */
async function sendBatch(runId: string): Promise<number> {
  const { client, db } = open as NonNullable<typeof open>;
  const registrations = db.collection('registrations');
  const session = client.startSession();
  try {
    return await session.withTransaction(
      async () => {
        const waiting = await registrations.find({ state: 'waiting' }, { session }).limit(batch).toArray();
        if (waiting.length === 0) return 0;
        const sentAt = new Date();
        const sent = { state: 'sent', runId, sentAt, attempts: 1 };
        const _id = { $in: waiting.map((one) => one._id) };
        await registrations.updateMany({ _id }, { $set: sent }, { session });
        const told = waiting.flatMap((one) => {
          const message = JSON.stringify({ ...one, ...sent });
          return [
            { message, kind: 'event' },
            { message, kind: 'job' },
          ];
        });
        await db.collection('outbox').insertMany(told, { session });
        return waiting.length;
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
    );
  } finally {
    await session.endSession();
  }
}

const tasks = {
  async open({ url, like }: { url: string; like: string }): Promise<void> {
    const client = await new mongo.MongoClient(url).connect();
    open = { client, db: client.db() };
    await copyCollections(client.db(like), open.db, ['registrations', 'outbox']);
  },
  async insert({ registrations }: { registrations: number }): Promise<void> {
    const { db } = open as NonNullable<typeof open>;
    await db.collection<{ _id: string }>('registrations').insertMany(waitingRegistrations(registrations));
  },
  /** Gives how many seconds it took. */
  async run(): Promise<number> {
    const started = performance.now();
    const runId = newId();
    while ((await sendBatch(runId)) > 0);
    return (performance.now() - started) / 1_000;
  },
};
export type RawTasks = typeof tasks;
serveTasks(tasks);
