import { databaseOf, type PageWish, pageById } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Question } from './domain/question.ts';

/** `tokenHash` of the secret in the teacher's mail; the secret itself isn't kept. */
type QuestionDoc = Omit<Question, 'id'> & { _id: string; tokenHash: string; isAnswered: boolean };

export const questionIndexes = {
  questions: [
    { key: { enrolmentId: 1 as const, _id: -1 as const }, name: 'ofEnrolment' },
    { key: { accountId: 1 as const, askedAt: -1 as const }, name: 'ofLearner' },
    { key: { tokenHash: 1 as const }, name: 'token', unique: true },
    { key: { isAnswered: 1 as const, _id: -1 as const }, name: 'answered' },
    { key: { courseId: 1 as const, _id: -1 as const }, name: 'ofCourse' },
  ],
};

export type QuestionStore = ReturnType<typeof questionStore>;

export function questionStore(connection: Connection) {
  const questions = databaseOf(connection).collection<QuestionDoc>('questions');
  const options = (tx?: Tx) => (tx ? { session: tx.session } : {});
  return {
    async insert(tx: Tx, { id, ...question }: Question, tokenHash: string): Promise<void> {
      await questions.insertOne({ _id: id, ...question, tokenHash, isAnswered: question.answer !== null }, options(tx));
    },

    async get(id: string, tx?: Tx): Promise<Question | null> {
      const doc = await questions.findOne({ _id: id }, options(tx));
      return doc && questionOf(doc);
    },

    async byToken(tokenHash: string, tx?: Tx): Promise<Question | null> {
      const doc = await questions.findOne({ tokenHash }, options(tx));
      return doc && questionOf(doc);
    },

    async saveAnswer(tx: Tx, { id, answer }: Question): Promise<void> {
      await questions.updateOne({ _id: id }, { $set: { answer, isAnswered: answer !== null } }, options(tx));
    },

    /** How many the learner asked since this moment, counted up to `atMost`. */
    askedSince: (accountId: string, since: Date, atMost: number): Promise<number> =>
      questions.countDocuments({ accountId, askedAt: { $gt: since } }, { limit: atMost }),

    /** Newest first. */
    ofEnrolment: (enrolmentId: string, wish: PageWish) =>
      pageById(questions, { enrolmentId }, wish, questionOf, { counted: true }),

    /**
     * Those that have an answer, that wait for one, or all; the newest first.
     * @param wish.courseIds of these courses alone; null for all
     */
    forStaff({
      answered,
      courseIds,
      ...wish
    }: PageWish & { answered?: boolean | undefined; courseIds: readonly string[] | null }) {
      const filter = {
        ...(answered === undefined ? {} : { isAnswered: answered }),
        ...(courseIds === null ? {} : { courseId: { $in: [...courseIds] } }),
      };
      return pageById(questions, filter, wish, questionOf, { counted: true });
    },
  };
}

function questionOf({ _id, tokenHash, isAnswered, ...question }: QuestionDoc): Question {
  return { id: _id, ...question };
}
