import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AccountActor } from '@leerhuis/auth';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import type { Classroom, Course } from '../classroom.ts';
import { watchingCommands } from './watching-commands.ts';
import { watchingIndexes, watchingStore } from './watching-store.ts';

const now = new Date('2026-03-02T10:00:00Z');
const chapters = [{ chapterId: 'c1', title: { nl: 'Een' }, mediaId: 'c1.mp4', durationSeconds: 120 }];
const accessUntil = new Date('2027-03-02T10:00:00Z');
const actor: AccountActor = {
  kind: 'account',
  accountId: 'a',
  sessionId: 's',
  roles: ['learner'],
  expiresAt: accessUntil,
};
const course = { classroom: { chapters } } as Course;

let database: TestDatabase;
let outbox: Outbox;
beforeAll(async () => {
  database = await testDatabase('watching');
  const { connection } = database;
  await ensureIndexes(connection, watchingIndexes);
  outbox = createOutbox({ connection, service: 'learning', clock: () => now, newId: randomUUID, logger: testLogger });
});
afterAll(() => database.drop());

/** As one copy of the service would; several of them know nothing of each other. */
function copyOfService() {
  return watchingCommands({
    watching: watchingStore(database.connection),
    transaction: outbox.transaction,
    door: {
      enterAll: async (entries) =>
        entries.map(
          ({ enrolmentId, actor: { accountId } }): Classroom => ({
            enrolmentId,
            accountId,
            courseId: 'k',
            accessUntil,
            course,
          }),
        ),
    },
  });
}
const segment = (fromSecond: number, toSecond: number) => ({ chapterId: 'c1', fromSecond, toSecond });

it('several copies of the service lose nothing of what one learner watches, and tell of the end once', async () => {
  const copies = [copyOfService(), copyOfService(), copyOfService()];
  const enrolmentId = 'race';
  await outbox.transaction(async (tx) => copies[0]?.open(tx, { enrolmentId, accountId: 'a', courseId: 'k' }));
  const reports = Array.from({ length: 120 }, (_, n) => ({
    enrolmentId,
    actor,
    report: { segments: [segment(n, n + 1)] },
    now,
  }));
  await Promise.all(reports.map((report, n) => copies[n % 3]?.report(report)));
  const stored = await watchingStore(database.connection).get(enrolmentId);
  expect(stored?.progress.watched).toEqual([{ chapterId: 'c1', segments: [{ from: 0, to: 120 }] }]);
  expect(stored?.progress.watchedAt).toEqual(now);
  const told = await database.connection.collection('outbox').find({ key: enrolmentId }).toArray();
  expect(told).toHaveLength(1);
});

it('many learners share few writes', async () => {
  const commands = copyOfService();
  const ids = Array.from({ length: 100 }, (_, n) => `many-${n}`);
  for (const enrolmentId of ids)
    await outbox.transaction((tx) => commands.open(tx, { enrolmentId, accountId: 'a', courseId: 'k' }));
  await Promise.all(
    ids.map((enrolmentId) => commands.report({ enrolmentId, actor, report: { segments: [segment(0, 10)] }, now })),
  );
  const stored = await watchingStore(database.connection).many(ids);
  expect(stored.map(({ revision, progress }) => [revision, progress.watched.length])).toEqual(ids.map(() => [2, 1]));
});

it('a report for what has no document fails alone', async () => {
  const commands = copyOfService();
  await outbox.transaction((tx) => commands.open(tx, { enrolmentId: 'there', accountId: 'a', courseId: 'k' }));
  const results = await Promise.allSettled(
    ['there', 'nowhere', 'there'].map((enrolmentId) =>
      commands.report({ enrolmentId, actor, report: { segments: [segment(0, 10)] }, now }),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
