import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox } from '@leerhuis/outbox';
import { scansSeen, type TestDatabase, testClock, testDatabase, testLogger, watchForScans } from '@leerhuis/testkit';
import { type AuditStore, auditIndexes, auditStore } from './index.ts';

let database: TestDatabase;
let audit: AuditStore;
const clock = testClock('2026-03-02T09:00:00Z');
const all = { limit: 10 };

beforeAll(async () => {
  database = await testDatabase('audit');
  await ensureIndexes(database.connection, auditIndexes);
  let last = 0;
  audit = auditStore(database.connection, () => `note-${++last}`);
  const outbox = createOutbox({
    connection: database.connection,
    service: 'audit',
    clock,
    newId: () => 'x',
    logger: testLogger,
  });
  await watchForScans(database.connection);
  for (const [by, subject] of [
    ['an', 'order-1'],
    ['bo', 'order-1'],
    ['an', 'order-2'],
    ['orders', 'order-2'],
  ] as const) {
    await outbox.transaction((tx) =>
      audit.note(tx, { by, action: 'order.corrected', subject, before: { cents: 1 }, after: { cents: 2 } }),
    );
    clock.advance(60_000);
  }
  const undone = outbox.transaction(async (tx) => {
    await audit.note(tx, { by: 'an', action: 'order.lost', subject: 'order-1' });
    throw new Error('thought better of it');
  });
  await expect(undone).rejects.toThrow('thought better');
});
afterAll(() => database.drop());

const ids = async (filter: Parameters<AuditStore['page']>[0]) =>
  (await audit.page(filter, all)).items.map(({ id }) => id);

describe('an audit trail', () => {
  it('keeps who did what to what, before and after, and why, with the change or not at all', async () => {
    const { items } = await audit.page({}, all);
    expect(items).toHaveLength(4);
    expect(items[0]).toEqual({
      id: 'note-4',
      at: new Date('2026-03-02T09:03:00Z'),
      by: 'orders',
      action: 'order.corrected',
      subject: 'order-2',
      before: { cents: 1 },
      after: { cents: 2 },
      reason: null,
    });
  });

  it('is listed by subject, by whom and by time', async () => {
    expect(await ids({ subject: 'order-1' })).toEqual(['note-2', 'note-1']);
    expect(await ids({ by: 'an' })).toEqual(['note-3', 'note-1']);
    expect(await ids({ by: 'an', subject: 'order-2' })).toEqual(['note-3']);
    const [from, to] = [new Date('2026-03-02T09:01:00Z'), new Date('2026-03-02T09:03:00Z')];
    expect(await ids({ from, to })).toEqual(['note-3', 'note-2']);
    expect(await ids({ from, to, by: 'bo' })).toEqual(['note-2']);
    expect(await ids({ action: 'order.corrected', by: 'bo' })).toEqual(['note-2']);
    expect(await ids({ action: 'order.lost' })).toEqual([]);
  });

  it('comes in pages that miss nothing and repeat nothing', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await audit.page({}, { limit: 1, cursor });
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['note-4', 'note-3', 'note-2', 'note-1']);
  });

  it('is read by its indexes', async () => {
    await ids({});
    expect(await scansSeen(database.connection)).toEqual([]);
  });
});
