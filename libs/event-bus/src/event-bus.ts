import { setTimeout as sleep } from 'node:timers/promises';
import { allEvents, type CloudEvent, type EventContract, keepingOf, type Part } from '@leerhuis/contracts';
import type { Outbox } from '@leerhuis/outbox';
import { eventMetrics, type Logger, type Metrics } from '@leerhuis/telemetry';
import { deadLetterOf } from './dead-letters.ts';
import { type Follower, startFollower } from './follower.ts';
import { createRecordHandler } from './handle-record.ts';
import { createKafka, type KafkaOptions } from './kafka-client.ts';
import { createPublisher, type Outgoing } from './publisher.ts';
import { type EventRecord, type Handler, republishedFor, republishedHeader } from './record.ts';
import { type Subscription, startSubscription } from './subscription.ts';
import { alterTopics, createNames, ensureTopics } from './topics.ts';

export interface SubscribeOptions {
  /** Name of the consumer, in the inbox too: keep it for ever. */
  group: string;
  outbox: Outbox;
  handlers: Handler[];
  /** ms for which an event that cannot be handled may hold up its key; 30 s unless said otherwise. */
  maxHold?: number;
}

/** Facts over Kafka. */
export interface EventBus {
  /** Waits for Kafka, and creates the topics of these contracts, or sets those of before, and their dead-letter topics. */
  start(contracts: EventContract<unknown>[]): Promise<void>;
  /**
   * Resolves when Kafka has all of them; then each topic has its events in the order given.
   * @throws when an event breaks its contract, or Kafka cannot be reached: nobody may count on any of them being sent.
   */
  publish(events: CloudEvent[]): Promise<void>;
  /** As `publish`, of facts that were told before: they fill the copy of one part, and nobody else does anything about them. */
  publishAgain(events: CloudEvent[], to: Part): Promise<void>;
  /**
   * Has Kafka forget an aggregate that is gone, when it next tidies up.
   * @throws RangeError when the topic keeps more than the newest of each: then there is no forgetting
   */
  forget(contract: EventContract<unknown>, subject: string): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /**
   * Hears of all facts of these contracts in this process, from where the group's copy is, beside the group.
   * @param take may be called with the same facts more than once
   */
  follow(options: {
    group: string;
    contracts: readonly EventContract<unknown>[];
    take: (events: CloudEvent[]) => Promise<void>;
  }): Promise<Follower>;
  /** Whether Kafka answers now; asked every five seconds at most, however often this is called. */
  isThere(): Promise<boolean>;
  stop(): Promise<void>;
}

export interface EventBusOptions {
  brokers: string[];
  tls?: KafkaOptions['tls'];
  clientId: string;
  /** Prefix of topics and groups, so that deployments can share brokers. */
  namespace?: string;
  logger: Logger;
  metrics?: Metrics;
}

const longestHold = 30_000;
const askEveryMs = 5_000;

export function createEventBus({ brokers, tls, clientId, namespace, logger, metrics }: EventBusOptions): EventBus {
  // a client per consumer: kafkajs shares committed offsets between the consumers of one client
  const openKafka = () => createKafka({ brokers, tls, clientId, logger });
  const kafka = openKafka();
  const names = createNames(namespace);
  const publisher = createPublisher(kafka);
  const measured = metrics ? eventMetrics(metrics) : undefined;
  const contracts = new Map(allEvents.map((contract) => [contract.type, contract]));
  const created = new Set<string>();
  const subscriptions = new Set<Subscription | Follower>();
  const ending = new AbortController();

  async function ensure(wanted: Iterable<EventContract<unknown>>): Promise<void> {
    const missing = new Set<string>();
    for (const { topic } of wanted) if (!created.has(topic)) missing.add(topic);
    if (missing.size === 0) return;
    await ensureTopics(kafka, names, [...missing]);
    for (const topic of missing) created.add(topic);
  }

  /** Kafka may come up after us, and may be away for a while. */
  async function persist(what: string, attempt: () => Promise<void>): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      try {
        return await attempt();
      } catch (error) {
        logger.warn({ err: error }, `${what}: Kafka cannot be reached, trying again`);
        await sleep(Math.min(250 * 2 ** failures, 5_000), undefined, { signal: ending.signal });
      }
    }
  }

  function outgoing(
    event: CloudEvent,
    marks: Record<string, string>,
  ): { contract: EventContract<unknown>; record: Outgoing } {
    const contract = contracts.get(event.type);
    if (!contract) throw new Error(`no contract is known for ${event.type}`);
    contract.data.parse(event.data);
    const headers = { 'content-type': 'application/cloudevents+json', ...marks };
    const message = {
      key: event.subject,
      value: JSON.stringify(event),
      headers: event.traceparent ? { ...headers, traceparent: event.traceparent } : headers,
    };
    return { contract, record: { topic: names.topic(contract.topic), message } };
  }

  async function send(events: CloudEvent[], marks: Record<string, string> = {}): Promise<void> {
    if (events.length === 0) return;
    const ready = events.map((event) => outgoing(event, marks));
    await ensure(ready.map(({ contract }) => contract));
    await publisher.send(ready.map(({ record }) => record));
    for (const { type } of events) measured?.published.inc({ type });
  }

  async function ask(): Promise<boolean> {
    const admin = kafka.admin({ retry: { retries: 0 } });
    try {
      await admin.connect();
      await admin.describeCluster();
      return true;
    } catch (error) {
      logger.debug({ err: error }, 'Kafka does not answer');
      return false;
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }
  let asked: { at: number; answer: Promise<boolean> } | undefined;

  return {
    async start(used) {
      for (const contract of used) contracts.set(contract.type, contract);
      await persist('starting the event bus', async () => {
        await ensure(used);
        await alterTopics(kafka, names, [...new Set(used.map(({ topic }) => topic))], logger);
        await publisher.connect();
      });
    },

    publish: (events) => send(events),

    publishAgain: (events, to) => send(events, { [republishedHeader]: republishedFor(to) }),

    async forget({ topic }, subject) {
      if (keepingOf(topic) !== 'newest') throw new RangeError(`${topic} does not keep the newest only`);
      await publisher.send([{ topic: names.topic(topic), message: { key: subject, value: null } }]);
    },

    async subscribe({ group, outbox, handlers, maxHold = longestHold }) {
      const byType = new Map(handlers.map((handler) => [handler.contract.type, handler]));
      if (byType.size !== handlers.length) throw new Error(`group ${group} has two handlers for one type of event`);
      await persist(`subscribing ${group}`, () => ensure(handlers.map(({ contract }) => contract)));
      const park = (record: EventRecord, why: { reason: string; attempts: number }) =>
        publisher.send([deadLetterOf(record, names, { ...why, group, parkedAt: new Date() })]);
      const recordHandler = createRecordHandler({
        group,
        handlers: byType,
        outbox,
        maxHold,
        park,
        logger,
        metrics: measured,
      });
      const topics = [...new Set(handlers.map(({ contract }) => contract.topic))];
      const subscription = startSubscription({
        openKafka,
        names,
        group,
        topics,
        recordHandler,
        logger,
        metrics: measured,
      });
      subscriptions.add(subscription);
      return subscription;
    },

    async follow({ contracts, ...following }) {
      await persist('following', () => ensure(contracts));
      const follower = startFollower({ openKafka, names, contracts, logger, ...following });
      subscriptions.add(follower);
      return follower;
    },

    isThere() {
      if (!asked || performance.now() - asked.at > askEveryMs) asked = { at: performance.now(), answer: ask() };
      return asked.answer;
    },

    async stop() {
      ending.abort();
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()));
      await publisher.stop();
    },
  };
}
