import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseOf } from '@leerhuis/mongo';
import { eventually, type TestDatabase, testDatabase } from '@leerhuis/testkit';
import { mongo } from 'mongoose';
import { collectionsOf, type OutboxEntry, prepareCollections } from './collections.ts';
import { watchDatabase } from './watch-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('watch');
  await prepareCollections(collectionsOf(database.connection));
});
afterAll(() => database.drop());

it('tells of what other processes store, also those of a release before, and not of what this one knows', async () => {
  const { outbox, lease } = collectionsOf(database.connection);
  const store = async (by?: string) => {
    const entry = { kind: 'event', key: 'k', topicOrQueue: 't', message: '{}', at: new mongo.Timestamp(0n) } as const;
    await outbox.insertOne({ _id: randomUUID(), ...entry, ...(by ? { by } : {}) } as OutboxEntry);
  };
  const release = async () => {
    for (const holder of ['somebody', null]) await lease.updateOne({ _id: 'relay' }, { $set: { holder } });
  };
  const told: string[] = [];
  const watch = watchDatabase(databaseOf(database.connection), 'self', {
    onEntry: () => void told.push('entry'),
    onLeaseReleased: () => void told.push('released'),
  });
  await eventually(async () => {
    await release();
    return told.length > 0;
  });
  for (const by of ['self', 'other', 'self', undefined, 'self']) await store(by);
  await release();
  await eventually(() => told.includes('entry') && told.at(-1) === 'released');
  expect(told.filter((what) => what === 'entry')).toHaveLength(2);
  await watch.stop();
});
