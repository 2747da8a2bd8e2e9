import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeCursor, ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { withoutClassroom } from './count-without-classroom.ts';
import { courseRowIndexes } from './course-row-store.ts';
import { enrolmentCommands } from './enrolment-commands.ts';
import { type EnrolmentQueries, enrolmentQueries } from './enrolment-queries.ts';
import { enrolmentIndexes, enrolmentStore } from './enrolment-store.ts';
import { myCoursesStore } from './my-courses-store.ts';
import { resultsStore } from './results-store.ts';

const now = new Date('2026-03-02T10:00:00Z');
const activation = (id: string, more = {}) => ({
  id,
  accountId: 'a',
  courseId: 'k',
  activatedAt: now,
  accessUntil: new Date('2027-03-02T10:00:00Z'),
  ...more,
});

let database: TestDatabase;
let outbox: Outbox;
let queries: EnrolmentQueries;
let commands: ReturnType<typeof enrolmentCommands>;
beforeAll(async () => {
  database = await testDatabase('enrolling');
  const { connection } = database;
  await ensureIndexes(connection, { ...enrolmentIndexes, ...courseRowIndexes });
  outbox = createOutbox({ connection, service: 'learning', clock: () => now, newId: randomUUID, logger: testLogger });
  queries = enrolmentQueries(connection);
  commands = enrolmentCommands({
    enrolments: enrolmentStore(connection),
    myCourses: myCoursesStore(connection),
    results: resultsStore(connection),
    people: { holdName: async () => '' },
    places: { open: async () => {} },
  });
});
afterAll(() => database.drop());

const told = async (id: string) => {
  const entries = await database.connection.collection('outbox').find({ key: id }).sort({ at: 1 }).toArray();
  return entries.map(({ message }) => (JSON.parse(message) as { type: string }).type);
};

describe('an enrolment', () => {
  it('is opened once, however many copies of the service get the activation at once', async () => {
    const opened = Array.from({ length: 20 }, () => outbox.transaction((tx) => commands.open(tx, activation('e1'))));
    await Promise.all(opened);
    expect(await told('e1')).toEqual(['learning.enrolment.opened.v1']);
  });

  it('is closed once', async () => {
    await outbox.transaction((tx) => commands.open(tx, activation('e2')));
    const closed = Array.from({ length: 10 }, () => outbox.transaction((tx) => commands.close(tx, 'e2', now)));
    await Promise.all(closed);
    expect(await told('e2')).toEqual(['learning.enrolment.opened.v1', 'learning.enrolment.closed.v1']);
  });

  it('is neither stored nor told of when its transaction fails', async () => {
    const failed = outbox.transaction(async (tx) => {
      await commands.open(tx, activation('e3'));
      throw new Error('killed');
    });
    await expect(failed).rejects.toThrow('killed');
    expect(await told('e3')).toEqual([]);
    expect(await enrolmentStore(database.connection).get('e3')).toBeNull();
  });
});

describe('enrolments without a classroom', () => {
  it('are those whose course has not come for a quarter of an hour', async () => {
    await outbox.transaction((tx) => commands.open(tx, activation('e4', { courseId: 'lost' })));
    const known = async () => [{ id: 'k' }];
    expect(await withoutClassroom(queries, known, new Date('2026-03-02T10:15:00Z'))).toEqual([]);
    expect(await withoutClassroom(queries, known, new Date('2026-03-02T10:15:01Z'))).toEqual(['e4']);
    expect(await withoutClassroom(queries, async () => [{ id: 'k' }, { id: 'lost' }], new Date('2027-01-01'))).toEqual(
      [],
    );
  });
});

it('no query reads the whole collection', async () => {
  const db = database.connection.db;
  await db?.command({ profile: 1, filter: { planSummary: { $exists: true } } });
  const page = { limit: 10, cursor: encodeCursor({ id: 'e9' }) };
  for (const filter of [{ accountId: 'a' }, { courseId: 'k' }, { accountId: 'a', courseId: 'k' }, {}]) {
    await queries.page({ ...filter, now }, page);
    // the first page counts besides
    await queries.page({ ...filter, now }, { limit: 10 });
  }
  await queries.page({ accountId: 'a', now }, page);
  for (const state of ['open', 'expired', 'revoked'] as const)
    await queries.page({ state, courseIds: ['k'], now }, page);
  await queries.openOf([{ accountId: 'a', courseId: 'k' }], now);
  await queries.ofCourse('k', 'e1', 10);
  await queries.courseIds();
  await queries.coursesOpenedBefore(['lost'], now);
  await db?.command({ profile: 0 });
  const plans = await database.connection
    .collection('system.profile')
    .find({ ns: `${database.name}.enrolments` })
    .toArray();
  expect(plans).toHaveLength(20);
  for (const { planSummary, command } of plans)
    expect({ command, planSummary }).toEqual({ command, planSummary: expect.not.stringContaining('COLLSCAN') });
});
