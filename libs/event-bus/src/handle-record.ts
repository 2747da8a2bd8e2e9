import { isContention, isDatabaseTrouble } from '@leerhuis/mongo';
import type { Outbox } from '@leerhuis/outbox';
import { type eventMetrics, type Logger, withSpan } from '@leerhuis/telemetry';
import { type EventRecord, type Handler, readRecord, reasonOf } from './record.ts';

/** `away`: the database cannot be reached, which says nothing about the record. */
export type Outcome = 'finished' | { holdMs: number } | 'away';

interface Failing {
  attempts: number;
  since: number;
  reason: string;
  /** Its time is up, and it only waits to be parked. */
  exhausted: boolean;
}

const delays = [100, 400, 1_500, 5_000];
const longestDelay = 10_000;
/** Its turn comes again when others are out of the way, which is no attempt either. */
const contentionMs = 500;
/** However slow the clock made it look: time during which the database was away is no attempt. */
const fewestAttempts = 3;

export interface RecordHandlerOptions {
  group: string;
  handlers: ReadonlyMap<string, Handler>;
  outbox: Outbox;
  /** ms for which a record that fails may hold up its key */
  maxHold: number;
  park: (record: EventRecord, why: { reason: string; attempts: number }) => Promise<void>;
  logger: Logger;
  metrics: ReturnType<typeof eventMetrics> | undefined;
}

export interface RecordHandler {
  handle(record: EventRecord): Promise<Outcome>;
  /** Forgets failures of partitions that went to another copy. */
  keepOnly(isOurs: (topic: string, partition: number) => boolean): void;
}

/** Handles one record once: done, tried again with growing delay, then parked. */
export function createRecordHandler(options: RecordHandlerOptions): RecordHandler {
  const { group, handlers, outbox, maxHold, park, logger, metrics } = options;
  const failing = new Map<string, Failing & { topic: string; partition: number }>();

  async function handle(record: EventRecord): Promise<Outcome> {
    const reading = readRecord(record, group, handlers);
    if (reading.kind === 'not-ours') return 'finished';
    if (reading.kind === 'malformed') return parkNow(record, 'unknown', { reason: reading.reason, attempts: 1 });
    const { event, take } = reading;
    const place = placeOf(record);
    const before = failing.get(place);
    if (before?.exhausted) return parkNow(record, event.type, before);
    try {
      const attributes = { 'messaging.system': 'kafka', 'messaging.consumer.group.name': group };
      const outcome = await withSpan(
        `handle ${event.type}`,
        { kind: 'consumer', parent: record.headers, attributes },
        () => outbox.once(event.id, group, take),
      );
      failing.delete(place);
      metrics?.handled.inc({ type: event.type, outcome });
      return 'finished';
    } catch (error) {
      if (isContention(error)) return { holdMs: contentionMs };
      if (isDatabaseTrouble(error)) return 'away';
      return failed(record, event.type, error);
    }
  }

  async function failed(record: EventRecord, type: string, error: unknown): Promise<Outcome> {
    const place = placeOf(record);
    const { topic, partition } = record;
    const before = failing.get(place);
    const attempts = (before?.attempts ?? 0) + 1;
    const since = before?.since ?? performance.now();
    const left = maxHold - (performance.now() - since);
    const exhausted = left <= 0 && attempts >= fewestAttempts;
    const now = { topic, partition, attempts, since, reason: reasonOf(error), exhausted };
    failing.set(place, now);
    if (exhausted) return parkNow(record, type, now);
    const holdMs = Math.ceil(Math.min(delays[attempts - 1] ?? longestDelay, Math.max(left, 50)));
    metrics?.handled.inc({ type, outcome: 'retried' });
    logger.warn({ err: error, type, place, group, attempts, holdMs }, 'an event could not be handled, trying again');
    return { holdMs };
  }

  async function parkNow(
    record: EventRecord,
    type: string,
    { reason, attempts }: { reason: string; attempts: number },
  ): Promise<Outcome> {
    try {
      await park(record, { reason, attempts });
    } catch (error) {
      logger.warn({ err: error, group }, 'a dead letter could not be parked, trying again');
      return { holdMs: 1_000 };
    }
    failing.delete(placeOf(record));
    metrics?.handled.inc({ type, outcome: 'parked' });
    metrics?.deadLetters.inc({ origin: record.topic });
    logger.error({ type, place: placeOf(record), group, attempts, reason }, 'an event was parked as a dead letter');
    return 'finished';
  }

  return {
    handle,
    keepOnly(isOurs) {
      for (const [place, { topic, partition }] of failing) if (!isOurs(topic, partition)) failing.delete(place);
    },
  };
}

function placeOf({ topic, partition, offset }: EventRecord): string {
  return `${topic}/${partition}/${offset}`;
}
