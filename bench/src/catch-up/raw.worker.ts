import { accountRegisteredV1, type CloudEvent } from '@leerhuis/contracts';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { createNames, ensureTopics } from '@leerhuis/event-bus/topics';
import { createLogger } from '@leerhuis/telemetry';
import { mongo } from 'mongoose';
import { serveTasks } from '../worker.ts';

interface Door {
  databaseUrl: string;
  brokers: string[];
  namespace: string;
}
type Consumer = ReturnType<ReturnType<typeof createKafka>['consumer']>;

const sideBySide = 16;
let open: { client: mongo.MongoClient; kafka: ReturnType<typeof createKafka>; topic: string } | undefined;
let consumer: Consumer | undefined;

/** Once per event: its id and its effect in one transaction. */
async function keep(event: CloudEvent): Promise<void> {
  const client = open?.client as mongo.MongoClient;
  const inbox = client.db().collection<{ _id: string; at: Date }>('inbox');
  const accounts = client.db().collection<{ _id: string }>('accounts');
  const session = client.startSession();
  try {
    await session.withTransaction(
      async () => {
        await inbox.insertOne({ _id: event.id, at: new Date() }, { session });
        await accounts.updateOne({ _id: event.subject }, { $set: event.data as object }, { session, upsert: true });
      },
      { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } },
    );
  } finally {
    await session.endSession();
  }
}

const tasks = {
  async open({ databaseUrl, brokers, namespace }: Door): Promise<void> {
    const client = await new mongo.MongoClient(databaseUrl, { maxPoolSize: 20 }).connect();
    await client.db().createCollection('inbox');
    await client.db().createCollection('accounts');
    const logger = createLogger({ service: 'bench', level: 'warn' });
    const kafka = createKafka({ brokers, clientId: 'bench', logger });
    const names = createNames(namespace);
    await ensureTopics(kafka, names, [accountRegisteredV1.topic]);
    open = { client, kafka, topic: names.topic(accountRegisteredV1.topic) };
  },
  /** Resolves when it has joined its group. */
  async start(): Promise<void> {
    const { kafka, topic } = open as NonNullable<typeof open>;
    const started = kafka.consumer({ groupId: `${topic}.raw` });
    consumer = started;
    await started.connect();
    await started.subscribe({ topics: [topic], fromBeginning: true });
    const joined = new Promise<void>((resolve) => started.on(started.events.GROUP_JOIN, () => resolve()));
    await started.run({
      eachBatch: async ({ batch, heartbeat }) => {
        for (let from = 0; from < batch.messages.length; from += sideBySide) {
          const group = batch.messages.slice(from, from + sideBySide);
          await Promise.all(group.map(({ value }) => keep(JSON.parse(String(value)) as CloudEvent)));
          await heartbeat();
        }
      },
    });
    await joined;
  },
  async stop(): Promise<void> {
    await consumer?.disconnect();
  },
};
export type RawTasks = typeof tasks;
serveTasks(tasks);
