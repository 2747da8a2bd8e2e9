import { randomUUID } from 'node:crypto';
import { type EventContract, type JobContract, newEvent } from '@leerhuis/contracts';
import { injectTrace, type Logger, type Metrics } from '@leerhuis/telemetry';
import { type Connection, mongo } from 'mongoose';
import { collectionsOf, type OutboxEntry, type OutgoingJob, prepareCollections } from './collections.ts';
import { createInbox } from './inbox.ts';
import { registerOutboxMetrics } from './outbox-metrics.ts';
import { type Publishers, type Relay, startRelay } from './relay.ts';
import { runTransaction } from './run-transaction.ts';

/** What a transaction's work gets. All its reads and writes must pass `session`. */
export interface Tx {
  session: mongo.ClientSession;
  now: Date;
  /**
   * Tells a fact once the transaction is committed; `subject` is the aggregate's id.
   * @throws ZodError when the data breaks the contract.
   */
  publish<D>(contract: EventContract<D>, subject: string, data: D): void;
  /**
   * Asks for work once the transaction is committed. With `jobId` a repeated job can be told from a new one.
   * @throws ZodError when the data breaks the contract.
   */
  enqueue<D>(contract: JobContract<D, unknown>, data: NoInfer<D>, options?: { jobId?: string }): void;
}

export interface Outbox {
  connection: Connection;
  /**
   * State and what is told of it, in one transaction (majority, journaled). `work` may run many times (write conflicts):
   * no side effects in it, no Promise.all on its session.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * As `transaction`, once per message and consumer: a message that was handled before within 7 days does nothing. When
   * other transactions stand in the way for 3 s it is given up (`isContention`), to be tried again later.
   * Messages that wait are handled in one transaction, one after the other; if one fails, each has one of its own.
   */
  once(messageId: string, consumer: string, work: (tx: Tx) => Promise<void>): Promise<'done' | 'duplicate'>;
  /** Starts to publish what transactions have stored. One copy of a service does so at a time, the others stand by. */
  startRelay(publishers: Publishers): Relay;
}

export interface OutboxOptions {
  connection: Connection;
  service: string;
  clock: () => Date;
  newId: () => string;
  logger: Logger;
  metrics?: Metrics;
  /** A transaction that keeps conflicting is given up after this many ms. */
  maxTransactionMs?: number;
}

/** A message can wait and be tried again without keeping anybody busy; a request cannot. */
const maxOnceMs = 3_000;

/** Outbox and inbox on a service's own database. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { connection, service, clock, newId, logger, metrics, maxTransactionMs = 15_000 } = options;
  const collections = collectionsOf(connection);
  const relays = new Set<Relay>();
  const self = randomUUID();
  if (metrics) registerOutboxMetrics(metrics, collections.outbox);

  let prepared: Promise<void> | undefined;
  function prepare(): Promise<void> {
    prepared ??= prepareCollections(collections).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  }

  function newTx(session: mongo.ClientSession, entries: OutboxEntry[]): Tx {
    const now = clock();
    function add(entry: Omit<OutboxEntry, 'at' | 'traceparent' | 'by'>, traceparent: string | undefined): void {
      entries.push({ ...entry, at: new mongo.Timestamp(0n), by: self, ...(traceparent ? { traceparent } : {}) });
    }
    return {
      session,
      now,
      publish(contract, subject, data) {
        const { traceparent } = injectTrace();
        const event = newEvent(contract, { id: newId(), subject, time: now, data, traceparent });
        const message = JSON.stringify(event);
        add({ _id: event.id, kind: 'event', topicOrQueue: contract.topic, key: subject, message }, traceparent);
      },
      enqueue(contract, data, { jobId = newId() } = {}) {
        const { traceparent } = injectTrace();
        const { queue } = contract;
        const job: OutgoingJob = { id: jobId, queue, data: contract.data.parse(data) };
        const message = JSON.stringify(traceparent ? { ...job, traceparent } : job);
        add({ _id: newId(), kind: 'job', topicOrQueue: queue, key: jobId, message }, traceparent);
      },
    };
  }

  async function transaction<T>(work: (tx: Tx) => Promise<T>, maxTime = maxTransactionMs): Promise<T> {
    await prepare();
    let entries: OutboxEntry[] = [];
    const result = await runTransaction(
      connection,
      async (session) => {
        entries = [];
        const answer = await work(newTx(session, entries));
        if (entries.length > 0) await collections.outbox.insertMany(entries, { session });
        return answer;
      },
      maxTime,
    );
    if (entries.length > 0) for (const relay of relays) relay.wake();
    return result;
  }

  const receive = createInbox<Tx>(collections.inbox, (work) =>
    transaction(work, Math.min(maxTransactionMs, maxOnceMs)),
  );

  return {
    connection,
    transaction: (work) => transaction(work),

    once: (messageId, consumer, work) => receive({ _id: `${consumer}:${messageId}`, work }),

    startRelay(publishers) {
      const relay = startRelay({ connection, collections, prepare, publishers, service, self, logger });
      relays.add(relay);
      return {
        ...relay,
        async stop() {
          relays.delete(relay);
          await relay.stop();
        },
      };
    },
  };
}
