import { databaseOf, type PageWish, pageByTime } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';

/** What a learner thinks of a course; one per enrolment (V-21). */
export interface Evaluation {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  stars: number;
  text: string | null;
  givenAt: Date;
  changedAt: Date;
}

export interface EvaluationFilter {
  courseId?: string | undefined;
  /** One of these courses; null for any. */
  courseIds: readonly string[] | null;
}

type EvaluationDoc = Omit<Evaluation, 'enrolmentId'> & { _id: string };

const newestFirst = { givenAt: -1 as const, _id: -1 as const };
export const evaluationIndexes = {
  evaluations: [
    { key: newestFirst, name: 'newest' },
    { key: { courseId: 1 as const, ...newestFirst }, name: 'ofCourse' },
  ],
};

export type EvaluationStore = ReturnType<typeof evaluationStore>;

export function evaluationStore(connection: Connection) {
  const evaluations = databaseOf(connection).collection<EvaluationDoc>('evaluations');
  return {
    async get(enrolmentId: string, tx?: Tx): Promise<Evaluation | null> {
      const doc = await evaluations.findOne({ _id: enrolmentId }, tx ? { session: tx.session } : {});
      return doc && evaluationOf(doc);
    },

    async save(tx: Tx, { enrolmentId, ...evaluation }: Evaluation): Promise<void> {
      await evaluations.replaceOne({ _id: enrolmentId }, evaluation, { upsert: true, session: tx.session });
    },

    /** Those of the enrolments that were evaluated. */
    async given(enrolmentIds: readonly string[]): Promise<Set<string>> {
      const filter = { _id: { $in: [...enrolmentIds] } };
      const found = await evaluations.find(filter).project<{ _id: string }>({ _id: 1 }).toArray();
      return new Set(found.map(({ _id }) => _id));
    },

    /** Of one course or of all, and of these courses only, if told; newest first. */
    page({ courseId, courseIds, ...wish }: PageWish & EvaluationFilter) {
      const filter = {
        ...(courseId === undefined ? {} : { courseId }),
        ...(courseIds ? { $and: [{ courseId: { $in: [...courseIds] } }] } : {}),
      };
      return pageByTime(evaluations, 'givenAt', filter, wish, evaluationOf, { counted: true });
    },
  };
}

function evaluationOf({ _id, ...evaluation }: EvaluationDoc): Evaluation {
  return { enrolmentId: _id, ...evaluation };
}
