import { type CloudEvent, type EventContract, keepingOf, type Part, parseEnvelope } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import type { IHeaders } from 'kafkajs';
import { z } from 'zod';

/** What a copy is filled with: no fact can be told in it, and no work asked for. */
export type Filling = Pick<Tx, 'session' | 'now'>;

/** What a group does with one kind of event. */
export interface Handler {
  contract: EventContract<unknown>;
  handle(event: CloudEvent, tx: Tx): Promise<void>;
  /** Takes a fact that was told again for this group; without it such a fact is passed over. */
  again?(event: CloudEvent, tx: Filling): Promise<Taken>;
}

/** `unknown`: what is told is news here; of a topic that keeps the newest only it is handled as any other fact then. */
export type Taken = 'filled' | 'unknown';

/**
 * Ties a handler to a contract; it runs in a transaction, once per event and group.
 * @param again fills the group's copy from a fact that its owner told again (`npm run events -- republish`), and does no more: it
 * mails, books and grants nothing
 */
export function on<D>(
  contract: EventContract<D>,
  handler: (event: CloudEvent<D>, tx: Tx) => Promise<void>,
  again?: (event: CloudEvent<D>, tx: Filling) => Promise<Taken>,
): Handler {
  return {
    contract: contract as EventContract<unknown>,
    handle: (event, tx) => handler(event as CloudEvent<D>, tx),
    ...(again && { again: (event: CloudEvent, tx: Filling) => again(event as CloudEvent<D>, tx) }),
  };
}

/** An event of a contract. */
export type Fact<C> = C extends EventContract<infer D> ? CloudEvent<D> : never;

/** For facts that do no more than fill a copy, the first time too: the same however often they come. */
export function filledBy<D>(
  fill: (event: CloudEvent<D>, tx: Filling) => Promise<unknown>,
): (event: CloudEvent<D>, tx: Filling) => Promise<Taken> {
  return async (event, tx) => {
    await fill(event, tx);
    return 'filled';
  };
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

/** Set on a fact that its owner told again, to fill the copy of one part: `for=orders`. */
export const republishedHeader = 'leerhuis-republished';

export const republishedFor = (part: Part): string => `for=${part}`;

export type Reading =
  | { kind: 'event'; event: CloudEvent; take: (tx: Tx) => Promise<void> }
  | { kind: 'not-ours' }
  | { kind: 'malformed'; reason: string };

export function headerText(headers: IHeaders, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : first.toString();
}

/**
 * Reads a record for a group: an unknown type may be newer than we are and is none of our business. So is what was told again
 * for another part, unless its topic keeps the newest only: it may be all that is left there of what we haven't heard.
 */
export function readRecord(record: EventRecord, group: string, handlers: ReadonlyMap<string, Handler>): Reading {
  const replayFor = headerText(record.headers, replayForHeader);
  const republished = headerText(record.headers, republishedHeader);
  const isForUs = republished === `for=${group}`;
  if (record.value === null || (replayFor !== undefined && replayFor !== group)) return { kind: 'not-ours' };
  try {
    const event = parseEnvelope(JSON.parse(record.value.toString()));
    const handler = handlers.get(event.type);
    if (!handler) return { kind: 'not-ours' };
    const isNewest = keepingOf(handler.contract.topic) === 'newest';
    if (republished !== undefined && !isNewest && !(isForUs && handler.again)) return { kind: 'not-ours' };
    const read = { ...event, data: handler.contract.data.parse(event.data) };
    const again = isForUs ? handler.again : undefined;
    return { kind: 'event', event: read, take: (tx) => takeOf(handler, read, again, isNewest, tx) };
  } catch (error) {
    return { kind: 'malformed', reason: reasonOf(error) };
  }
}

async function takeOf(
  handler: Handler,
  event: CloudEvent,
  again: Handler['again'],
  isNewest: boolean,
  tx: Tx,
): Promise<void> {
  if (!again) return handler.handle(event, tx);
  const { session, now } = tx;
  const taken = await again(event, { session, now });
  if (taken === 'unknown' && isNewest) await handler.handle(event, tx);
}

export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const issues = error.issues.map(({ path, message }) => `${path.join('.') || '(envelope)'}: ${message}`);
    return `breaks its contract: ${issues.join('; ')}`.slice(0, 1_000);
  }
  if (error instanceof SyntaxError) return `is not JSON: ${error.message}`;
  const text = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 1_000) : String(error);
  // a broken index names what it found; a dead letter is no place for addresses
  return text.replaceAll(/[^\s"'<>{}]+@[^\s"'<>{}]+/g, '…@…');
}
