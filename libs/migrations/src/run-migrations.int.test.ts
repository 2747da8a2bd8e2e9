import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createOutbox } from '@leerhuis/outbox';
import { createMetrics } from '@leerhuis/telemetry';
import { eventually, scansSeen, type TestDatabase, testDatabase, testLogger, watchForScans } from '@leerhuis/testkit';
import {
  eachDocument,
  type Migrating,
  type Migration,
  type MigrationContext,
  replaceIndex,
  rewriteDocuments,
  runMigrations,
  textsInNfc,
  toEndOfDay,
} from './index.ts';

interface Name {
  _id: string;
  name?: string;
  names?: string[];
}

let database: TestDatabase;
let started: Migrating[];
beforeEach(async () => {
  database = await testDatabase('migrations');
  started = [];
  await names().insertMany(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id, name: `name ${_id}` })));
  await watchForScans(database.connection);
});
afterEach(async () => {
  for (const migrating of started) await migrating.stop();
  expect(await scansSeen(database.connection)).toEqual([]);
  await database.drop();
});

const names = () => database.connection.collection<Name>('names');
const state = (id: string) => database.connection.collection<{ _id: string }>('migrations').findOne({ _id: id });
const all = () => names().find().hint({ _id: 1 }).toArray();

/** A copy of the service. */
function copy(holder: string, migrations: Migration[], options: { againAfterMs?: number; leaseMs?: number } = {}) {
  const { connection } = database;
  const clock = () => new Date('2026-03-02T09:00:00Z');
  const newId = () => holder;
  const metrics = createMetrics('test');
  const { transaction } = createOutbox({ connection, service: 'test', clock, newId, logger: testLogger });
  const db = connection.getClient().db(connection.name);
  const context: Omit<MigrationContext, 'leave' | 'since'> = {
    connection,
    db,
    transaction,
    newId,
    clock,
    logger: testLogger,
  };
  const migrating = runMigrations(migrations, { context, metrics, ...options });
  started.push(migrating);
  return { ...migrating, metrics };
}

/** Something that a test waits for. */
function signal() {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give: () => give() };
}

const toList: Migration = rewriteDocuments<Name>({
  id: 'names-as-list',
  what: 'name becomes names',
  collection: 'names',
  batch: 2,
  only: { name: { $exists: true } },
  update: [{ $set: { names: ['$name'] } }, { $unset: 'name' }],
});

it('replaces an index once: what was unique is so by the new one, also when a copy of before makes the old one again', async () => {
  const by = { key: { name: 1, names: 1 }, name: 'byNameAndNames', unique: true } as const;
  const replace = replaceIndex({ id: 'by-two', collection: 'names', index: 'byName', by });
  const old = () => names().createIndex({ name: 1 }, { name: 'byName', unique: true });
  const present = async () => (await names().indexes()).map(({ name }) => name);
  await old();
  await copy('one', [replace], { againAfterMs: 200 }).done;
  expect(await present()).toEqual(['_id_', 'byNameAndNames']);
  await old();
  await eventually(async () => !(await present()).includes('byName'));
});

it('is made once, whatever number of copies starts, and counted', async () => {
  const seen: string[] = [];
  const slow = eachDocument<Name>({
    id: 'look',
    what: 'looks at each',
    collection: 'names',
    batch: 2,
    change: async ({ _id }) => seen.push(_id) > 0,
  });
  const copies = ['one', 'two', 'three'].map((holder) => copy(holder, [toList, slow]));
  for (const { done } of copies) await done;
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(await all()).toEqual(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id, names: [`name ${_id}`] })));
  expect(await state('names-as-list')).toMatchObject({ position: null, changed: 5, doneAt: expect.any(Date) });
  const told = await copies[0]?.metrics.registry.metrics();
  expect(told).toMatch(/migration_done\{.*migration="look".*\} 1/);
  expect(told).toMatch(/migration_documents_changed\{.*migration="names-as-list".*\} 5/);

  const later = copy('four', [toList, slow]);
  await later.done;
  expect(seen).toHaveLength(5);
});

it('goes on where a killed copy was, once its lease has run out by the time of the server', async () => {
  await database.connection.collection<{ _id: string }>('migrations').insertOne({
    _id: 'look',
    holder: 'killed',
    until: new Date(Date.now() + 1_500),
    position: 'b',
    changed: 2,
    doneAt: null,
    againAt: null,
  } as { _id: string });
  const seen: string[] = [];
  const look = eachDocument<Name>({
    id: 'look',
    what: 'looks at each',
    collection: 'names',
    change: async ({ _id }) => seen.push(_id) > 0,
  });
  const before = performance.now();
  await copy('next', [look]).done;
  expect(performance.now() - before).toBeGreaterThan(1_000);
  expect(seen).toEqual(['c', 'd', 'e']);
  expect(await state('look')).toMatchObject({ changed: 5 });
});

it('tries a step that failed again, and says that it failed', async () => {
  let failures = 2;
  const { done, metrics } = copy('one', [
    {
      ...toList,
      async step(after, context) {
        if (after === 'b' && failures-- > 0) throw new Error('no');
        return toList.step(after, context);
      },
    },
  ]);
  await done;
  expect(await state('names-as-list')).toMatchObject({ changed: 5 });
  expect(await metrics.registry.metrics()).toMatch(/migration_failures_total\{.*\} 2/);
});

it('is gone through once more for what copies of the version before wrote meanwhile', async () => {
  const since: (Date | null)[] = [];
  const seen: Migration = {
    ...toList,
    step(after, context) {
      since.push(context.since);
      return toList.step(after, context);
    },
  };
  const { done } = copy('one', [seen], { againAfterMs: 300 });
  await done;
  await names().insertOne({ _id: 'aa', name: 'late' });
  expect(since).toEqual([null, null, null]);
  await eventually(async () => expect(await names().findOne({ _id: 'aa' })).toEqual({ _id: 'aa', names: ['late'] }));
  await eventually(async () => expect(await state('names-as-list')).toMatchObject({ againAt: null, changed: 6 }));
  expect(since.at(-1)).toEqual(expect.any(Date));
});

it('brings texts into NFC, and leaves to staff what would become the same as another', async () => {
  await names().createIndex({ name: 1 }, { unique: true });
  const apart = 'Zoe\u0308';
  await names().insertMany([
    { _id: 'f', name: apart, names: [apart, 'x'] },
    { _id: 'g', name: 'Re\u0301' },
    { _id: 'h', name: 'R\u00e9' },
  ]);
  const { done, metrics } = copy('one', textsInNfc(['names']));
  await done;
  expect(await names().findOne({ _id: 'f' })).toEqual({ _id: 'f', name: 'Zo\u00eb', names: ['Zo\u00eb', 'x'] });
  expect(await names().findOne({ _id: 'g' })).toEqual({ _id: 'g', name: 'Re\u0301' });
  expect(await state('texts-in-nfc-names')).toMatchObject({ changed: 1 });
  expect(await metrics.registry.metrics()).toMatch(/migration_left_total\{.*\} 1/);
});

it('ends with the step in hand when the service stops, and lets go', async () => {
  const reached = signal();
  const free = signal();
  const { done, stop } = copy('one', [
    {
      ...toList,
      async step(after, context) {
        const step = await toList.step(after, context);
        reached.give();
        await free.given;
        return step;
      },
    },
  ]);
  await reached.given;
  const stopping = stop();
  free.give();
  await stopping;
  await expect(done).rejects.toThrow('the service stops');
  expect(await state('names-as-list')).toMatchObject({ holder: null, position: 'b', changed: 2, doneAt: null });
});

it('lets what was told as a day last to its end, by the clock of the zone, also on the day that the clock changes (V-17)', async () => {
  const untils = {
    a: '2027-03-02T09:15:30.000Z',
    b: '2027-03-27T23:30:00.000Z',
    c: '2027-03-02T22:59:59.999Z',
  };
  for (const [_id, until] of Object.entries(untils))
    await names().updateOne({ _id }, { $set: { until: new Date(until) } });
  const until = toEndOfDay({
    ...{ id: 'end-of-day', what: 'until lasts to the end of its day', collection: 'names' },
    ...{ field: 'until', zone: 'Europe/Brussels' },
  });
  await copy('one', [until]).done;
  const found = (await all()).map((one) => (one as { until?: Date }).until?.toISOString() ?? null);
  expect(found).toEqual(['2027-03-02T22:59:59.999Z', '2027-03-28T21:59:59.999Z', untils.c, null, null]);
  expect(await state('end-of-day')).toMatchObject({ changed: 2 });
});
