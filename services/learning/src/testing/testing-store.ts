import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Attempt } from './domain/attempt.ts';
import { type TestStanding, untried } from './domain/standing.ts';

export type StandingDoc = Omit<TestStanding, 'judgedAt'> & Partial<Pick<TestStanding, 'judgedAt'>> & { _id: string };
type AttemptDoc = Omit<Attempt, 'id'> & { _id: string };

export const testingIndexes = {
  tests: [],
  testAttempts: [
    {
      key: { enrolmentId: 1 as const },
      name: 'oneOpen',
      unique: true,
      partialFilterExpression: { 'outcome.state': 'open' },
    },
  ],
};

export type TestingStore = ReturnType<typeof testingStore>;

/** The standing is there from the opening on: two transactions that change it conflict, and one starts over. */
export function testingStore(connection: Connection) {
  const db = databaseOf(connection);
  const tests = db.collection<StandingDoc>('tests');
  const attempts = db.collection<AttemptDoc>('testAttempts');
  const options = (tx?: Tx) => (tx ? { session: tx.session } : {});
  return {
    async insertStanding(tx: Tx, enrolmentId: string): Promise<void> {
      await tests.insertOne({ _id: enrolmentId, ...untried }, { session: tx.session });
    },

    async standing(enrolmentId: string, tx?: Tx): Promise<TestStanding | null> {
      const doc = await tests.findOne({ _id: enrolmentId }, options(tx));
      return doc && standingOf(doc);
    },

    async standings(enrolmentIds: readonly string[]): Promise<Map<string, TestStanding>> {
      const found = await tests.find({ _id: { $in: [...enrolmentIds] } }).toArray();
      return new Map(found.map((doc) => [doc._id, standingOf(doc)]));
    },

    async saveStanding(tx: Tx, enrolmentId: string, standing: TestStanding): Promise<void> {
      await tests.replaceOne({ _id: enrolmentId }, standing, { session: tx.session });
    },

    async attempt(id: string, tx?: Tx): Promise<Attempt | null> {
      const doc = await attempts.findOne({ _id: id }, options(tx));
      return doc && attemptOf(doc);
    },

    async insertAttempt(tx: Tx, { id, ...attempt }: Attempt): Promise<void> {
      await attempts.insertOne({ _id: id, ...attempt }, { session: tx.session });
    },

    async saveOutcome(tx: Tx, { id, outcome }: Attempt): Promise<void> {
      await attempts.updateOne({ _id: id }, { $set: { outcome } }, { session: tx.session });
    },
  };
}

function standingOf({ attempts, openAttemptId, passed, judgedAt = null }: StandingDoc): TestStanding {
  return { attempts, openAttemptId, passed, judgedAt };
}

function attemptOf({ _id, ...attempt }: AttemptDoc): Attempt {
  return { id: _id, ...attempt };
}
