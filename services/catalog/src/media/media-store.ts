import type { FileStore } from '@leerhuis/files';
import { databaseOf, type PageWish, pageByText } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Medium } from './domain/medium.ts';

type MediumDoc = Omit<Medium, 'name'> & { _id: string };

export const mediaIndexes = { media: [] };

export type MediaStore = ReturnType<typeof mediaStore>;

export function mediaStore(connection: Connection, files: FileStore) {
  const media = databaseOf(connection).collection<MediumDoc>('media');
  return {
    async get(name: string, tx?: Tx): Promise<Medium | null> {
      const found = await media.findOne({ _id: name }, tx ? { session: tx.session } : {});
      return found && mediumOf(found);
    },

    async insert(tx: Tx, { name, ...facts }: Medium): Promise<void> {
      await media.insertOne({ _id: name, ...facts }, { session: tx.session });
    },

    /** Those that are there. */
    async many(names: string[], tx: Tx): Promise<Medium[]> {
      return (await media.find({ _id: { $in: names } }, { session: tx.session }).toArray()).map(mediumOf);
    },

    page: (wish: PageWish) => pageByText(media, ['_id', 'name'], {}, wish, mediumOf, { counted: true }),

    files,
  };
}

function mediumOf({ _id, ...facts }: MediumDoc): Medium {
  return { name: _id, ...facts };
}
