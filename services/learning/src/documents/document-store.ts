import { databaseOf } from '@leerhuis/mongo';
import type { Connection } from 'mongoose';
import type { Opened } from './domain/opened.ts';

type OpenedDoc = Opened & { _id: string };

export const documentIndexes = {
  documentsOpened: [{ key: { enrolmentId: 1 as const }, name: 'ofEnrolment' }],
};

export type DocumentStore = ReturnType<typeof documentStore>;

export function documentStore(connection: Connection) {
  const opened = databaseOf(connection).collection<OpenedDoc>('documentsOpened');
  return {
    async count(enrolmentId: string, documentId: string, now: Date): Promise<void> {
      await opened.updateOne(
        { _id: `${enrolmentId} ${documentId}` },
        {
          $setOnInsert: { enrolmentId, documentId, firstAt: now },
          $inc: { times: 1 },
          $max: { lastAt: now },
        },
        { upsert: true },
      );
    },

    async of(enrolmentIds: readonly string[]): Promise<Opened[]> {
      const found = await opened.find({ enrolmentId: { $in: [...enrolmentIds] } }).toArray();
      return found.map(({ _id, ...facts }) => facts);
    },
  };
}
