import type { FileStore } from '@leerhuis/files';
import { databaseOf, type PageWish, pageByText } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { StoredDocument } from './domain/document.ts';

type DocumentDoc = Omit<StoredDocument, 'filename'> & { _id: string };

export const documentIndexes = { documents: [] };

export type DocumentStore = ReturnType<typeof documentStore>;

export function documentStore(connection: Connection, files: FileStore) {
  const documents = databaseOf(connection).collection<DocumentDoc>('documents');
  return {
    async get(filename: string, tx?: Tx): Promise<StoredDocument | null> {
      const found = await documents.findOne({ _id: filename }, tx ? { session: tx.session } : {});
      return found && documentOf(found);
    },

    /** What courses tell of those that are there, by name. */
    async many(filenames: string[], tx: Tx) {
      const found = await documents.find({ _id: { $in: filenames } }, { session: tx.session }).toArray();
      return new Map(found.map((doc) => [doc._id, factsOf(documentOf(doc))]));
    },

    async put(tx: Tx, { filename, ...facts }: StoredDocument): Promise<void> {
      await documents.replaceOne({ _id: filename }, facts, { upsert: true, session: tx.session });
    },

    async remove(tx: Tx, filename: string): Promise<void> {
      await documents.deleteOne({ _id: filename }, { session: tx.session });
    },

    page: (wish: PageWish) => pageByText(documents, ['_id', 'filename'], {}, wish, documentOf, { counted: true }),

    /** By fingerprint, each for good: whoever was given an address gets what was there then. */
    files,
  };
}

function documentOf({ _id, ...facts }: DocumentDoc): StoredDocument {
  return { filename: _id, ...facts };
}

function factsOf({ documentId, filename, contentType, size, fingerprint }: StoredDocument) {
  return { documentId, filename, contentType, size, fingerprint };
}
