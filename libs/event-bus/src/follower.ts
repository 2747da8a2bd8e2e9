import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudEvent, EventContract } from '@leerhuis/contracts';
import type { Logger } from '@leerhuis/telemetry';
import type { Admin, Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { liveAsConsumer } from './consumer-life.ts';
import { readGroupStart } from './group-start.ts';
import { type Handler, readRecord } from './record.ts';
import type { Names } from './topics.ts';

/** Hears of each fact in this process, whichever copy of the service handles it. */
export interface Follower {
  /** The moment, of `performance.now()`, up to which this process knows all that was told. */
  upTo(): number;
  /** Asks Kafka, without waiting for it, so that `upTo` moves on. */
  look(): void;
  /** Whether all that was told before a moment is known here, or is within so many ms. */
  reaches(moment: number, withinMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

export interface FollowerOptions {
  openKafka: () => Kafka;
  names: Names;
  /** Whose copy holds what this group has handled: what follows is heard from there on. */
  group: string;
  contracts: readonly EventContract<unknown>[];
  /** Takes facts, in the order of their keys, perhaps more than once; until it has, nothing is up to date. */
  take: (events: CloudEvent[]) => Promise<void>;
  logger: Logger;
}

/** Looks that wait for what they saw to be taken; the older tell less. */
const mostPending = 10;

/**
 * Follows topics in a group of this process alone: the partitions of a copy that was killed rest for ten seconds, and rights may not
 * outlive their end for so long.
 */
export function startFollower({ openKafka, names, group, contracts, take, logger }: FollowerOptions): Follower {
  const topics = [...new Set(contracts.map(({ topic }) => topic))];
  const brokerTopics = topics.map(names.topic);
  const originOf = new Map(topics.map((topic) => [names.topic(topic), topic]));
  const handlers = new Map<string, Handler>(
    contracts.map((contract) => [contract.type, { contract, handle: async () => undefined }]),
  );
  const ending = new AbortController();
  const settled = new EventEmitter();
  settled.setMaxListeners(0);
  const keyOf = (topic: string, partition: number) => `${topic}/${partition}`;
  let positions: Map<string, number> | undefined;
  let pending: { asked: number; ends: Map<string, number> }[] = [];
  let upTo = Number.NEGATIVE_INFINITY;

  function settle(): void {
    const isReached = (ends: Map<string, number>) =>
      [...ends].every(([key, end]) => (positions?.get(key) ?? Number.NEGATIVE_INFINITY) >= end);
    const newest = pending.findLast(({ ends }) => isReached(ends));
    if (!newest) return;
    pending = pending.filter(({ asked }) => asked > newest.asked);
    upTo = Math.max(upTo, newest.asked);
    settled.emit('settled');
  }

  let admin: Promise<Admin> | undefined;
  function adminOf(): Promise<Admin> {
    admin ??= (async () => {
      const opened = openKafka().admin({ retry: { retries: 0 } });
      await opened.connect();
      return opened;
    })();
    return admin;
  }

  async function dropAdmin(): Promise<void> {
    const dropped = admin;
    admin = undefined;
    await dropped?.then((opened) => opened.disconnect()).catch(() => undefined);
  }

  async function ask(): Promise<void> {
    const asked = performance.now();
    try {
      const opened = await adminOf();
      const ends = new Map<string, number>();
      for (const topic of brokerTopics)
        for (const { partition, high } of await opened.fetchTopicOffsets(topic))
          ends.set(keyOf(topic, partition), Number(high));
      pending = [...pending.slice(1 - mostPending), { asked, ends }];
      settle();
    } catch (error) {
      logger.debug({ err: error }, 'Kafka does not say how far its topics are');
      void dropAdmin();
      await sleep(100, undefined, { ref: false });
    }
  }
  let asking: Promise<void> | undefined;
  function askOnce(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  function onJoin(consumer: Consumer, assigned: Record<string, number[]>): void {
    for (const [topic, partitions] of Object.entries(assigned))
      for (const partition of partitions) {
        const position = positions?.get(keyOf(topic, partition));
        if (position !== undefined) consumer.seek({ topic, partition, offset: String(position) });
      }
  }

  async function onBatch(_consumer: Consumer, alive: AbortSignal, payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat } = payload;
    const { topic, partition } = batch;
    const events: CloudEvent[] = [];
    for (const { offset, key, value, headers = {} } of batch.messages) {
      const record = { topic: originOf.get(topic) ?? topic, partition, offset: Number(offset), key, value, headers };
      const reading = readRecord(record, group, handlers);
      if (reading.kind === 'event') events.push(reading.event);
      // nobody may be kept out for ever by one record; the group parks it, which alerts
      if (reading.kind === 'malformed')
        logger.error({ topic, partition, offset }, `cannot be followed: ${reading.reason}`);
    }
    if (alive.aborted) return;
    if (events.length > 0) await take(events);
    resolveOffset(batch.messages.at(-1)?.offset ?? batch.lastOffset());
    await heartbeat();
    const key = keyOf(topic, partition);
    positions?.set(key, Math.max(positions.get(key) ?? 0, Number(batch.lastOffset()) + 1));
    settle();
  }

  async function live(): Promise<void> {
    positions ??= new Map(
      (await readGroupStart(openKafka(), names.group(group), brokerTopics)).map(({ topic, partition, start }) => [
        keyOf(topic, partition),
        start,
      ]),
    );
    const groupId = `${names.group(group)}.follower.${randomUUID()}`;
    const life = { groupId, topics: brokerTopics, onJoin, onBatch, beforeEnd: async () => undefined, logger };
    try {
      await liveAsConsumer(openKafka(), life, ending.signal);
    } finally {
      // nobody asks for it again; Kafka would forget it by itself in a week
      await adminOf()
        .then((opened) => opened.deleteGroups([groupId]))
        .catch(() => undefined);
    }
  }

  const living = (async () => {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      await live().catch((error: unknown) => logger.warn({ err: error }, 'nothing is followed, trying again'));
      const pause = Math.min(200 * 2 ** failures, 2_000);
      await sleep(pause, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();

  return {
    upTo: () => upTo,
    look: () => void askOnce(),
    async reaches(moment, withinMs) {
      const until = performance.now() + withinMs;
      while (upTo < moment) {
        const left = until - performance.now();
        if (left <= 0 || ending.signal.aborted) return false;
        const over = sleep(left, undefined, { ref: false });
        // what was asked before the moment tells nothing of it
        await Promise.race([askOnce(), over]);
        const soon = new AbortController();
        if (upTo < moment && pending.some(({ asked }) => asked >= moment))
          await Promise.race([once(settled, 'settled', { signal: soon.signal }).catch(() => undefined), over]);
        soon.abort();
      }
      return true;
    },
    async stop() {
      ending.abort();
      await living;
      await dropAdmin();
    },
  };
}
