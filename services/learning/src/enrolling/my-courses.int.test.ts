import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOf, ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { courseRowIndexes } from './course-row-store.ts';
import type { MyCourseState } from './domain/waiting.ts';
import { enrolmentCommands } from './enrolment-commands.ts';
import { enrolmentIndexes, enrolmentStore } from './enrolment-store.ts';
import { enrolmentsListed } from './migrate-my-courses.ts';
import { type MyCoursesStore, myCoursesStore } from './my-courses-store.ts';
import { resultsStore } from './results-store.ts';

const now = new Date('2026-03-02T10:00:00Z');
let database: TestDatabase;
let outbox: Outbox;
let list: MyCoursesStore;
let commands: ReturnType<typeof enrolmentCommands>;
beforeAll(async () => {
  database = await testDatabase('my-courses');
  const { connection } = database;
  await ensureIndexes(connection, { ...enrolmentIndexes, ...courseRowIndexes });
  outbox = createOutbox({ connection, service: 'learning', clock: () => now, newId: randomUUID, logger: testLogger });
  list = myCoursesStore(connection);
  commands = enrolmentCommands({
    enrolments: enrolmentStore(connection),
    myCourses: list,
    results: resultsStore(connection),
    people: { holdName: async () => 'Zoë Maes' },
    places: { open: async () => {} },
  });
});
afterAll(() => database.drop());

const accessUntil = new Date('2027-03-02T10:00:00Z');
const bought = { title: { nl: 'Huur' }, orderNumber: 'PF-1', placedAt: now, dueDate: '2026-04-01', paidAt: null };
const buy = (accountId: string, courseId: string, orderId: string) => {
  const lineId = newId();
  return {
    lineId,
    told: () =>
      outbox.transaction((tx) =>
        list.bought(tx, {
          rowId: lineId,
          accountId,
          courseId,
          orderId,
          organisationId: null,
          learnerName: null,
          bought,
        }),
      ),
  };
};
const activate = (accountId: string, courseId: string, orderId: string | null, id = newId()) =>
  outbox.transaction((tx) => commands.open(tx, { id, accountId, courseId, activatedAt: now, accessUntil }, orderId));
const shown = async (accountId: string) => {
  const { items } = await list.page({ accountId, now }, { limit: 50 });
  return items.map((each) => `${each.courseId} ${'bought' in each ? 'waits' : 'open'}`);
};

describe('a course that was bought', () => {
  it('waits in the list until it is activated, and is one of it then (V-18)', async () => {
    await buy('ann', 'c1', 'o1').told();
    expect(await shown('ann')).toEqual(['c1 waits']);
    await activate('ann', 'c1', 'o1');
    expect(await shown('ann')).toEqual(['c1 open']);
  });

  it('is there once, whichever fact comes first, or both at once, told once or twice', async () => {
    await activate('bob', 'c1', 'o2');
    await buy('bob', 'c1', 'o2').told();
    expect(await shown('bob')).toEqual(['c1 open']);
    for (let turn = 0; turn < 20; turn += 1) {
      const [accountId, orderId, id] = [`racer ${turn}`, `race ${turn}`, newId()];
      const line = buy(accountId, 'c1', orderId);
      const activated = () => activate(accountId, 'c1', orderId, id);
      await Promise.all([line.told(), activated(), line.told(), activated()]);
      expect(await shown(accountId)).toEqual(['c1 open']);
    }
  });

  it('keeps its place when it is activated between two pages', async () => {
    const lines = ['c1', 'c2', 'c3', 'c4'].map((courseId) => buy('cas', courseId, 'o3'));
    for (const { told } of lines) await told();
    const first = await list.page({ accountId: 'cas', now }, { limit: 2 });
    expect(first.items.map(({ courseId }) => courseId)).toEqual(['c4', 'c3']);
    for (const courseId of ['c2', 'c4']) await activate('cas', courseId, 'o3');
    const second = await list.page({ accountId: 'cas', now }, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ courseId }) => courseId)).toEqual(['c2', 'c1']);
    expect(second.nextCursor).toBeNull();
  });

  it('is found by its state, and counted', async () => {
    const inState = async (state: MyCourseState) => {
      const { items, total } = await list.page({ accountId: 'cas', state, now }, { limit: 1 });
      return [items.map(({ courseId }) => courseId), total?.count];
    };
    expect([await inState('open'), await inState('not-activated')]).toEqual([
      [['c4'], 2],
      [['c3'], 2],
    ]);
    expect([await inState('expired'), await inState('revoked')]).toEqual([
      [[], 0],
      [[], 0],
    ]);
  });

  it('goes with its order, what was activated of it stays (V-14)', async () => {
    for (const courseId of ['c1', 'c2']) await buy('dis', courseId, 'o4').told();
    await activate('dis', 'c1', 'o4');
    await outbox.transaction((tx) => list.withdrawn(tx, 'o4'));
    expect(await shown('dis')).toEqual(['c1 open']);
  });

  it('is paid, once that is told', async () => {
    const { lineId, told } = buy('eve', 'c1', 'o5');
    await told();
    await outbox.transaction((tx) => list.paid(tx, 'o5', now));
    expect(await list.get(lineId)).toMatchObject({ bought: { paidAt: now } });
  });

  it('again, after its access ended, is another row; from hour credit it never waited (V-7)', async () => {
    await activate('fay', 'c1', null);
    await activate('fay', 'c1', 'o6');
    await buy('fay', 'c1', 'o7').told();
    expect((await shown('fay')).sort()).toEqual(['c1 open', 'c1 open', 'c1 waits']);
  });
});

it('enrolments of before are listed, and known again when their order is told', async () => {
  const db = databaseOf(database.connection);
  const before = { accountId: 'gus', courseId: 'c1', activatedAt: now, accessUntil, openedAt: now, revokedAt: null };
  await db.collection<{ _id: string }>('enrolments').insertOne({ _id: 'of-before', ...before });
  const context = { connection: database.connection, db, clock: () => now, newId, logger: testLogger, leave: () => {} };
  const migrate = async () => {
    for (let after: string | null = null, first = true; first || after !== null; first = false)
      after = (await enrolmentsListed.step(after, { ...context, transaction: outbox.transaction, since: null })).next;
  };
  await migrate();
  await migrate();
  expect(await shown('gus')).toEqual(['c1 open']);
  await buy('gus', 'c1', 'o8').told();
  expect(await shown('gus')).toEqual(['c1 open']);
  await buy('gus', 'c1', 'o9').told();
  expect((await shown('gus')).sort()).toEqual(['c1 open', 'c1 waits']);
});
