import type { Parts } from '@leerhuis/service-parts';
import type { Offering } from '../courses/courses.ts';
import { type DocumentStore, documentStore } from './document-store.ts';

/** To the database; a read of a document takes one for some milliseconds. */
const connectionsOfReaders = 4;

/** What works with documents: as staff keep them, and as learners open them. */
export interface Handing extends Offering {
  documents: DocumentStore;
  newId: () => string;
  /** Of addresses at which documents are opened; shared with learning, which signs them for those who may. */
  signingKey: string;
}

export async function openDocuments(parts: Parts, needs: Omit<Handing, 'documents' | 'newId'>): Promise<Handing> {
  const documents = documentStore(parts.database, await parts.files('documents', connectionsOfReaders));
  return { ...needs, documents, newId: parts.newId };
}
