import type { mongo } from 'mongoose';

/** How many there are: `count`, or more than that. */
export interface Total {
  count: number;
  more: boolean;
}

export interface CountOptions {
  /** What is beyond isn't counted: 10,000 unless told. */
  most?: number;
  /** Name of the index to take. */
  hint?: string | undefined;
}

/**
 * How many documents a filter selects, counted up to `most`, so that it costs the same with a thousand as with millions: where
 * an index answers the filter, `most` + 1 keys of it are read and no document.
 */
export async function countUpTo<D extends { _id: string }>(
  collection: mongo.Collection<D>,
  filter: mongo.Filter<D>,
  { most = 10_000, hint }: CountOptions = {},
): Promise<Total> {
  // of itself MongoDB would count everything by reading the documents
  const index = hint ?? (Object.keys(filter).length === 0 ? { _id: 1 as const } : undefined);
  const found = await collection.countDocuments(filter, { limit: most + 1, ...(index ? { hint: index } : {}) });
  return { count: Math.min(found, most), more: found > most };
}
