import { isCursor } from '@leerhuis/mongo';
import { z } from 'zod';
import { noCursorOfList } from '../answering/as-problem.ts';
import { queryInteger } from './query-schemas.ts';

/** Spread into the strict object of a list's query. */
export const pageQuery = {
  limit: queryInteger({ min: 1, max: 100 }).default(20),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1000}$/, { abort: true })
    .refine(isCursor, { params: { message: noCursorOfList } })
    .meta({ description: 'nextCursor of the page before' })
    .optional(),
};

/** The answer of a list: one page and the way to the next. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** How many a list has in all. */
export const listTotal = z
  .object({
    count: z.int().meta({ description: 'Counted up to 10,000' }),
    more: z.boolean().meta({ description: 'Whether there are more than `count`' }),
  })
  .meta({ id: 'ListTotal' })
  .nullable()
  .meta({ description: 'How many the list has in all; on the first page, null on later ones' });

/** The answer of a list whose first page tells how many there are (`counted` of `@leerhuis/mongo`). */
export function countedPageOf<S extends z.ZodType>(item: S) {
  return pageOf(item).extend({ total: listTotal });
}
