import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createOutbox, type Outbox } from '@leerhuis/outbox';
import { type TestDatabase, testDatabase, testLogger } from '@leerhuis/testkit';
import { type LocalCopy, localCopy } from './index.ts';

interface Account {
  revision: number;
  name: string;
  locale?: string | undefined;
}

let database: TestDatabase;
let outbox: Outbox;
let accounts: LocalCopy<Account>;

beforeAll(async () => {
  database = await testDatabase('copies');
  const { connection } = database;
  const clock = () => new Date('2026-11-23T10:00:00Z');
  outbox = createOutbox({ connection, service: 'orders', clock, newId: randomUUID, logger: testLogger });
  accounts = localCopy<Account>(connection, 'accountCopies');
});
afterAll(() => database.drop());

const put = (id: string, account: Account) => outbox.transaction((tx) => accounts.put(tx, id, account));

it('keeps the newest revision, in whichever order they come', async () => {
  expect(await put('a', { revision: 2, name: 'second' })).toBe(true);
  expect(await put('a', { revision: 1, name: 'first' })).toBe(false);
  expect(await accounts.get('a')).toEqual({ id: 'a', revision: 2, name: 'second' });
  expect(await put('a', { revision: 3, name: 'third', locale: undefined })).toBe(true);
  expect(await accounts.get('a')).toEqual({ id: 'a', revision: 3, name: 'third' });
});

it('keeps the newest of many that come at the same moment', async () => {
  const revisions = [3, 1, 7, 5, 2, 6, 4];
  await Promise.all(revisions.map((revision) => put('race', { revision, name: `n${revision}` })));
  expect((await accounts.get('race'))?.name).toBe('n7');
});

it('takes values as they are, also those that look like an expression', async () => {
  await put('b', { revision: 1, name: '$revision' });
  expect((await accounts.get('b'))?.name).toBe('$revision');
});

it('does not bring back what was removed by a later fact', async () => {
  await put('c', { revision: 1, name: 'c' });
  await outbox.transaction((tx) => accounts.remove(tx, 'c', 3));
  await put('c', { revision: 2, name: 'late' });
  expect(await accounts.get('c')).toBeNull();
  expect(await accounts.many(['b', 'c', 'unknown'])).toEqual([{ id: 'b', revision: 1, name: '$revision' }]);
  expect(await accounts.find({ name: 'late' })).toEqual([]);
});

it('is filled by a fact of the revision that it has, and by no other', async () => {
  const refill = (id: string, account: Account) => outbox.transaction((tx) => accounts.refill(tx, id, account));
  await put('f', { revision: 2, name: 'f' });
  expect(await refill('f', { revision: 2, name: 'f', locale: 'fr' })).toBe('filled');
  expect(await accounts.get('f')).toEqual({ id: 'f', revision: 2, name: 'f', locale: 'fr' });
  expect(await refill('f', { revision: 1, name: 'older' })).toBe('filled');
  expect(await refill('f', { revision: 3, name: 'news' })).toBe('unknown');
  expect(await accounts.get('f')).toEqual({ id: 'f', revision: 2, name: 'f', locale: 'fr' });
  expect(await refill('never heard of', { revision: 1, name: 'n' })).toBe('unknown');
  expect(await accounts.get('never heard of')).toBeNull();
  await outbox.transaction((tx) => accounts.remove(tx, 'f', 3));
  expect(await refill('f', { revision: 3, name: 'back' })).toBe('filled');
  expect(await accounts.get('f')).toBeNull();
});

it('held by a transaction is given to it, and stays as it is until that has ended', async () => {
  await put('held', { revision: 1, name: 'before' });
  let newer: Promise<boolean> | undefined;
  await outbox.transaction(async (tx) => {
    expect(await accounts.hold(tx, 'held')).toEqual({ id: 'held', revision: 1, name: 'before' });
    newer ??= put('held', { revision: 2, name: 'after' });
    expect((await accounts.get('held', tx.session))?.name).toBe('before');
  });
  expect(await newer).toBe(true);
  expect(await accounts.get('held')).toEqual({ id: 'held', revision: 2, name: 'after' });
  for (const id of ['c', 'unknown']) expect(await outbox.transaction((tx) => accounts.hold(tx, id))).toBeNull();
});

it('rolls back with the transaction that it is part of', async () => {
  const refused = outbox.transaction(async (tx) => {
    await accounts.put(tx, 'd', { revision: 1, name: 'd' });
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  expect(await accounts.get('d')).toBeNull();
});
