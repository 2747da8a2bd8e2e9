import { describe, expect, it } from '@jest/globals';
import { defineEvent, newEvent } from '@leerhuis/contracts';
import type { Tx } from '@leerhuis/outbox';
import { z } from 'zod';
import { type EventRecord, on, readRecord, reasonOf, type Taken } from './record.ts';

const counted = defineEvent({
  type: 'orders.order.counted.v1',
  consumers: [],
  meaning: 'A test counted.',
  data: z.object({ n: z.int() }),
});
const handlers = new Map([[counted.type, on(counted, async () => undefined)]]);
const event = newEvent(counted, { id: 'e1', subject: 'o1', time: new Date('2026-11-23T10:00:00Z'), data: { n: 1 } });

const record = (value: string | null, headers: EventRecord['headers'] = {}): EventRecord => ({
  topic: 'orders.order',
  partition: 0,
  offset: 0,
  key: Buffer.from('o1'),
  value: value === null ? null : Buffer.from(value),
  headers,
});
const read = (value: string | null, headers?: EventRecord['headers']) =>
  readRecord(record(value, headers), 'learning', handlers);

describe('reading a record', () => {
  it('gives the event and who handles it', () => {
    expect(read(JSON.stringify(event))).toMatchObject({ kind: 'event', event: { id: 'e1', data: { n: 1 } } });
  });

  it('leaves out types that the group does not handle, whatever their data', () => {
    expect(read(JSON.stringify({ ...event, type: 'orders.order.counted.v2', data: 'else' }))).toEqual({
      kind: 'not-ours',
    });
    expect(read(null)).toEqual({ kind: 'not-ours' });
  });

  it('says what is wrong with what it cannot read', () => {
    expect(read('{"a":')).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('is not JSON') });
    expect(read('{}')).toMatchObject({ kind: 'malformed', reason: expect.stringContaining('breaks its contract') });
    expect(read(JSON.stringify({ ...event, data: { n: 'x' } }))).toMatchObject({
      kind: 'malformed',
      reason: expect.stringMatching(/^breaks its contract: n: /),
    });
  });

  it('names no address in the reason', () => {
    const error = new Error('E11000 duplicate key error dup key: { email: "an@voorbeeld.be" }');
    expect(reasonOf(error)).toBe('Error: E11000 duplicate key error dup key: { email: "…@…" }');
  });

  it('takes a replayed dead letter only when its own group failed', () => {
    const value = JSON.stringify(event);
    expect(read(value, { 'replay-for': Buffer.from('learning') }).kind).toBe('event');
    expect(read(value, { 'replay-for': Buffer.from('certification') }).kind).toBe('not-ours');
  });
});

describe('a fact that its owner tells again', () => {
  const tx = { session: 's', now: new Date(0), publish: () => {}, enqueue: () => {} } as never as Tx;
  const snapshot = defineEvent({ ...counted, type: 'gateway.account.counted.v1' });

  /** What happens when `group` reads it, told again for learning. */
  async function taken(
    contract: typeof counted,
    group: string,
    again?: (event: unknown, tx: object) => Promise<Taken>,
  ): Promise<string[]> {
    const done: string[] = [];
    const handle = async () => void done.push('handled');
    const handler = again
      ? on(contract, handle, async (told, filling) => {
          done.push(`filled with ${Object.keys(filling)}`);
          return again(told, filling);
        })
      : on(contract, handle);
    const value = JSON.stringify({ ...event, type: contract.type });
    const headers = { 'leerhuis-republished': Buffer.from('for=learning') };
    const reading = readRecord(record(value, headers), group, new Map([[contract.type, handler]]));
    if (reading.kind === 'event') await reading.take(tx);
    return done;
  }

  it('fills the copy of the part that it is for, which can tell nothing and ask for no work by that', async () => {
    expect(await taken(counted, 'learning', async () => 'filled')).toEqual(['filled with session,now']);
    expect(await taken(counted, 'learning', async () => 'unknown')).toEqual(['filled with session,now']);
  });

  it('is passed over by the others, and by who does not say how it is taken', async () => {
    expect(await taken(counted, 'certification', async () => 'filled')).toEqual([]);
    expect(await taken(counted, 'learning')).toEqual([]);
  });

  it('of a topic that keeps the newest only is as any other to who does not know it: it may be all that is left', async () => {
    expect(await taken(snapshot, 'learning', async () => 'filled')).toEqual(['filled with session,now']);
    expect(await taken(snapshot, 'learning', async () => 'unknown')).toEqual(['filled with session,now', 'handled']);
    expect(await taken(snapshot, 'learning')).toEqual(['handled']);
    expect(await taken(snapshot, 'certification', async () => 'filled')).toEqual(['handled']);
  });
});
