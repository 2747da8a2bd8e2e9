import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent } from '@leerhuis/contracts';
import { databaseOf } from '@leerhuis/mongo';
import type { Logger } from '@leerhuis/telemetry';
import type { Connection } from 'mongoose';
import { endAbandonedTransactions } from './abandoned-transactions.ts';
import { type Collections, eventOf, jobOf, type OutgoingJob } from './collections.ts';
import { startLane } from './lane.ts';
import { createLease } from './lease.ts';
import { readTogether } from './read-together.ts';
import { watchDatabase } from './watch-database.ts';

/** Where entries go. Each resolves when the broker has taken everything, and rejects otherwise: then all are sent again. */
export interface Publishers {
  publishEvents(events: CloudEvent[]): Promise<void>;
  publishJobs(jobs: OutgoingJob[]): Promise<void>;
}

export interface Relay {
  /** Looks for entries now; called after each commit of this process. */
  wake(): void;
  /** Finishes the batch in hand and lets another copy take over. */
  stop(): Promise<void>;
  /** True when everything committed so far has been published, by whichever copy. */
  isEmpty(): Promise<boolean>;
  /** True when every event of this aggregate that was committed so far has been published. */
  isTold(subject: string): Promise<boolean>;
}

const leaseMs = 8_000;
/** While there is work the lease is renewed this often; with none it runs out, for an idle outbox needs no publisher. */
const renewalMs = 3_500;
/** Who was refused the lease has a publisher beside it, and asks no more often than this. */
const refusedMs = 1_000;
const slowPollMs = 5_000;
/** Soon after the start what a killed predecessor left can be told from what is under way; later on there is no hurry. */
const abandonedFirstMs = 3_500;
const abandonedPollMs = 10_000;

export function startRelay(options: {
  connection: Connection;
  collections: Collections;
  prepare: () => Promise<void>;
  publishers: Publishers;
  service: string;
  /** This process, as it stands in the entries that it stores. */
  self: string;
  logger: Logger;
}): Relay {
  const { connection, collections, prepare, publishers, service, self, logger } = options;
  const { outbox } = collections;
  const lease = createLease(collections.lease, 'relay', `${service} ${self}`, leaseMs);
  const read = readTogether(outbox);
  let stopped = false;

  const lanes = [
    startLane({
      kind: 'event',
      outbox,
      read,
      mayPublish: lease.held,
      publish: (entries) => publishers.publishEvents(entries.map(eventOf)),
      logger,
    }),
    startLane({
      kind: 'job',
      outbox,
      read,
      mayPublish: lease.held,
      publish: (entries) => publishers.publishJobs(entries.map(jobOf)),
      logger,
    }),
  ];

  let refusedAt = Number.NEGATIVE_INFINITY;

  function wake(): void {
    if (stopped) return;
    if (lease.held()) for (const lane of lanes) lane.wake();
    if (lease.remaining() < leaseMs - renewalMs && performance.now() - refusedAt > refusedMs) void takeLease();
  }

  let taking: Promise<void> | undefined;
  function takeLease(): Promise<void> {
    taking ??= (async () => {
      try {
        await prepare();
        if (await lease.take()) for (const lane of lanes) lane.wake();
        else refusedAt = performance.now();
      } catch (error) {
        if (!stopped) logger.warn({ err: error }, 'outbox lease could not be taken');
      } finally {
        taking = undefined;
      }
    })();
    return taking;
  }

  const isEmpty = async () => (await outbox.findOne({}, { projection: { _id: 1 }, hint: { _id: 1 } })) === null;

  const isTold = async (key: string) =>
    (await outbox.findOne({ kind: 'event', key }, { projection: { _id: 1 } })) === null;

  /** Finds what nothing woke us for: entries of a killed copy, of a time without a change stream. */
  async function lookForEntries(): Promise<void> {
    try {
      await prepare();
      if (!(await isEmpty())) wake();
    } catch (error) {
      if (!stopped) logger.warn({ err: error }, 'outbox could not be looked into');
    }
  }

  async function lookForAbandoned(): Promise<void> {
    try {
      const ended = await endAbandonedTransactions(connection.getClient());
      if (ended > 0) logger.warn({ ended }, 'ended transactions that a killed process had left open');
    } catch (error) {
      logger.debug({ err: error }, 'abandoned transactions could not be looked for');
    }
  }

  const watch = watchDatabase(databaseOf(connection), self, {
    onEntry: wake,
    onLeaseReleased: () => {
      refusedAt = Number.NEGATIVE_INFINITY;
      wake();
    },
  });
  const renewal = setInterval(() => {
    if (lanes.some((lane) => lane.busy())) void takeLease();
  }, renewalMs);
  const slowPoll = setInterval(() => void lookForEntries(), slowPollMs);
  const abandonedPoll = setInterval(() => void lookForAbandoned(), abandonedPollMs);
  const abandonedFirst = setTimeout(() => void lookForAbandoned(), abandonedFirstMs);
  void lookForAbandoned();
  void lookForEntries();

  return {
    wake,
    async stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(renewal);
      clearInterval(slowPoll);
      clearInterval(abandonedPoll);
      clearTimeout(abandonedFirst);
      await taking;
      // a broker that is away may keep a batch hanging; it is sent again by whoever comes next
      await Promise.race([Promise.all(lanes.map((lane) => lane.stop())), sleep(4_000, undefined, { ref: false })]);
      await watch.stop();
      if (lease.held()) await lease.release().catch(() => undefined);
    },
    isEmpty,
    isTold,
  };
}
