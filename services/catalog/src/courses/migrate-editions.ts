import type { Migration } from '@leerhuis/migrations';

/** Nothing ever wrote an edition; with whatever else was put there by hand the collection stays. */
export const editionsGo: Migration = {
  id: 'editions-go',
  what: 'the empty collection of editions goes, with its indexes',
  async step(_, { db }) {
    const [found] = await db.listCollections({ name: 'editions' }).toArray();
    if (!found || (await db.collection('editions').findOne()) !== null) return { next: null, changed: 0 };
    await db.dropCollection('editions');
    return { next: null, changed: 0 };
  },
};
