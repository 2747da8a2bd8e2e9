import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@leerhuis/testkit';
import { firstCatchUp } from './first-catch-up.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('catchup');
});
afterAll(() => database.drop());

const courses = 'catalog.course';
const accounts = 'gateway.account';

describe('copies of the facts of others', () => {
  it('can be answered from once everything was caught up with, and from then on also while they are late', async () => {
    let isCaughtUp = false;
    const first = firstCatchUp(database.connection, () => isCaughtUp);
    expect(await first.isDone()).toBe(false);
    first.wants([courses, accounts]);
    expect(await first.isDone()).toBe(false);
    isCaughtUp = true;
    expect(await first.isDone()).toBe(true);
    isCaughtUp = false;
    expect(await first.isDone()).toBe(true);

    const restarted = firstCatchUp(database.connection, () => false);
    restarted.wants([accounts, courses]);
    expect(await restarted.isDone()).toBe(true);
  });

  it('cannot when a new version listens to something more, until it has caught up with that', async () => {
    let isCaughtUp = false;
    const newer = firstCatchUp(database.connection, () => isCaughtUp);
    newer.wants([courses, accounts, 'orders.order']);
    expect(await newer.isDone()).toBe(false);
    isCaughtUp = true;
    expect(await newer.isDone()).toBe(true);
  });
});
