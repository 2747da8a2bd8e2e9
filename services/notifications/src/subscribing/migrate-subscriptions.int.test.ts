import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseOf } from '@leerhuis/mongo';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { subscriptionsSayWhose } from './migrate-subscriptions.ts';
import { subscriptionStore } from './subscription-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('notifications');
});
afterAll(() => database.drop());

describe('subscriptions of the version before', () => {
  it('say whose they are and how they were asked for; what is as it should be stays so', async () => {
    const { connection } = database;
    const db = databaseOf(connection);
    const docs = db.collection<{ _id: string; [field: string]: unknown }>('newsletterSubscriptions');
    const changedAt = new Date('2026-11-01T09:00:00Z');
    await docs.insertMany([
      { _id: 'a', subscribed: true, token: 'token-a', changedAt },
      { _id: 'b', subscribed: false, token: 'token-b', changedAt },
    ]);
    const context = {
      connection,
      db,
      transaction: () => Promise.reject(new Error('not needed')),
      newId: () => '',
      clock: () => new Date(),
      logger: testLogger,
      since: null,
      leave: () => undefined,
    };
    expect(await subscriptionsSayWhose.step(null, context)).toEqual({ next: null, changed: 2 });
    const store = subscriptionStore(connection);
    expect(await store.get('a')).toMatchObject({
      accountId: 'a',
      email: null,
      subscribed: true,
      token: 'token-a',
      consent: { way: 'account', at: changedAt, textVersion: null },
    });
    expect(await store.get('b')).toMatchObject({ accountId: 'b', subscribed: false, consent: null });
    expect(await subscriptionsSayWhose.step(null, context)).toEqual({ next: null, changed: 0 });
  });
});
