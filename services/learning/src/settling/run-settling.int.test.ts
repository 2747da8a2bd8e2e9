import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureIndexes } from '@leerhuis/mongo';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { runSettling } from './run-settling.ts';
import { type SettlingStore, settlingIndexes, settlingStore } from './settling-store.ts';

let database: TestDatabase;
let outbox: Outbox;
let unsettled: SettlingStore;
beforeAll(async () => {
  database = await testDatabase('settling');
  const { connection } = database;
  await ensureIndexes(connection, settlingIndexes);
  const clock = () => new Date('2026-03-02T10:00:00Z');
  outbox = createOutbox({ connection, service: 'learning', clock, newId: randomUUID, logger: testLogger });
  unsettled = settlingStore(connection, randomUUID);
});
afterAll(() => database.drop());

const ids = ['e1', 'e2', 'e3', 'e4', 'e5'];
const enrolments = {
  ofCourse: async (courseId: string, after = '') =>
    ids
      .filter((id) => id > after)
      .slice(0, 2)
      .map((id) => ({ id, accountId: 'a', courseId })),
};

it('looks at every enrolment of the course, again from the start after it was cut off', async () => {
  const { transaction } = outbox;
  await transaction((tx) => unsettled.request(tx, 'k1'));
  const settled: string[] = [];
  const cutOff = runSettling({
    unsettled,
    transaction,
    enrolments,
    places: {
      settle: async (_, { enrolmentId }) => {
        if (enrolmentId === 'e4') throw new Error('killed');
        settled.push(enrolmentId);
      },
    },
  });
  await expect(cutOff).rejects.toThrow('killed');
  expect(settled).toEqual(['e1', 'e2', 'e3']);
  settled.length = 0;
  await runSettling({
    unsettled,
    transaction,
    enrolments,
    places: { settle: async (_, ref) => void settled.push(ref.enrolmentId) },
  });
  expect(settled).toEqual(ids);
  expect(await unsettled.next()).toBeNull();
});

it('starts over when the course changes once more meanwhile', async () => {
  const { transaction } = outbox;
  await transaction((tx) => unsettled.request(tx, 'k2'));
  const settled: string[] = [];
  await runSettling({
    unsettled,
    transaction,
    enrolments,
    places: {
      settle: async (tx, { enrolmentId }) => {
        if (enrolmentId === 'e5' && settled.length === 4) await unsettled.request(tx, 'k2');
        settled.push(enrolmentId);
      },
    },
  });
  expect(settled).toEqual([...ids, ...ids]);
});
