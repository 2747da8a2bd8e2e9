import { describe, expect, it } from '@jest/globals';
import { defineEvent, newEvent } from '@leerhuis/contracts';
import { z } from 'zod';
import { type EventRecord, on, readRecord } from './record.ts';

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

  it('takes a replayed dead letter only when its own group failed', () => {
    const value = JSON.stringify(event);
    expect(read(value, { 'replay-for': Buffer.from('learning') }).kind).toBe('event');
    expect(read(value, { 'replay-for': Buffer.from('certification') }).kind).toBe('not-ours');
  });
});
