import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AccountActor } from '@leerhuis/auth';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import type { Classroom, Course } from '../classroom.ts';
import { enterPlayer } from './enter-player.ts';
import { playersIndexes, playersStore } from './players-store.ts';
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
const course = { classroom: { chapters, attentionChecks: [] as unknown[] } } as Course;

let database: TestDatabase;
let outbox: Outbox;
beforeAll(async () => {
  database = await testDatabase('watching');
  const { connection } = database;
  await ensureIndexes(connection, { ...watchingIndexes, ...playersIndexes });
  outbox = createOutbox({ connection, service: 'learning', clock: () => now, newId: randomUUID, logger: testLogger });
});
afterAll(() => database.drop());

/** As one copy of the service would; several of them know nothing of each other. */
function copyOfService() {
  return watchingCommands({
    watching: watchingStore(database.connection),
    players: playersStore(database.connection),
    count: () => undefined,
    reach: async () => {},
    transaction: outbox.transaction,
    door: {
      enterAll: async (entries) =>
        entries.map(
          ({ enrolmentId, actor: { accountId } }): Classroom => ({
            enrolmentId,
            accountId,
            courseId: 'k',
            organisationId: null,
            accessUntil,
            course,
          }),
        ),
    },
  });
}
/** Somebody whose player entered two minutes ago. */
async function learner(enrolmentId: string): Promise<AccountActor> {
  const players = playersStore(database.connection);
  const accountId = `learner-of-${enrolmentId}`;
  const entered = new Date(now.getTime() - 120_000);
  await enterPlayer(players, await players.get(accountId), { sessionId: 's', enrolmentId }, entered);
  return { ...actor, accountId };
}
const segment = (fromSecond: number, toSecond: number) => ({ chapterId: 'c1', fromSecond, toSecond });

it('several copies of the service lose nothing of what one learner watches, and tell of shares and of the end once', async () => {
  const copies = [copyOfService(), copyOfService(), copyOfService()];
  const enrolmentId = 'race';
  await outbox.transaction(async (tx) =>
    copies[0]?.open(tx, { enrolmentId, accountId: 'a', courseId: 'k', organisationId: null }),
  );
  const theirs = await learner(enrolmentId);
  const reports = Array.from({ length: 120 }, (_, n) => ({
    enrolmentId,
    actor: theirs,
    report: { segments: [segment(n, n + 1)] },
    now,
  }));
  await Promise.all(reports.map((report, n) => copies[n % 3]?.report(report)));
  const stored = await watchingStore(database.connection).get(enrolmentId);
  expect(stored?.progress.watched).toEqual([{ chapterId: 'c1', segments: [{ from: 0, to: 120 }] }]);
  expect(stored?.progress.watchedAt).toEqual(now);
  const told = await database.connection.collection('outbox').find({ key: enrolmentId }).sort({ at: 1 }).toArray();
  const facts = told.map(({ message }) => JSON.parse(message) as { type: string; data: { percent?: number } });
  expect(facts.filter(({ type }) => type === 'learning.enrolment.watched.v1')).toHaveLength(1);
  // shares on the way, as many as reports were taken together, each more than the one before
  const shares = facts.flatMap(({ data }) => data.percent ?? []);
  expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b));
});

it('many learners share few writes', async () => {
  const commands = copyOfService();
  const ids = Array.from({ length: 100 }, (_, n) => `many-${n}`);
  for (const enrolmentId of ids)
    await outbox.transaction((tx) =>
      commands.open(tx, { enrolmentId, accountId: 'a', courseId: 'k', organisationId: null }),
    );
  const actors = new Map(await Promise.all(ids.map(async (id) => [id, await learner(id)] as const)));
  await Promise.all(
    ids.map((enrolmentId) =>
      commands.report({
        enrolmentId,
        actor: actors.get(enrolmentId) ?? actor,
        report: { segments: [segment(0, 10)] },
        now,
      }),
    ),
  );
  const stored = await watchingStore(database.connection).many(ids);
  expect(stored.map(({ revision, progress }) => [revision, progress.watched.length])).toEqual(ids.map(() => [2, 1]));
});

it('a report for what has no document fails alone', async () => {
  const commands = copyOfService();
  await outbox.transaction((tx) =>
    commands.open(tx, { enrolmentId: 'there', accountId: 'a', courseId: 'k', organisationId: null }),
  );
  const actors = { there: await learner('there'), nowhere: await learner('nowhere') };
  const results = await Promise.allSettled(
    (['there', 'nowhere', 'there'] as const).map((enrolmentId) =>
      commands.report({ enrolmentId, actor: actors[enrolmentId], report: { segments: [segment(0, 10)] }, now }),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('devices that enter at the same moment take turns: one plays in the end, and the others know', async () => {
  const players = playersStore(database.connection);
  const nobody = await players.get('turns');
  const sessions = Array.from({ length: 8 }, (_, n) => `s${n}`);
  await Promise.all(
    sessions.map((sessionId, n) =>
      enterPlayer(players, nobody, { sessionId, enrolmentId: 'turns' }, new Date(now.getTime() + n)),
    ),
  );
  const { players: entered, revision } = await players.get('turns');
  expect(revision).toBe(8);
  expect(entered.filter(({ until }) => until === null)).toHaveLength(1);
});
