import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, type TestDatabase, testDatabase } from '@leerhuis/testkit';
import mongoose, { type Connection } from 'mongoose';
import { endAbandonedTransactions } from './abandoned-transactions.ts';

let database: TestDatabase;
let killed: Connection;
let next: Connection;

beforeAll(async () => {
  database = await testDatabase('abandoned');
  const connect = () =>
    mongoose.createConnection(database.url, { appName: database.name, readConcern: { level: 'majority' } }).asPromise();
  [killed, next] = [await connect(), await connect()];
});
afterAll(async () => {
  await killed.close(true);
  await next.close();
  await database.drop();
});

it('ends what a killed process left open, so that what it locked can be written again', async () => {
  const things = database.connection.collection<{ _id: string; by?: string }>('things');
  await things.insertOne({ _id: 'locked' });
  const session = await killed.startSession();
  session.startTransaction();
  await killed
    .collection<{ _id: string; by?: string }>('things')
    .updateOne({ _id: 'locked' }, { $set: { by: 'killed' } }, { session });

  // nobody commits or aborts it: as after a kill
  const ended = await eventually(async () => (await endAbandonedTransactions(next.getClient())) || null, {
    within: 15_000,
    every: 250,
  });
  expect(ended).toBe(1);
  await things.updateOne({ _id: 'locked' }, { $set: { by: 'next' } }, { maxTimeMS: 5_000 });
  expect(await things.findOne({ _id: 'locked' })).toEqual({ _id: 'locked', by: 'next' });
});
