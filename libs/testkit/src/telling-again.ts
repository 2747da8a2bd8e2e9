import { randomUUID } from 'node:crypto';
import { allEvents, type CloudEvent, type EventContract, type Part } from '@leerhuis/contracts';
import { createEventBus } from '@leerhuis/event-bus';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { createNames } from '@leerhuis/event-bus/topics';
import type { Connection } from 'mongoose';
import { backingServices } from './backing.ts';
import { consumeEvents } from './events.ts';
import { eventually } from './eventually.ts';
import { testLogger } from './logger.ts';
import type { ServiceUnderTest } from './service-under-test.ts';

/** What a service notes of messages as such, and of who does its work. */
const bookkeeping = ['inbox', 'outbox', 'outboxLease', 'catchUps', 'migrations', 'idempotencyKeys'];

/**
 * Tells everything that a part listens to again, as its owners would to fill its copies, and waits until the part has taken it.
 * @returns how many facts of each type, and what of all that the part keeps or tells is otherwise afterwards
 */
export async function tellEverythingAgain(
  { namespace, database: { connection } }: Pick<ServiceUnderTest, 'namespace' | 'database'>,
  part: Part,
): Promise<{ told: Record<string, number>; changed: string[] }> {
  const contracts = allEvents.filter(({ consumers }) => consumers.includes(part));
  const own = allEvents.filter(({ owner }) => owner === part);
  const events = await everyEvent(namespace, contracts);
  const [documents, toldBefore] = [await everyDocument(connection), (await everyEvent(namespace, own)).length];
  const again = events.map((event) => ({ ...event, id: randomUUID() }));
  await publishFor(namespace, part, again);
  await untilTaken(namespace, part, contracts);
  // what a fact leads to is told within moments
  await eventually(async () => (await connection.collection('outbox').countDocuments()) === 0);
  const after = await everyDocument(connection);
  const changed = [...new Set([...documents.keys(), ...after.keys()])]
    .filter((place) => documents.get(place) !== after.get(place))
    .map((place) => `${place}: ${documents.get(place) ?? 'nothing'} became ${after.get(place) ?? 'nothing'}`);
  const toldNow = (await everyEvent(namespace, own)).length;
  const told: Record<string, number> = {};
  for (const { type } of again) told[type] = (told[type] ?? 0) + 1;
  return { told, changed: toldNow === toldBefore ? changed : [...changed, `${toldNow - toldBefore} facts of its own`] };
}

/** Publishes facts as their owners tell them again for a part. */
export async function publishFor(namespace: string, to: Part, events: CloudEvent[]): Promise<void> {
  const { kafkaBrokers: brokers } = await backingServices();
  const bus = createEventBus({ brokers, clientId: 'testkit', namespace, logger: testLogger });
  try {
    await bus.start([]);
    await bus.publishAgain(events, to);
  } finally {
    await bus.stop();
  }
}

async function everyDocument(connection: Connection): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of await connection.listCollections()) {
    if (bookkeeping.includes(name) || name.startsWith('system.')) continue;
    for await (const document of connection.collection(name).find().hint({ _id: 1 }))
      found.set(`${name} ${String(document._id)}`, JSON.stringify(document));
  }
  return found;
}

async function everyEvent(namespace: string, contracts: EventContract<unknown>[]): Promise<CloudEvent[]> {
  if (contracts.length === 0) return [];
  const wanted = await countOf(namespace, contracts);
  const collector = await consumeEvents(namespace, contracts);
  try {
    await eventually(() => collector.all.length >= wanted, { within: 30_000 });
    const types = new Set(contracts.map(({ type }) => type));
    return collector.all.filter(({ type }) => types.has(type));
  } finally {
    await collector.stop();
  }
}

async function withAdmin<T>(
  ask: (admin: ReturnType<ReturnType<typeof createKafka>['admin']>) => Promise<T>,
): Promise<T> {
  const { kafkaBrokers: brokers } = await backingServices();
  const admin = createKafka({ brokers, clientId: 'testkit', logger: testLogger }).admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

const topicsOf = (namespace: string, contracts: EventContract<unknown>[]) => {
  const { topic } = createNames(namespace);
  return [...new Set(contracts.map((contract) => topic(contract.topic)))];
};

const countOf = (namespace: string, contracts: EventContract<unknown>[]) =>
  withAdmin(async (admin) => {
    const present = new Set(await admin.listTopics());
    let count = 0;
    for (const topic of topicsOf(namespace, contracts).filter((name) => present.has(name)))
      for (const { low, high } of await admin.fetchTopicOffsets(topic)) count += Number(high) - Number(low);
    return count;
  });

/** Until its group has committed everything. */
const untilTaken = (namespace: string, part: Part, contracts: EventContract<unknown>[]) =>
  withAdmin((admin) =>
    eventually(
      async () => {
        const topics = topicsOf(namespace, contracts);
        const groupId = createNames(namespace).group(part);
        for (const { topic, partitions } of await admin.fetchOffsets({ groupId, topics })) {
          const committed = new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]));
          for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
            if (Number(high) > Number(low) && (committed.get(partition) ?? -1) < Number(high)) return false;
        }
        return true;
      },
      { within: 60_000 },
    ),
  );
