import type { mongo } from 'mongoose';
import { z } from 'zod';
import { countUpTo, type Total } from './count-up-to.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

/** What a client asks of a list: so many, after those of the page that gave this cursor. */
export interface PageWish {
  limit: number;
  cursor?: string | undefined;
}

/** One page, and the way to the next. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A page that tells how many there are in all; null on later pages, as the first one told it. */
export interface CountedPage<T> extends Page<T> {
  total: Total | null;
}

type PageOrCounted<T, C extends boolean> = C extends true ? CountedPage<T> : Page<T>;

export interface PageOptions<C extends boolean = false> {
  /** From old to new, or from a to z; the other way round unless told. */
  ascending?: boolean;
  /** What is read of a document; the fields that the list is sorted by must be among it. */
  projection?: Record<string, 0 | 1>;
  /** Name of the index to take. */
  hint?: string;
  /** Whether the first page tells how many there are, counted beside the search for its items (`countUpTo`). */
  counted?: C;
}

interface Sorting<C extends boolean> extends PageOptions<C> {
  /** Fields that the list is sorted by, with their names in the cursor, which clients hold: these never change. */
  by: [first: [field: string, name: string], second?: [field: string, name: string]];
  /** Of a cursor. */
  position: z.ZodType<Record<string, string | Date>>;
}
/** Fields with their values where the page before ended. */
type Sorted = [first: [field: string, value: unknown], second?: [field: string, value: unknown]];

const id = z.string().max(100);
const byId = z.strictObject({ id });
const byTime = z.strictObject({ at: z.iso.datetime().transform((text) => new Date(text)), id });

/**
 * A page of a list in order of `_id`, which grows with time; the newest first unless told. The filter's index must end in
 * `_id`, or select few documents.
 * @param show of each document
 * @throws InvalidCursor
 */
export function pageById<D extends { _id: string }, T, P = D, C extends boolean = false>(
  collection: mongo.Collection<D>,
  filter: mongo.Filter<D>,
  wish: PageWish,
  show: (doc: P) => T,
  options: PageOptions<C> = {},
): Promise<PageOrCounted<T, C>> {
  return pageOf(collection, filter, wish, show, { ...options, by: [['_id', 'id']], position: byId });
}

/**
 * A page of a list in order of a moment, then of `_id`; the newest first unless told. The filter's index must end in both.
 * @param field the moment
 * @throws InvalidCursor
 */
export function pageByTime<D extends { _id: string }, T, P = D, C extends boolean = false>(
  collection: mongo.Collection<D>,
  field: string,
  filter: mongo.Filter<D>,
  wish: PageWish,
  show: (doc: P) => T,
  options: PageOptions<C> = {},
): Promise<PageOrCounted<T, C>> {
  return pageOf(collection, filter, wish, show, {
    ...options,
    by: [
      [field, 'at'],
      ['_id', 'id'],
    ],
    position: byTime,
  });
}

/**
 * A page of a list from a to z, in order of a text that no two have.
 * @param field the text, and its name in cursors if that is another
 * @throws InvalidCursor
 */
export function pageByText<D extends { _id: string }, T, P = D, C extends boolean = false>(
  collection: mongo.Collection<D>,
  field: string | readonly [field: string, name: string],
  filter: mongo.Filter<D>,
  wish: PageWish,
  show: (doc: P) => T,
  options: PageOptions<C> = {},
): Promise<PageOrCounted<T, C>> {
  const [text, name] = typeof field === 'string' ? [field, field] : field;
  const position = z.strictObject({ [name]: z.string() });
  return pageOf(collection, filter, wish, show, { ascending: true, ...options, by: [[text, name]], position });
}

/**
 * Cuts a page out of one item more than its limit, for lists that no other function here can sort.
 * @param positionOf the last item on the page; put into the cursor
 */
export function pageFrom<T>(found: T[], limit: number, positionOf: (last: T) => unknown): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}

async function pageOf<D extends { _id: string }, T, P, C extends boolean>(
  collection: mongo.Collection<D>,
  filter: mongo.Filter<D>,
  { limit, cursor }: PageWish,
  show: (doc: P) => T,
  { by, position, ascending = false, projection, hint, counted }: Sorting<C>,
): Promise<PageOrCounted<T, C>> {
  const last = decodeCursor(position, cursor);
  const direction = ascending ? 1 : -1;
  const keys = by.filter((key) => key !== undefined);
  const ends = last && (keys.map(([field, name]) => [field, last[name]]) as Sorted);
  const rest = ends ? { $and: [filter, beyond(ends, ascending)] } : filter;
  const search = collection
    .find(rest as mongo.Filter<D>, { ...(projection ? { projection } : {}), ...(hint ? { hint } : {}) })
    .sort(Object.fromEntries(keys.map(([field]) => [field, direction])))
    .limit(limit + 1);
  const [found, total] = await Promise.all([
    search.toArray(),
    counted && last === undefined ? countUpTo(collection, filter, { hint }) : null,
  ]);
  const page = pageFrom(found as Record<string, unknown>[], limit, (doc) =>
    Object.fromEntries(keys.map(([field, name]) => [name, doc[field]])),
  );
  const items = page.items.map((doc) => show(doc as P));
  return { items, nextCursor: page.nextCursor, ...(counted ? { total } : {}) } as PageOrCounted<T, C>;
}

/** Bounds on the first field, so that its index is read from there on; a second one decides between equals. */
function beyond([[field, value], second]: Sorted, ascending: boolean): object {
  const after = ascending ? '$gt' : '$lt';
  if (!second) return { [field]: { [after]: value } };
  const further = [{ [field]: { [after]: value } }, { [second[0]]: { [after]: second[1] } }];
  return { [field]: { [`${after}e`]: value }, $or: further };
}
