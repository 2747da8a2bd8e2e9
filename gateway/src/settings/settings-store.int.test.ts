import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { seed } from '@leerhuis/provider';
import { type TestDatabase, testClock, testDatabase, testLogger } from '@leerhuis/testkit';
import { type SettingsStore, settingIndexes, settingsStore } from './settings-store.ts';

let database: TestDatabase;
let outbox: Outbox;
let store: SettingsStore;

beforeAll(async () => {
  database = await testDatabase('settings');
  const { connection } = database;
  await ensureIndexes(connection, settingIndexes);
  let last = 0;
  outbox = createOutbox({
    connection,
    service: 'settings',
    clock: testClock('2026-03-02T09:00:00Z'),
    newId: () => `id-${++last}`,
    logger: testLogger,
  });
  store = settingsStore(connection);
});
afterAll(() => database.drop());

const change = () =>
  outbox.transaction(async (tx) => {
    const { revision, ...settings } = await store.get('terms', tx);
    await store.save(tx, { ...settings, revision: revision + 1 });
    return revision;
  });

describe('the settings in the database', () => {
  it('are those of the seed, and none of them stored, until the first change', async () => {
    expect(await store.get('terms')).toEqual({ kind: 'terms', revision: 0, records: seed.terms, ended: [] });
    expect(await store.changed()).toEqual([]);
  });

  it('are changed by one at a time: who was late starts over on what the other left, the first change too', async () => {
    const seen = await Promise.all(Array.from({ length: 8 }, change));
    expect(seen.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await store.changed()).toEqual([{ kind: 'terms', revision: 8, records: seed.terms }]);
  });
});
