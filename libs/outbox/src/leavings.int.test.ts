import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseOf } from '@leerhuis/mongo';
import { eventually, type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import type { OutboxEntry } from './collections.ts';
import { createLeavings } from './leavings.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('leavings');
});
afterAll(() => database.drop());

const ids = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name} ${n}`);

it('are deleted soon, and known until a read began after that', async () => {
  const outbox = databaseOf(database.connection).collection<OutboxEntry>('outbox');
  await outbox.insertMany(ids(3, 'few').map((_id) => ({ _id }) as OutboxEntry));
  const leavings = createLeavings(outbox, testLogger);
  await leavings.add(ids(3, 'few'));
  expect(leavings.has('few 0')).toBe(true);
  await eventually(async () => (await outbox.countDocuments()) === 0);
  expect(leavings.has('few 0')).toBe(true);
  leavings.look();
  await eventually(() => {
    leavings.look();
    return !leavings.has('few 0');
  });
});

it('that cannot be deleted stay known, and hold up who leaves more than can be read at once', async () => {
  const db = databaseOf(database.connection);
  // a view can be read and takes no deletes
  const refusing = await db.createCollection<OutboxEntry>('refusing', { viewOn: 'outbox' });
  const leavings = createLeavings(refusing, testLogger);
  await leavings.add(ids(10, 'kept'));
  await expect(leavings.sweep()).rejects.toThrow(/view/i);
  await expect(leavings.add(ids(240, 'more'))).rejects.toThrow(/view/i);
  leavings.look();
  expect(['kept 0', 'more 239', 'other'].map((id) => leavings.has(id))).toEqual([true, true, false]);
});
