import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { scansSeen, type TestDatabase, testDatabase, watchForScans } from '@leerhuis/testkit';
import type { mongo } from 'mongoose';
import { type CountOptions, countUpTo, databaseOf, ensureIndexes } from './index.ts';

interface Note {
  _id: string;
  of: string;
  at: Date;
  tags: string[];
}

let database: TestDatabase;
let notes: mongo.Collection<Note>;

const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 10, n));

beforeAll(async () => {
  database = await testDatabase('counts');
  notes = databaseOf(database.connection).collection<Note>('notes');
  await ensureIndexes(database.connection, {
    notes: [
      { key: { of: 1, at: -1, _id: -1 }, name: 'newestOfAccount' },
      { key: { at: -1, _id: -1 }, name: 'newest' },
      { key: { tags: 1 }, name: 'tags' },
    ],
  });
  const numbers = Array.from({ length: 10 }, (_, n) => n);
  await notes.insertMany(
    numbers.map((n) => ({ _id: `n${n}`, of: n < 6 ? 'an' : 'bo', at: minute(n), tags: n < 5 ? ['a', 'b'] : [] })),
  );
  await watchForScans(database.connection);
});
afterAll(() => database.drop());

const [ofAn, ofNobody, tagged] = [{ of: 'an' }, { of: 'nobody' }, { tags: 'a' }];
const since = { at: { $gte: minute(3) } };
const ofAnSince = { ...ofAn, ...since };

it.each<[of: string, filter: mongo.Filter<Note>, options: CountOptions | undefined, count: number, more: boolean]>([
  ['everything', {}, undefined, 10, false],
  ['everything, as many as are counted', {}, { most: 10 }, 10, false],
  ['everything, one more', {}, { most: 9 }, 9, true],
  ['everything, many more', {}, { most: 1 }, 1, true],
  ['everything, by an index named', {}, { most: 9, hint: 'newest' }, 9, true],
  ['one account', ofAn, undefined, 6, false],
  ['one account, as many as are counted', ofAn, { most: 6 }, 6, false],
  ['one account, one more', ofAn, { most: 5 }, 5, true],
  ['one account, by an index named', ofAn, { most: 5, hint: 'newestOfAccount' }, 5, true],
  ['nobody', ofNobody, undefined, 0, false],
  ['one by its id', { _id: 'n3' }, { most: 1 }, 1, false],
  ['what is since a moment, one more', since, { most: 6 }, 6, true],
  ['what is of an account and since a moment', ofAnSince, undefined, 3, false],
  ['each only once that has one of many values', tagged, { most: 5 }, 5, false],
])('counts %s', async (_, filter, options, count, more) => {
  expect(await countUpTo(notes, filter, options)).toEqual({ count, more });
});

it('reads no whole collection', async () => {
  expect(await scansSeen(database.connection)).toEqual([]);
});

it.each<[filter: mongo.Filter<Note>, keys: number]>([
  [{}, 4],
  [ofAn, 4],
  [since, 4],
  [tagged, 4],
  [ofAnSince, 3],
  [ofNobody, 0],
])('reads of %j one key more than it counts, at most, and no document', async (filter, keys) => {
  const { db } = database.connection;
  await db?.command({ profile: 1, filter: { 'command.aggregate': 'notes' } });
  await countUpTo(notes, filter, { most: 3 });
  const counts = database.connection.collection('system.profile').find({ 'command.aggregate': 'notes' });
  const [last] = await counts.sort({ $natural: -1 }).limit(1).toArray();
  expect(last).toMatchObject({ keysExamined: keys, docsExamined: 0 });
});
