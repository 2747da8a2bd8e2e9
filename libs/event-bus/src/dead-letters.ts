import { randomUUID } from 'node:crypto';
import { keepingOf } from '@leerhuis/contracts';
import type { IHeaders, Kafka } from 'kafkajs';
import type { Outgoing, Publisher } from './publisher.ts';
import { type EventRecord, headerText, replayForHeader, republishedHeader } from './record.ts';
import type { Names } from './topics.ts';

/** A record that a group could not handle, as an operator sees it. */
export interface DeadLetter {
  id: string;
  reason: string;
  group: string;
  attempts: number;
  parkedAt: string;
  topic: string;
  partition: number;
  offset: number;
  key: string;
  traceparent?: string;
  /** Of a fact that was told again: for whom. */
  republished?: string;
  value: string;
}

/** Marks the dead letter with this id as replayed. */
const replayedHeader = 'replayed';

/** The record for the dead-letter topic: the original with what happened to it in headers. */
export function deadLetterOf(
  record: EventRecord,
  names: Names,
  why: { reason: string; group: string; attempts: number; parkedAt: Date },
): Outgoing {
  const { [replayForHeader]: _, ...headers } = record.headers;
  return {
    topic: names.deadLetters(record.topic),
    message: {
      key: record.key,
      value: record.value,
      headers: {
        ...headers,
        reason: why.reason,
        group: why.group,
        attempts: String(why.attempts),
        'parked-at': why.parkedAt.toISOString(),
        'origin-topic': record.topic,
        'origin-partition': String(record.partition),
        'origin-offset': String(record.offset),
      },
    },
  };
}

/** All dead letters that were not replayed, oldest first per topic. */
export async function listDeadLetters(kafka: Kafka, names: Names): Promise<DeadLetter[]> {
  const letters = new Map<string, DeadLetter>();
  const replayed = new Set<string>();
  await readDeadLetterTopics(kafka, names, (origin, partition, offset, { key, value, headers }) => {
    const mark = headerText(headers, replayedHeader);
    if (mark !== undefined) {
      replayed.add(mark);
      return;
    }
    const text = (name: string) => headerText(headers, name) ?? '';
    const traceparent = headerText(headers, 'traceparent');
    const republished = headerText(headers, republishedHeader);
    const id = `${origin}:${partition}:${offset}`;
    letters.set(id, {
      id,
      reason: text('reason'),
      group: text('group'),
      attempts: Number(text('attempts')),
      parkedAt: text('parked-at'),
      topic: origin,
      partition: Number(text('origin-partition')),
      offset: Number(text('origin-offset')),
      key: key?.toString() ?? '',
      ...(traceparent === undefined ? {} : { traceparent }),
      ...(republished === undefined ? {} : { republished }),
      value: value?.toString() ?? '',
    });
  });
  return [...letters.values()].filter(({ id }) => !replayed.has(id));
}

/** Sends a dead letter to its topic again, for the group that failed only, and marks it as replayed. */
export async function replayDeadLetter(publisher: Publisher, names: Names, letter: DeadLetter): Promise<void> {
  const { id, topic, group, key, value, traceparent, republished } = letter;
  const headers: IHeaders = {
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(republished === undefined ? {} : { [republishedHeader]: republished }),
    [replayForHeader]: group,
  };
  if (keepingOf(topic) === 'newest') {
    // under a key of its own: what is replayed may be old, and Kafka would keep it instead of the newest
    const own = `${key} replay ${id}`;
    const forgotten = { key: own, value: null };
    await publisher.send(
      [{ key: own, value, headers }, forgotten].map((message) => ({ topic: names.topic(topic), message })),
    );
  } else {
    await publisher.send([{ topic: names.topic(topic), message: { key, value, headers } }]);
  }
  await publisher.send([
    { topic: names.deadLetters(topic), message: { key, value: null, headers: { [replayedHeader]: id } } },
  ]);
}

type Visit = (
  origin: string,
  partition: number,
  offset: string,
  message: { key: Buffer | null; value: Buffer | null; headers: IHeaders },
) => void;

/** Reads the dead-letter topics from begin to end, as a group that exists for that only. */
async function readDeadLetterTopics(kafka: Kafka, names: Names, visit: Visit): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const groupId = names.group(`dead-letters-${randomUUID()}`);
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 200, allowAutoTopicCreation: false });
  try {
    const unread = new Map<string, number>();
    const topics: string[] = [];
    for (const topic of await admin.listTopics()) {
      if (names.originOfDeadLetters(topic) === undefined) continue;
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        if (Number(high) > Number(low)) unread.set(`${topic}/${partition}`, Number(high));
      }
      if ([...unread.keys()].some((place) => place.startsWith(`${topic}/`))) topics.push(topic);
    }
    if (unread.size === 0) return;
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      const run = consumer.run({
        eachBatch: async ({ batch: { topic, partition, messages, lastOffset } }) => {
          for (const { offset, key, value, headers } of messages) {
            visit(names.originOfDeadLetters(topic) ?? topic, partition, offset, { key, value, headers: headers ?? {} });
          }
          const place = `${topic}/${partition}`;
          if (Number(messages.at(-1)?.offset ?? lastOffset()) + 1 >= (unread.get(place) ?? 0)) unread.delete(place);
          if (unread.size === 0) resolve();
        },
      });
      run.catch(reject);
    });
  } finally {
    await consumer.disconnect().catch(() => undefined);
    await admin.deleteGroups([groupId]).catch(() => undefined);
    await admin.disconnect();
  }
}
