import { z } from 'zod';
import { invalidRequest } from '../answering/problem.ts';
import { queryInteger } from './query-schemas.ts';

/** Spread into the strict object of a list's query. */
export const pageQuery = {
  limit: queryInteger({ min: 1, max: 100 }).default(20),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1000}$/)
    .meta({ description: 'nextCursor of the page before' })
    .optional(),
};

/** The answer of a list: one page and the way to the next. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Makes a cursor of where the page ended, e.g. `{ at, id }`; opaque to clients. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Reads a cursor back; `undefined` stays so (the first page).
 * @throws Problem 400 when it isn't one that `schema` knows
 */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S>;
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | undefined;
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | undefined {
  if (cursor === undefined) return undefined;
  const read = schema.safeParse(jsonOf(cursor));
  if (read.success) return read.data;
  throw invalidRequest([
    {
      field: 'query.cursor',
      message: {
        nl: 'Dit is geen cursor van deze lijst',
        fr: "Ce n'est pas un curseur de cette liste",
        en: 'This is no cursor of this list',
      },
    },
  ]);
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/**
 * Cuts a page out of one item more than its limit: `pageFrom(await find().limit(limit + 1), limit, (o) => ({ id: o.id }))`.
 * @param position of the last item on the page; put into the cursor
 */
export function pageFrom<T>(
  found: T[],
  limit: number,
  position: (last: T) => unknown,
): { items: T[]; nextCursor: string | null } {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last !== undefined ? encodeCursor(position(last)) : null };
}

const idPosition = z.object({ id: z.string().max(100) });

/** For lists in order of id: the id at which the page before ended, null for the first page. */
export function idOfCursor(cursor: string | undefined): string | null {
  return decodeCursor(idPosition, cursor)?.id ?? null;
}

/** Cuts a page out of a list in order of id that has one item more than its limit, and shows its items. */
export function pageById<T extends { id: string }, V>(
  found: T[],
  limit: number,
  show: (item: T) => V,
): { items: V[]; nextCursor: string | null } {
  const { items, nextCursor } = pageFrom(found, limit, ({ id }) => ({ id }));
  return { items: items.map(show), nextCursor };
}
