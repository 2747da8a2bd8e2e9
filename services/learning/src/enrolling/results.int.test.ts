import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { courseRowIndexes } from './course-row-store.ts';
import { enrolmentCommands } from './enrolment-commands.ts';
import { enrolmentIndexes, enrolmentStore } from './enrolment-store.ts';
import { type MyCoursesStore, myCoursesStore } from './my-courses-store.ts';
import { type ResultsStore, resultsStore, type WantedResults } from './results-store.ts';

const now = new Date('2026-03-02T10:00:00Z');
const accessUntil = new Date('2027-03-02T10:00:00Z');
const organisationId = 'linde';
const people: Record<string, string> = { ann: 'Ann Maes', bob: 'Bob De Smet', cas: 'Cas Maes' };

let database: TestDatabase;
let outbox: Outbox;
let results: ResultsStore;
let myCourses: MyCoursesStore;
let commands: ReturnType<typeof enrolmentCommands>;
beforeAll(async () => {
  database = await testDatabase('results');
  const { connection } = database;
  await ensureIndexes(connection, { ...enrolmentIndexes, ...courseRowIndexes });
  outbox = createOutbox({ connection, service: 'learning', clock: () => now, newId: randomUUID, logger: testLogger });
  [results, myCourses] = [resultsStore(connection), myCoursesStore(connection)];
  commands = enrolmentCommands({
    enrolments: enrolmentStore(connection),
    myCourses,
    results,
    people: { holdName: async (_, accountId) => people[accountId] ?? '' },
    places: { open: async () => {} },
  });
  for (const [id, accountId, more] of [
    ['e1', 'ann', {}],
    ['e2', 'bob', { courseId: 'c2', activatedAt: new Date('2026-01-05T10:00:00Z') }],
    ['e3', 'cas', { accessUntil: new Date('2026-02-01T10:00:00Z') }],
    ['e4', 'ann', { organisationId: null }],
    ['e5', 'bob', { organisationId: 'another' }],
  ] as const)
    await open(id, accountId, more);
  await outbox.transaction((tx) => commands.close(tx, 'e2', now));
}, 60_000);
afterAll(() => database.drop());

const open = (id: string, accountId: string, more: object = {}, orderId: string | null = null) => {
  const activation = { id, accountId, courseId: 'c1', organisationId, activatedAt: now, accessUntil, ...more };
  return outbox.transaction((tx) => commands.open(tx, activation, orderId));
};
const idsOf = async (wanted: Partial<WantedResults>) => {
  const { items, total } = await results.page({ organisationId, now, ...wanted }, { limit: 50 });
  expect(total?.count).toBe(items.length);
  return items.map(({ id }) => id).sort();
};
const named = (...words: string[]) => ({ words, courseIds: [] });

describe("an organisation's list", () => {
  it('has what was taken for it, and nothing that its people take for themselves or for another', async () => {
    expect(await idsOf({})).toEqual(['e1', 'e2', 'e3']);
    expect(await idsOf({ organisationId: 'another' })).toEqual(['e5']);
    expect(await idsOf({ organisationId: 'unknown' })).toEqual([]);
  });

  it.each<[string, Partial<WantedResults>, string[]]>([
    ['learner', { accountId: 'ann' }, ['e1']],
    ['learner, by who sees another alone', { accountId: 'ann', onlyOf: 'bob' }, []],
    ['course', { courseId: 'c2' }, ['e2']],
    ['courses', { courseIds: ['c1', 'c3'] }, ['e1', 'e3']],
    ['state open', { state: 'open' }, ['e1']],
    ['state expired', { state: 'expired' }, ['e3']],
    ['state revoked', { state: 'revoked' }, ['e2']],
    ['first day', { from: new Date('2026-02-01') }, ['e1', 'e3']],
    ['last day', { to: new Date('2026-02-01') }, ['e2']],
    ['a word of the name', { q: named('maes') }, ['e1', 'e3']],
    ['words of the name', { q: named('maes', 'cas') }, ['e3']],
    ['no whole word of a name', { q: named('mae') }, []],
    ['a name or a course', { q: { words: ['ann'], courseIds: ['c2'] } }, ['e1', 'e2']],
  ])('is filtered by %s', async (_, wanted, ids) => {
    expect(await idsOf(wanted)).toEqual(ids);
  });

  it('tells how far each is, and never less, except when the attest counts no more', async () => {
    const ref = { enrolmentId: 'e1', organisationId };
    const reached = async () => [await results.stage('e1'), await idsOf({ stage: 'not-started' })];
    expect(await reached()).toEqual(['not-started', ['e1', 'e2', 'e3']]);
    for (const stage of ['all-watched', 'busy'] as const) await results.reach(ref, stage);
    expect(await reached()).toEqual(['all-watched', ['e2', 'e3']]);
    await results.reach(ref, 'completed');
    expect(await idsOf({ stage: 'completed' })).toEqual(['e1']);
    await outbox.transaction((tx) => results.incomplete(tx, 'e1'));
    expect(await reached()).toEqual(['test-passed', ['e2', 'e3']]);
    await results.reach({ enrolmentId: 'e4', organisationId: null }, 'busy');
    expect(await results.stage('e4')).toBe('not-started');
  });

  it('finds people by the name that they go by now', async () => {
    await outbox.transaction((tx) => results.named(tx, 'cas', 'Cas Élodie'));
    expect(await idsOf({ q: named('elodie') })).toEqual(['e3']);
    expect(await idsOf({ q: named('maes') })).toEqual(['e1']);
  });
});

const bought = { title: { nl: 'Huur' }, orderNumber: 'PF-1', placedAt: now, dueDate: '2026-04-01', paidAt: null };

describe('what an organisation ordered for several of its people (C-8)', () => {
  const order = { orderId: 'o1', courseId: 'c9', organisationId, bought };
  const told = (accountId: string) =>
    outbox.transaction((tx) =>
      myCourses.bought(tx, { ...order, rowId: newId(), accountId, learnerName: people[accountId] ?? '' }),
    );
  const listed = async () => {
    const { items } = await results.page({ organisationId, courseId: 'c9', now }, { limit: 50 });
    return items.map((each) => `${each.accountId} ${'bought' in each ? 'waits' : 'open'}`).sort();
  };

  it('is a row of each, whichever fact comes first, and of another when the learner is another', async () => {
    await open('e9', 'bob', { courseId: 'c9' }, 'o1');
    for (const accountId of ['ann', 'bob', 'ann']) await told(accountId);
    expect(await listed()).toEqual(['ann waits', 'bob open']);
    expect(await idsOf({ state: 'not-activated' })).toHaveLength(1);
    await outbox.transaction((tx) => myCourses.keepLearners(tx, order, ['cas']));
    await told('cas');
    expect(await listed()).toEqual(['bob open', 'cas waits']);
    await outbox.transaction((tx) => myCourses.withdrawn(tx, 'o1'));
    expect(await listed()).toEqual(['bob open']);
  });
});

it('every way to look is answered by an index, in its order, whatever else the organisation has', async () => {
  const rows = database.connection.collection<{ _id: string }>('myCourses');
  await rows.insertMany(
    Array.from({ length: 2_000 }, (_, n) => ({
      ...{ _id: newId(), accountId: `p${n}`, courseId: `k${n % 50}`, orderId: `many ${n}`, enrolmentId: null, bought },
      ...{ organisationId, learnerWords: [`n${n}`, 'de'], takenAt: now, accessUntil, reached: n % 5 },
    })),
  );
  const db = database.connection.db;
  await db?.command({ profile: 2 });
  for (const wanted of [
    {},
    { onlyOf: 'p5' },
    { accountId: 'p7' },
    { courseId: 'k7' },
    { stage: 'busy' },
    { q: named('n7') },
    { q: { words: ['n7'], courseIds: ['k1', 'k2'] } },
  ] satisfies Partial<WantedResults>[])
    await results.page({ organisationId, now, ...wanted }, { limit: 20, cursor: undefined });
  await db?.command({ profile: 0 });
  const plans = await database.connection
    .collection('system.profile')
    .find({
      ns: `${database.name}.myCourses`,
      'command.aggregate': 'myCourses',
      'command.pipeline.1.$sort': { $exists: true },
    })
    .toArray();
  expect(plans.length).toBe(7);
  for (const { planSummary, docsExamined, hasSortStage } of plans) {
    expect(planSummary).not.toContain('COLLSCAN');
    expect(hasSortStage).toBeUndefined();
    expect(docsExamined).toBeLessThanOrEqual(100);
  }
});
