import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scansSeen, type TestDatabase, testDatabase, watchForScans } from '@leerhuis/testkit';
import type { mongo } from 'mongoose';
import {
  databaseOf,
  encodeCursor,
  ensureIndexes,
  InvalidCursor,
  type Page,
  type PageWish,
  pageById,
  pageByText,
  pageByTime,
} from './index.ts';

interface Note {
  _id: string;
  of: string;
  code: string;
  at: Date;
  text: string;
}
type Show = (wish: { limit: number; cursor?: string | undefined }) => Promise<Page<string>>;

let database: TestDatabase;
let notes: mongo.Collection<Note>;

const minute = (n: number) => new Date(Date.UTC(2026, 2, 2, 10, n));
const idOf = ({ _id }: { _id: string }) => _id;

beforeAll(async () => {
  database = await testDatabase('pages');
  notes = databaseOf(database.connection).collection<Note>('notes');
  const at = { at: -1 as const, _id: -1 as const };
  await ensureIndexes(database.connection, {
    notes: [
      { key: { of: 1, _id: -1 }, name: 'ofAccount' },
      { key: { of: 1, ...at }, name: 'newestOfAccount' },
      { key: at, name: 'newest' },
      { key: { code: 1 }, name: 'code', unique: true },
    ],
  });
  // b, c and d are of the same moment
  const moments = { a: 0, b: 1, c: 1, d: 1, e: 2, f: 3 };
  const docs = Object.entries(moments).map(([_id, n]) => ({
    _id,
    of: _id === 'f' ? 'bo' : 'an',
    code: `code ${_id}`,
    at: minute(n),
    text: 'long',
  }));
  await notes.insertMany(docs);
  await watchForScans(database.connection);
});
afterAll(() => database.drop());

/** All pages of so many, as texts. */
async function pagesOf(show: Show, limit: number): Promise<string[]> {
  const pages: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await show({ limit, cursor });
    pages.push(items.join(''));
    if (nextCursor === null) return pages;
    cursor = nextCursor;
  }
}

describe('a list by pages', () => {
  const lists: Record<string, Show> = {
    'by id': (wish) => pageById(notes, {}, wish, idOf),
    'by id, of one account': (wish) => pageById(notes, { of: 'an' }, wish, idOf),
    'by id, upwards': (wish) => pageById(notes, {}, wish, idOf, { ascending: true }),
    'by id, with an index named': (wish) => pageById(notes, { of: 'an' }, wish, idOf, { hint: 'ofAccount' }),
    'by moment': (wish) => pageByTime(notes, 'at', {}, wish, idOf),
    'by moment, of one account': (wish) => pageByTime(notes, 'at', { of: 'an' }, wish, idOf),
    'by moment, upwards': (wish) => pageByTime(notes, 'at', {}, wish, idOf, { ascending: true }),
    'by moment, since one': (wish) => pageByTime(notes, 'at', { at: { $gte: minute(1) } }, wish, idOf),
    'by text': (wish) => pageByText(notes, 'code', {}, wish, idOf),
    'by its id, that is a name': (wish) => pageByText(notes, ['_id', 'name'], {}, wish, idOf),
  };

  it.each([
    ['by id', ['fe', 'dc', 'ba']],
    ['by id, of one account', ['ed', 'cb', 'a']],
    ['by id, upwards', ['ab', 'cd', 'ef']],
    ['by id, with an index named', ['ed', 'cb', 'a']],
    ['by moment', ['fe', 'dc', 'ba']],
    ['by moment, of one account', ['ed', 'cb', 'a']],
    ['by moment, upwards', ['ab', 'cd', 'ef']],
    ['by moment, since one', ['fe', 'dc', 'b']],
    ['by text', ['ab', 'cd', 'ef']],
    ['by its id, that is a name', ['ab', 'cd', 'ef']],
  ])('%s', async (name, pages) => {
    const show = lists[name] as Show;
    expect(await pagesOf(show, 2)).toEqual(pages);
    expect(await pagesOf(show, 6)).toEqual([pages.join('')]);
  });

  it('tells on its first page how many there are, if asked', async () => {
    const counted = { counted: true } as const;
    const ofAn = { of: 'an' };
    const lists = [
      (wish: PageWish) => pageById(notes, {}, wish, idOf, counted),
      (wish: PageWish) => pageById(notes, ofAn, wish, idOf, { ...counted, hint: 'ofAccount', ascending: true }),
      (wish: PageWish) => pageByTime(notes, 'at', { at: { $gte: minute(1) } }, wish, idOf, counted),
      (wish: PageWish) => pageByText(notes, ['_id', 'name'], {}, wish, idOf, counted),
    ];
    const totals: unknown[] = [];
    for (const show of lists) {
      const first = await show({ limit: 2 });
      const second = await show({ limit: 2, cursor: first.nextCursor ?? '' });
      totals.push([first.total, second.total]);
    }
    expect(totals).toEqual([6, 5, 5, 6].map((count) => [{ count, more: false }, null]));
    expect(await pageById(notes, {}, { limit: 2 }, idOf)).not.toHaveProperty('total');
  });

  it('reads no whole collection, nor more than a page of an index', async () => {
    for (const show of Object.values(lists)) await pagesOf(show, 2);
    expect(await scansSeen(database.connection)).toEqual([]);
  });

  it('keeps the cursors that clients hold', async () => {
    const [byId, byTime, byText, byName] = await Promise.all(
      ['by id', 'by moment, upwards', 'by text', 'by its id, that is a name'].map((name) =>
        lists[name]?.({ limit: 2 }),
      ),
    );
    expect(byId?.nextCursor).toBe(encodeCursor({ id: 'e' }));
    expect(byTime?.nextCursor).toBe(encodeCursor({ at: '2026-03-02T10:01:00.000Z', id: 'b' }));
    expect(byText?.nextCursor).toBe(encodeCursor({ code: 'code b' }));
    expect(byName?.nextCursor).toBe(encodeCursor({ name: 'b' }));
    const { items } = await pageByTime(
      notes,
      'at',
      {},
      { limit: 1, cursor: encodeCursor({ at: minute(1), id: 'c' }) },
      idOf,
    );
    expect(items).toEqual(['b']);
  });

  it('reads of a document what is asked', async () => {
    type Listed = Omit<Note, 'text'>;
    const page = await pageById(notes, {}, { limit: 1 }, (note: Listed) => note, { projection: { text: 0 } });
    expect(page.items).toEqual([{ _id: 'f', of: 'bo', code: 'code f', at: minute(3) }]);
  });

  it.each([
    'x',
    'eyJ',
    encodeCursor({ at: minute(1), id: 'c' }),
    encodeCursor({ id: 1 }),
    encodeCursor({ id: 'x'.repeat(101) }),
  ])('refuses the cursor %s, which is of none or of another', async (cursor) => {
    await expect(pageById(notes, {}, { limit: 2, cursor }, idOf)).rejects.toThrow(InvalidCursor);
    const other = cursor === encodeCursor({ at: minute(1), id: 'c' }) ? encodeCursor({ id: 'c' }) : cursor;
    await expect(pageByTime(notes, 'at', {}, { limit: 2, cursor: other }, idOf)).rejects.toThrow(InvalidCursor);
  });
});
