import type { mongo } from 'mongoose';
import type { Migration, MigrationContext } from './migration.ts';

type StringId = { _id: string };

interface OverCollection<D extends StringId> {
  id: string;
  what: string;
  collection: string;
  /** Documents looked at per step. */
  batch?: number;
  /** Which of them; needs no index. */
  only?: mongo.Filter<D>;
}

/**
 * A migration that looks at each document of a collection, in order of id, 200 per step unless told.
 * @param options.change gives whether it changed something
 */
export function eachDocument<D extends StringId>(
  options: OverCollection<D> & { change: (document: D, context: MigrationContext) => Promise<boolean> },
): Migration {
  return overCollection(options, 200, async (documents, wanted, context) => {
    let changed = 0;
    for (const document of await documents.find(wanted).sort({ _id: 1 }).toArray())
      if (await options.change(document as D, context)) changed += 1;
    return changed;
  });
}

/**
 * A migration that rewrites documents of a collection by one update (an aggregation pipeline may be one), 1,000 per step unless told.
 * `only` must leave out what has the new form already.
 */
export function rewriteDocuments<D extends StringId>(
  options: OverCollection<D> & { only: mongo.Filter<D>; update: mongo.UpdateFilter<D> | mongo.Document[] },
): Migration {
  return overCollection(options, 1_000, async (documents, wanted) => {
    const { modifiedCount } = await documents.updateMany(wanted, options.update, { writeConcern: { w: 'majority' } });
    return modifiedCount;
  });
}

/** Goes through a collection by its ids, so that a step takes as long whether few or many documents are wanted. */
function overCollection<D extends StringId>(
  { id, what, collection, only = {}, batch }: OverCollection<D>,
  usualBatch: number,
  change: (documents: mongo.Collection<D>, wanted: mongo.Filter<D>, context: MigrationContext) => Promise<number>,
): Migration {
  const size = batch ?? usualBatch;
  return {
    id,
    what,
    async step(after, context) {
      const documents = context.db.collection<D>(collection);
      const later = { _id: after === null ? { $gt: '' } : { $gt: after } } as mongo.Filter<D>;
      const ids = await documents.find(later).project<StringId>({ _id: 1 }).sort({ _id: 1 }).limit(size).toArray();
      const last = ids.at(-1);
      if (!last) return { next: null, changed: 0 };
      const range = { _id: { $gt: after ?? '', $lte: last._id } } as mongo.Filter<D>;
      const changed = await change(documents, { $and: [range, only] } as mongo.Filter<D>, context);
      return { next: ids.length === size ? last._id : null, changed };
    },
  };
}
