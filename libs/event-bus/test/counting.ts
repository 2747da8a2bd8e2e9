import { randomUUID } from 'node:crypto';
import { type CloudEvent, defineEvent, newEvent } from '@leerhuis/contracts';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { testLogger } from '@leerhuis/testkit';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { type Handler, on } from '../src/index.ts';

/** A fact of the tests: a subject counted on to n. */
export const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});

export const countedEvent = (subject: string, n: number): CloudEvent<{ n: number }> =>
  newEvent(counted, { id: randomUUID(), subject, time: new Date('2026-11-23T10:00:00Z'), data: { n } });

/** Events 0, 1, 2… of each subject, all subjects mixed. */
export const countingEvents = (subjects: string[], from: number, to: number): CloudEvent<{ n: number }>[] =>
  Array.from({ length: to - from }, (_, index) => from + index).flatMap((n) =>
    subjects.map((subject) => countedEvent(subject, n)),
  );

export function outboxOn(connection: Connection): Outbox {
  const clock = () => new Date();
  return createOutbox({ connection, service: 'learning', clock, newId: randomUUID, logger: testLogger });
}

/** Writes down what it handles in the transaction that it gets, so that a loss, a double and a wrong order show. */
export function noteCounted(connection: Connection, before: (n: number, subject: string) => void = () => {}): Handler {
  return on(counted, async ({ subject, data: { n } }, tx) => {
    before(n, subject);
    await connection
      .collection<{ _id: string; numbers: number[] }>('counters')
      .updateOne({ _id: subject }, { $push: { numbers: n } }, { upsert: true, session: tx.session });
  });
}

/** The numbers that were handled, by subject, in the order in which they were. */
export async function countedNumbers(connection: Connection): Promise<Record<string, number[]>> {
  const counters = await connection.collection<{ _id: string; numbers: number[] }>('counters').find().toArray();
  return Object.fromEntries(counters.map(({ _id, numbers }) => [_id, numbers]));
}

export async function countedSoFar(connection: Connection): Promise<number> {
  return Object.values(await countedNumbers(connection)).flat().length;
}

/** What `countedNumbers` gives when each number up to `to` was handled once, in order. */
export const complete = (subjects: string[], to: number): Record<string, number[]> =>
  Object.fromEntries(subjects.map((subject) => [subject, Array.from({ length: to }, (_, n) => n)]));
