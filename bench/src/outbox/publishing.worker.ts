import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent } from '@leerhuis/contracts';
import { createEventBus } from '@leerhuis/event-bus';
import { databaseOf, openDatabase } from '@leerhuis/mongo';
import { createOutbox } from '@leerhuis/outbox';
import { newId, systemClock } from '@leerhuis/service-runtime';
import { createLogger } from '@leerhuis/telemetry';
import { serveTasks } from '../worker.ts';
import { counted, type Door, type Moments, now } from './counted.ts';

const logger = createLogger({ service: 'bench', level: 'warn' });
let parts: Awaited<ReturnType<typeof open>> | undefined;

async function open({ databaseUrl, brokers, namespace }: Door) {
  const connection = await openDatabase(databaseUrl, { logger });
  const outbox = createOutbox({ connection, service: 'bench', clock: systemClock, newId, logger });
  const bus = createEventBus({ brokers, clientId: 'bench', namespace, logger });
  await bus.start([counted]);
  const things = databaseOf(connection).collection<{ _id: string; n: number }>('things');
  const entries = databaseOf(connection).collection<{ _id: string; message: string }>('outbox');
  const inKafka: Moments = new Map();
  const publish = async (events: CloudEvent[]) => {
    await bus.publish(events);
    const at = now();
    for (const event of events) inKafka.set((event as CloudEvent<{ n: number }>).data.n, at);
  };
  return { outbox, things, entries, publish, inKafka };
}
type Parts = NonNullable<typeof parts>;

/** A state and its event in one transaction; gives the moment at which it was committed. */
async function change({ outbox, things }: Parts, n: number): Promise<number> {
  const _id = newId();
  await outbox.transaction(async (tx) => {
    await things.insertOne({ _id, n }, { session: tx.session });
    tx.publish(counted, _id, { n });
  });
  return now();
}

/** The peer: what a first version of an outbox does. */
async function poll({ entries, publish }: Parts, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await entries.find().sort({ at: 1 }).limit(500).toArray();
    if (found.length > 0) {
      await publish(found.map(({ message }) => JSON.parse(message) as CloudEvent));
      await entries.deleteMany({ _id: { $in: found.map(({ _id }) => _id) } });
    }
    await sleep(everyMs);
  }
}

let pollEvery: number | undefined;

/** Below the number of connections, so that a slow moment of the machine doesn't end the run. */
const mostUnderWay = 15;

const tasks = {
  /** @param input.pollEvery ms, for the peer; without it the outbox's own relay publishes */
  async open(input: Door & { pollEvery?: number }): Promise<void> {
    parts = await open(input);
    pollEvery = input.pollEvery;
    if (pollEvery === undefined)
      parts.outbox.startRelay({ publishEvents: parts.publish, publishJobs: async () => undefined });
  },
  /** Changes things at an even pace; resolves when Kafka has all events. */
  async publish({ from, count, perSecond }: { from: number; count: number; perSecond: number }) {
    const opened = parts as Parts;
    const over = new AbortController();
    const polling = pollEvery === undefined ? undefined : poll(opened, pollEvery, over.signal);
    const committed: Moments = new Map();
    const started = now();
    const changes: Promise<unknown>[] = [];
    let underWay = 0;
    for (let index = 0; index < count; index += 1) {
      const wait = started + (index * 1_000) / perSecond - now();
      if (wait > 0) await sleep(wait);
      while (underWay >= mostUnderWay) await sleep(1);
      underWay += 1;
      const committing = change(opened, from + index).then((at) => {
        committed.set(from + index, at);
        underWay -= 1;
      });
      changes.push(committing);
    }
    await Promise.all(changes);
    while (!opened.inKafka.has(from + count - 1) || opened.inKafka.size < count) await sleep(5);
    const inKafka = new Map(opened.inKafka);
    opened.inKafka.clear();
    over.abort();
    await polling;
    return { committed, inKafka };
  },
};
export type PublishingTasks = typeof tasks;
serveTasks(tasks);
