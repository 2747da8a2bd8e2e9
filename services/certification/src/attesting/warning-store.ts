import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Due } from './domain/due.ts';

/** How far the warnings of one course, last day and step are. */
interface Round {
  _id: string;
  /** The enrolment that was looked at last. */
  after: string | null;
  doneAt: Date | null;
}

export const warningIndexes = { attestWarnings: [] };

export type WarningStore = ReturnType<typeof warningStore>;

/** Rounds of warnings, each passed through once, however often it is cut off: its place moves with the mails. */
export function warningStore(connection: Connection) {
  const rounds = databaseOf(connection).collection<Round>('attestWarnings');
  return {
    /** Those of these rounds that were passed through. */
    async done(ids: string[]): Promise<Set<string>> {
      const found = await rounds.find({ _id: { $in: ids }, doneAt: { $ne: null } }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    async get(tx: Tx, id: string): Promise<Round> {
      return (await rounds.findOne({ _id: id }, { session: tx.session })) ?? { _id: id, after: null, doneAt: null };
    },

    async save(tx: Tx, { _id, ...place }: Round): Promise<void> {
      await rounds.updateOne({ _id }, { $set: place }, { upsert: true, session: tx.session });
    },
  };
}

/** Another last day is another round, so that who was warned of the one before is warned of it, too. */
export const roundOf = (courseId: string, { until, days }: Due) => `${courseId} ${until} ${days}`;
