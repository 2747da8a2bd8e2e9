import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SendMessage, sendMessage } from '@leerhuis/contracts';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { providerOn, seed } from '@leerhuis/provider';
import { newId } from '@leerhuis/service-runtime';
import { type TestDatabase, testClock, testDatabase, testLogger } from '@leerhuis/testkit';
import { account, course } from '../../test/facts.ts';
import { accountStore } from '../accounts/account-store.ts';
import { completionIndexes, completionStore } from '../completions/completion-store.ts';
import { courseStore } from '../courses/course-store.ts';
import { attestIndexes, attestStore } from './attest-store.ts';
import type { Attesting } from './attesting.ts';
import { warnOfEnd } from './warn-of-end.ts';
import { warningStore } from './warning-store.ts';

const learners = 120;
/** So many of them bought the course again, and are met in two batches. */
const again = 60;
const clock = testClock('2026-11-22T10:00:00Z');

let database: TestDatabase;
let outbox: Outbox;
let attesting: Attesting;
beforeAll(async () => {
  database = await testDatabase('warnings');
  const { connection } = database;
  await ensureIndexes(connection, { ...completionIndexes, ...attestIndexes });
  outbox = createOutbox({ connection, service: 'certification', clock, newId, logger: testLogger });
  const [completions, people, courses] = [
    completionStore(connection),
    accountStore(connection),
    courseStore(connection),
  ];
  const needs = { completions, people, courses, attests: attestStore(connection), newId, isCaughtUp: async () => true };
  const days = { provider: providerOn((kind) => seed[kind]), dayOf: (at: Date) => at.toISOString().slice(0, 10) };
  attesting = { ...needs, ...days } as unknown as Attesting;
  const courseId = newId();
  await outbox.transaction(async (tx) => {
    const accountIds: string[] = [];
    const { revision, code, title, kind, language, accreditations } = course(courseId, '2026-11-28');
    await courses.put(tx, courseId, { revision, code, title, kind, language, accreditations });
    for (let n = 0; n < learners; n += 1) {
      const accountId = newId();
      const person = account(accountId, [{ federation: 'OVB', memberNumber: String(600_000 + n) }]);
      const { email, firstName, lastName, locale, memberships } = person;
      await people.put(tx, accountId, { revision: 1, email, firstName, lastName, locale, memberships });
      accountIds.push(accountId);
    }
    for (const accountId of [...accountIds, ...accountIds.slice(0, again)]) {
      const enrolment = { enrolmentId: newId(), accountId, courseId };
      await completions.note(tx, enrolment, { accessUntil: new Date('2027-11-22T10:00:00Z') });
    }
  });
});
afterAll(() => database.drop());

async function mailed(): Promise<unknown[]> {
  const jobs = await database.connection.collection('outbox').find({ topicOrQueue: sendMessage.queue }).toArray();
  return jobs.map(({ message }) => (JSON.parse(String(message)) as { data: SendMessage }).data.recipient.accountId);
}

/** An outbox whose copy of the service dies in this transaction of it, after all was done and before it was committed. */
function dyingAt(fatal: number): Outbox {
  let turn = 0;
  return {
    ...outbox,
    transaction: (work) =>
      outbox.transaction(async (tx) => {
        const result = await work(tx);
        turn += 1;
        if (turn === fatal) throw new Error('killed');
        return result;
      }),
  };
}

describe('warnings before "attest until" (V-25)', () => {
  it('come again soon where the facts are not all here yet', async () => {
    const early = { ...attesting, isCaughtUp: async () => false };
    const warning = { attesting: early, warnings: warningStore(database.connection), clock, outbox };
    expect(await warnOfEnd({ ...warning, sent: () => undefined })).toBe('soon');
    expect(await mailed()).toEqual([]);
  });

  it('go to each learner once, whatever is killed and whoever looks at the same time', async () => {
    const warning = { attesting, warnings: warningStore(database.connection), clock, sent: () => undefined };
    await expect(warnOfEnd({ ...warning, outbox: dyingAt(2) })).rejects.toThrow('killed');
    expect((await mailed()).length).toBe(50);
    await Promise.all([1, 2, 3].map(() => warnOfEnd({ ...warning, outbox })));
    await warnOfEnd({ ...warning, outbox });
    const all = await mailed();
    expect([all.length, new Set(all).size]).toEqual([learners, learners]);
  });
});
