import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Invoice, IssuedDocument, ProForma } from './domain/document.ts';

type Apart = 'id' | 'perRate' | 'organisationId';
type Stored = Omit<ProForma, Apart> | Omit<Invoice, Apart>;
/** `parts` is `perRate` of the document; documents of before there were organisations are of the person. */
export type DocumentDoc = Stored & {
  _id: string;
  parts: IssuedDocument['perRate'];
  organisationId?: string | null;
  mailedAt: Date | null;
};
export type DocumentKind = IssuedDocument['kind'];

export const documentIndexes = {
  documents: [
    // one pro-forma and one invoice per order, whatever goes wrong elsewhere
    { key: { orderId: 1 as const, kind: 1 as const }, name: 'onePerOrder', unique: true },
    { key: { number: 1 as const }, name: 'number', unique: true },
    { key: { accountId: 1 as const, kind: 1 as const, _id: -1 as const }, name: 'ofAccount' },
    {
      key: { organisationId: 1 as const, kind: 1 as const, _id: -1 as const },
      name: 'ofOrganisation',
      partialFilterExpression: { organisationId: { $type: 'string' as const } },
    },
  ],
};

export type DocumentStore = ReturnType<typeof documentStore>;

export function documentStore(connection: Connection) {
  const documents = databaseOf(connection).collection<DocumentDoc>('documents');

  return {
    async insertAll(tx: Tx, issued: readonly IssuedDocument[]): Promise<void> {
      const docs = issued.map(
        ({ id, perRate: parts, ...facts }) => ({ _id: id, ...facts, parts, mailedAt: null }) as DocumentDoc,
      );
      await documents.insertMany(docs, { session: tx.session });
    },

    async get(id: string): Promise<IssuedDocument | null> {
      const doc = await documents.findOne({ _id: id });
      return doc && documentOf(doc);
    },

    async proFormaOf(tx: Tx, orderId: string): Promise<ProForma | null> {
      const doc = await documents.findOne({ orderId, kind: 'pro-forma' }, { session: tx.session });
      const document = doc && documentOf(doc);
      return document?.kind === 'pro-forma' ? document : null;
    },

    /** Those of an organisation that became part of another. */
    async handOver(tx: Tx, organisationId: string, into: string): Promise<void> {
      const theirs = { organisationId: { $eq: organisationId, $type: 'string' as const } };
      await documents.updateMany(theirs, { $set: { organisationId: into } }, { session: tx.session });
    },

    /** Says, once only, that the mail may go out. */
    async markMailed(tx: Tx, id: string): Promise<boolean> {
      const { modifiedCount } = await documents.updateOne(
        { _id: id, mailedAt: null },
        { $set: { mailedAt: tx.now } },
        { session: tx.session },
      );
      return modifiedCount === 1;
    },
  };
}

export function documentOf({ _id, parts, mailedAt, ...facts }: DocumentDoc): IssuedDocument {
  return { id: _id, ...facts, organisationId: facts.organisationId ?? null, perRate: parts } as IssuedDocument;
}
