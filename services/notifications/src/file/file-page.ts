import { type CountedPage, encodeCursor, type PageWish } from '@leerhuis/mongo';

/** Something of one of the lists that a file is made of. */
export interface Placed {
  id: string;
  at: Date;
}

/**
 * One page of several lists that are sorted alike, the newest first, by pages of each that start at the same cursor.
 */
export function merged<T extends Placed>(pages: readonly CountedPage<T>[], { limit }: PageWish): CountedPage<T> {
  const found = pages.flatMap(({ items }) => items).sort(newestFirst);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const isMore = found.length > limit || pages.some(({ nextCursor }) => nextCursor !== null);
  const totals = pages.map(({ total }) => total);
  const total = totals.reduce(
    (sum, one) => sum && one && { count: sum.count + one.count, more: sum.more || one.more },
    { count: 0, more: false },
  );
  return { items, nextCursor: last && isMore ? encodeCursor({ at: last.at, id: last.id }) : null, total };
}

function newestFirst(a: Placed, b: Placed): number {
  const between = b.at.getTime() - a.at.getTime();
  if (between !== 0) return between;
  return a.id < b.id ? 1 : -1;
}
