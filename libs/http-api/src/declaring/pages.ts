import { z } from 'zod';
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
