import { type CloudEvent, type EventContract, parseEnvelope } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { IHeaders } from 'kafkajs';
import { z } from 'zod';

/** What a group does with one kind of event. */
export interface Handler {
  contract: EventContract<unknown>;
  handle(event: CloudEvent, tx: Tx): Promise<void>;
}

/** Ties a handler to a contract; it runs in a transaction, once per event and group. */
export function on<D>(contract: EventContract<D>, handler: (event: CloudEvent<D>, tx: Tx) => Promise<void>): Handler {
  return { contract: contract as EventContract<unknown>, handle: (event, tx) => handler(event as CloudEvent<D>, tx) };
}

/** A Kafka record, with its topic's name as the contracts know it. */
export interface EventRecord {
  topic: string;
  partition: number;
  offset: number;
  key: Buffer | null;
  value: Buffer | null;
  headers: IHeaders;
}

/** Set on a replayed dead letter: the other groups have handled the event already. */
export const replayForHeader = 'replay-for';

export type Reading =
  | { kind: 'event'; event: CloudEvent; handler: Handler }
  | { kind: 'not-ours' }
  | { kind: 'malformed'; reason: string };

export function headerText(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString();
}

/** Reads a record for a group: an unknown type may be newer than we are and is none of our business. */
export function readRecord(record: EventRecord, group: string, handlers: ReadonlyMap<string, Handler>): Reading {
  const replayFor = headerText(record.headers, replayForHeader);
  if (record.value === null || (replayFor !== undefined && replayFor !== group)) return { kind: 'not-ours' };
  try {
    const event = parseEnvelope(JSON.parse(record.value.toString()));
    const handler = handlers.get(event.type);
    if (!handler) return { kind: 'not-ours' };
    return { kind: 'event', handler, event: { ...event, data: handler.contract.data.parse(event.data) } };
  } catch (error) {
    return { kind: 'malformed', reason: reasonOf(error) };
  }
}

export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issues = error.issues.map(({ path, message }) => `${path.join('.') || '(envelope)'}: ${message}`);
    return `breaks its contract: ${issues.join('; ')}`.slice(0, 1_000);
  }
  if (error instanceof SyntaxError) return `is not JSON: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 1_000) : String(error);
}
