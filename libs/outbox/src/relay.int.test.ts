import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CloudEvent, defineEvent, defineJob } from '@leerhuis/contracts';
import { createMetrics } from '@leerhuis/telemetry';
import { eventually, type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import mongoose, { type Connection } from 'mongoose';
import { z } from 'zod';
import { createOutbox, type Outbox, type Publishers, type Relay } from './index.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});
const count = defineJob({ queue: 'test.count', worker: 'orders', meaning: 'Count.', data: z.object({ n: z.int() }) });

let database: TestDatabase;
const connections: Connection[] = [];
const relays: Relay[] = [];

beforeAll(async () => {
  database = await testDatabase('relay');
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.stop();
  for (const connection of connections.splice(0)) await connection.close();
  await database.connection.collection('outbox').deleteMany({});
});
afterAll(() => database.drop());

/** One running copy of the service: a connection and an outbox of its own. */
async function newCopy(metrics?: ReturnType<typeof createMetrics>): Promise<Outbox> {
  const connection = await mongoose.createConnection(database.url, { monitorCommands: true }).asPromise();
  connections.push(connection);
  const options = { connection, service: 'orders', clock: () => new Date(), newId: randomUUID, logger: testLogger };
  return createOutbox(metrics ? { ...options, metrics } : options);
}

function startRelay(outbox: Outbox, publishers: Partial<Publishers>): Relay {
  const nothing = async () => undefined;
  const relay = outbox.startRelay({ publishEvents: nothing, publishJobs: nothing, ...publishers });
  relays.push(relay);
  return relay;
}

const tell = (outbox: Outbox, subject: string, n: number) =>
  outbox.transaction(async (tx) => tx.publish(counted, subject, { n }));
const numberOf = (event: CloudEvent) => (event.data as { n: number }).n;

describe('the relay', () => {
  it('keeps the order per key while several copies write, publish, and take over from each other', async () => {
    const seen: CloudEvent[] = [];
    const publishEvents = async (events: CloudEvent[]) => {
      await sleep(Math.random() * 5);
      seen.push(...events);
    };
    const copies = [await newCopy(), await newCopy(), await newCopy()];
    const documentsOf = ({ connection }: { connection: Connection }) =>
      connection.collection<{ _id: string; n: number }>('documents');
    const subjects = ['a', 'b', 'c', 'd'];
    await documentsOf(database).insertMany(subjects.map((_id) => ({ _id, n: 0 })));
    const running = copies.map((copy) => startRelay(copy, { publishEvents }));

    const write = async (copy: Outbox, subject: string) =>
      copy.transaction(async (tx) => {
        const { session } = tx;
        const after = await documentsOf(copy).findOneAndUpdate(
          { _id: subject },
          { $inc: { n: 1 } },
          { session, returnDocument: 'after' },
        );
        tx.publish(counted, subject, { n: after?.n ?? 0 });
      });
    const writing = copies.flatMap((copy) =>
      subjects.map(async (subject) => {
        for (let times = 0; times < 15; times += 1) await write(copy, subject);
      }),
    );
    for (const relay of running.slice(0, 2)) {
      await sleep(100);
      await relay.stop();
    }
    await Promise.all(writing);
    await eventually(() => (running[2] as Relay).isEmpty());
    for (const subject of subjects) {
      const numbers = seen.filter((event) => event.subject === subject).map(numberOf);
      expect(numbers).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
    }
  });

  it('is woken by what other copies commit', async () => {
    const [leader, other] = [await newCopy(), await newCopy()];
    const seen: number[] = [];
    const relay = startRelay(leader, { publishEvents: async (events) => void seen.push(...events.map(numberOf)) });
    await tell(leader, 'x', 0);
    await eventually(() => relay.isEmpty());
    await sleep(300); // the change stream is open by now
    const started = performance.now();
    await tell(other, 'x', 1);
    await eventually(() => seen.includes(1));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('lets a copy that stands by take over at once from one that stops', async () => {
    const seen: string[] = [];
    const copies = [await newCopy(), await newCopy()];
    const [first, second] = copies.map((copy, index) =>
      startRelay(copy, { publishEvents: async () => void seen.push(`copy ${index}`) }),
    ) as [Relay, Relay];
    await tell(copies[0] as Outbox, 'x', 1);
    await eventually(() => seen.length === 1);
    const leads = seen[0] === 'copy 0' ? first : second;
    const standby = seen[0] === 'copy 0' ? 'copy 1' : 'copy 0';
    await sleep(300);
    const started = performance.now();
    await leads.stop();
    await tell(copies[0] as Outbox, 'x', 2);
    await eventually(() => seen[1] === standby);
    expect(performance.now() - started).toBeLessThan(2_500);
  });

  it('publishes what a killed copy left once its lease has run out', async () => {
    const [killed, survivor] = [await newCopy(), await newCopy()];
    await tell(killed, 'x', 1);
    await database.connection
      .collection<{ _id: string }>('outboxLease')
      .updateOne({ _id: 'relay' }, [{ $set: { holder: 'killed', until: { $add: ['$$NOW', 2_000] } } }]);
    const seen: number[] = [];
    startRelay(survivor, { publishEvents: async (events) => void seen.push(...events.map(numberOf)) });
    await sleep(1_000);
    expect(seen).toEqual([]);
    await eventually(() => seen.length === 1, { within: 15_000 });
  });

  it('goes on with jobs while Kafka is away, and publishes events when it is back', async () => {
    const copy = await newCopy();
    const events: number[] = [];
    const jobs: string[] = [];
    let away = true;
    const relay = startRelay(copy, {
      publishEvents: async (batch) => {
        if (away) throw new Error('no broker');
        events.push(...batch.map(numberOf));
      },
      publishJobs: async (batch) => void jobs.push(...batch.map(({ id }) => id)),
    });
    for (const n of [1, 2, 3]) {
      await copy.transaction(async (tx) => {
        tx.publish(counted, 'x', { n });
        tx.enqueue(count, { n }, { jobId: `job ${n}` });
      });
    }
    await eventually(() => jobs.length === 3);
    expect(await relay.isEmpty()).toBe(false);
    away = false;
    await eventually(() => relay.isEmpty());
    expect(events).toEqual([1, 2, 3]);
  });

  it('lets others through when an entry cannot be published, and holds back what follows it in its key', async () => {
    const copy = await newCopy();
    const seen: string[] = [];
    let tooLarge = true;
    const relay = startRelay(copy, {
      publishEvents: async (batch) => {
        if (tooLarge && batch.some((event) => numberOf(event) === 13)) throw new Error('message too large');
        seen.push(...batch.map((event) => `${event.subject} ${numberOf(event)}`));
      },
    });
    await copy.transaction(async (tx) => {
      tx.publish(counted, 'bad', { n: 13 });
      tx.publish(counted, 'good', { n: 1 });
      tx.publish(counted, 'bad', { n: 14 });
      tx.publish(counted, 'good', { n: 2 });
    });
    await eventually(() => seen.length === 2);
    expect(seen).toEqual(['good 1', 'good 2']);
    tooLarge = false;
    await eventually(() => relay.isEmpty());
    expect(seen.slice(2)).toEqual(['bad 13', 'bad 14']);
  });

  it('lets the work of other queues through when one queue takes nothing', async () => {
    const copy = await newCopy();
    const refused = defineJob({ ...count, queue: 'test.refused' });
    const seen: string[] = [];
    let open = false;
    const relay = startRelay(copy, {
      publishJobs: async (batch) => {
        if (!open && batch.some(({ queue }) => queue === refused.queue)) throw new Error('no such queue');
        seen.push(...batch.map(({ id }) => id));
      },
    });
    await copy.transaction(async (tx) => {
      for (let n = 0; n < 20; n += 1) tx.enqueue(refused, { n }, { jobId: `refused ${n}` });
      for (let n = 0; n < 3; n += 1) tx.enqueue(count, { n }, { jobId: `good ${n}` });
    });
    await eventually(() => seen.length === 3);
    expect(seen).toEqual(['good 0', 'good 1', 'good 2']);
    open = true;
    await eventually(() => relay.isEmpty());
    expect(seen).toHaveLength(23);
  });

  it('asks the database for next to nothing while there is nothing to publish', async () => {
    const copy = await newCopy();
    const relay = startRelay(copy, {});
    await tell(copy, 'x', 1);
    await eventually(() => relay.isEmpty());
    const commands: string[] = [];
    copy.connection.getClient().on('commandStarted', ({ commandName }) => commands.push(commandName));
    await sleep(5_000); // longer than the lease would go without being renewed
    expect(commands.length).toBeLessThan(10);
    expect(commands).not.toContain('update');
  });

  it('reads once what this process commits, events and jobs together', async () => {
    const copy = await newCopy();
    const seen: string[] = [];
    const relay = startRelay(copy, {
      publishEvents: async (events) => void seen.push(...events.map((event) => `event ${numberOf(event)}`)),
      publishJobs: async (jobs) => void seen.push(...jobs.map(({ id }) => id)),
    });
    const both = (n: number) =>
      copy.transaction(async (tx) => {
        tx.publish(counted, 'x', { n });
        tx.enqueue(count, { n }, { jobId: `job ${n}` });
      });
    await both(0);
    await eventually(() => relay.isEmpty());
    const reads: unknown[] = [];
    copy.connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (commandName === 'find' && command['sort']) reads.push(command['filter']);
    });
    for (const n of [1, 2, 3]) {
      await both(n);
      await eventually(() => seen.includes(`event ${n}`) && seen.includes(`job ${n}`));
    }
    expect(reads).toEqual(Array.from({ length: 3 }, () => ({ kind: { $in: ['event', 'job'] } })));
  });

  it('leaves neither events nor jobs behind when there are more of one kind than it reads at once', async () => {
    const copy = await newCopy();
    const seen: string[] = [];
    await copy.transaction(async (tx) => {
      for (let n = 0; n < 700; n += 1) tx.publish(counted, 'x', { n });
      for (let n = 0; n < 20; n += 1) tx.enqueue(count, { n }, { jobId: `job ${n}` });
    });
    const relay = startRelay(copy, {
      publishEvents: async (events) => void seen.push(...events.map((event) => `event ${numberOf(event)}`)),
      publishJobs: async (jobs) => void seen.push(...jobs.map(({ id }) => id)),
    });
    await eventually(() => relay.isEmpty());
    expect(seen.filter((one) => one.startsWith('event'))).toEqual(Array.from({ length: 700 }, (_, n) => `event ${n}`));
    expect(seen.filter((one) => one.startsWith('job'))).toEqual(Array.from({ length: 20 }, (_, n) => `job ${n}`));
  });

  it('tells how much waits, and for how long', async () => {
    const metrics = createMetrics('orders');
    const copy = await newCopy(metrics);
    await tell(copy, 'x', 1);
    await sleep(1_100);
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/outbox_backlog\{kind="event",service="orders"\} 1/);
    expect(text).toMatch(/outbox_backlog\{kind="job",service="orders"\} 0/);
    expect(text).toMatch(/outbox_age_seconds\{kind="event",service="orders"\} [1-9]/);
  });
});
