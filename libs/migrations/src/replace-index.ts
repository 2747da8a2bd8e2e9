import type { mongo } from 'mongoose';
import type { Migration } from './migration.ts';

/**
 * A migration by which an index takes the place of another: what is unique stays guarded meanwhile.
 * @param options.by one of the service's own indexes
 */
export function replaceIndex(options: {
  id: string;
  collection: string;
  index: string;
  by: mongo.IndexDescription;
}): Migration {
  const { id, collection: name, index, by } = options;
  return {
    id,
    what: `index ${index} of ${name} is replaced by ${by.name}`,
    async step(_, { db }) {
      const collection = db.collection(name);
      await collection.createIndexes([{ ...by }]);
      if (!(await collection.indexExists(index))) return { next: null, changed: 0 };
      await collection.dropIndex(index);
      return { next: null, changed: 1 };
    },
  };
}
