import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** A course whose enrolments are to be looked at again; `mark` changes with each request for it. */
interface UnsettledDoc {
  _id: string;
  mark: string;
}

export const settlingIndexes = { unsettledCourses: [] };

export type SettlingStore = ReturnType<typeof settlingStore>;

export function settlingStore(connection: Connection, newId: () => string) {
  const unsettled = databaseOf(connection).collection<UnsettledDoc>('unsettledCourses');
  return {
    async request(tx: Tx, courseId: string): Promise<void> {
      const change = { $set: { mark: newId() } };
      await unsettled.updateOne({ _id: courseId }, change, { upsert: true, session: tx.session });
    },

    async next(): Promise<{ courseId: string; mark: string } | null> {
      const doc = await unsettled.findOne({}, { sort: { _id: 1 } });
      return doc && { courseId: doc._id, mark: doc.mark };
    },

    /** Forgets the request, unless there was another one meanwhile. */
    async done(courseId: string, mark: string): Promise<void> {
      await unsettled.deleteOne({ _id: courseId, mark });
    },
  };
}
