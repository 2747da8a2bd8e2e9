import { randomUUID } from 'node:crypto';
import { type CloudEvent, type EventContract, newEvent } from '@leerhuis/contracts';
import { createEventBus } from '@leerhuis/event-bus';
import { createKafka } from '@leerhuis/event-bus/kafka-client';
import { createNames, ensureTopics } from '@leerhuis/event-bus/topics';
import { backingServices } from './backing.ts';
import { eventually } from './eventually.ts';
import { testLogger } from './logger.ts';

/** What was published in a namespace, from the first event on. */
export interface EventCollector {
  /** In the order of arrival; order holds per subject only. */
  all: CloudEvent[];
  of<D>(contract: EventContract<D>): CloudEvent<D>[];
  /** Waits for an event of this kind (that looks like this), 15 s unless told. */
  waitFor<D>(
    contract: EventContract<D>,
    matches?: (event: CloudEvent<D>) => boolean,
    options?: { within?: number },
  ): Promise<CloudEvent<D>>;
  stop(): Promise<void>;
}

/** Collects the events of the topics of these contracts. */
export async function consumeEvents(
  namespace: string,
  contracts: readonly EventContract<unknown>[],
): Promise<EventCollector> {
  const { kafkaBrokers } = await backingServices();
  const kafka = createKafka({ brokers: kafkaBrokers, clientId: 'testkit', logger: testLogger });
  const names = createNames(namespace);
  const topics = [...new Set(contracts.map((contract) => contract.topic))];
  await ensureTopics(kafka, names, topics);
  const consumer = kafka.consumer({
    groupId: names.group(`testkit-${randomUUID().slice(0, 8)}`),
    maxWaitTimeInMs: 100,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map(names.topic), fromBeginning: true });
  const all: CloudEvent[] = [];
  await consumer.run({
    eachMessage: async ({ message }) => {
      // nothing is told of what is gone
      if (message.value !== null) all.push(JSON.parse(String(message.value)) as CloudEvent);
    },
  });
  const of = <D>(contract: EventContract<D>) => all.filter((event) => event.type === contract.type) as CloudEvent<D>[];
  return {
    all,
    of,
    waitFor: (contract, matches = () => true, { within = 15_000 } = {}) =>
      eventually(
        () => {
          const event = of(contract).find(matches);
          if (!event) throw new Error(`no such ${contract.type} came among ${all.map(({ type }) => type).join(', ')}`);
          return event;
        },
        { within },
      ),
    stop: () => consumer.disconnect(),
  };
}

/** Publishes a fact as its owner would; resolves when Kafka has it. The same id again makes a duplicate. */
export async function publishEvent<D>(
  namespace: string,
  contract: EventContract<D>,
  fact: { subject: string; data: D; id?: string; time?: Date },
): Promise<CloudEvent<D>> {
  const event = newEvent(contract, { id: randomUUID(), time: new Date(), ...fact });
  await publishEvents(namespace, [contract], [event]);
  return event;
}

/** Publishes ready-made events, in this order. */
export async function publishEvents(
  namespace: string,
  contracts: EventContract<unknown>[],
  events: CloudEvent[],
): Promise<void> {
  const { kafkaBrokers } = await backingServices();
  const bus = createEventBus({ brokers: kafkaBrokers, clientId: 'testkit', namespace, logger: testLogger });
  try {
    await bus.start(contracts);
    await bus.publish(events);
  } finally {
    await bus.stop();
  }
}
