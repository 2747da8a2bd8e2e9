import type { Filling } from '@leerhuis/event-bus';
import { databaseOf } from '@leerhuis/mongo';
import type { Tx } from '@leerhuis/outbox';
import type { Connection } from 'mongoose';
import type { Completion } from './domain/completion.ts';

type Milestone = 'openedAt' | 'accessUntil' | 'watchedAt' | 'checksCompletedAt' | 'testPassedAt' | 'closedAt';
/** A tenth of the course that was watched. */
type Share = `sharesAt.${number}`;
export type Milestones = Partial<Record<Milestone | Share, Date>>;
/** For which organisation it was taken is told when it opens. */
type Learning = {
  enrolmentId: string;
  accountId: string;
  courseId: string;
  organisationId?: string | null | undefined;
};
type CompletionDocument = {
  _id: string;
  accountId: string;
  courseId: string;
  organisationId?: string | null;
  attestId?: string;
  sharesAt?: Record<string, Date>;
  fulfilledBefore?: Date;
} & Partial<Record<Milestone, Date>>;

export const completionIndexes = {
  completions: [
    { key: { accountId: 1, courseId: 1, _id: 1 }, name: 'of-learner-and-course' },
    { key: { courseId: 1, _id: 1 }, name: 'ofCourse' },
    {
      key: { organisationId: 1 },
      name: 'ofOrganisation',
      partialFilterExpression: { organisationId: { $type: 'string' } },
    },
  ],
} as const;

/** What learning told of each enrolment. */
export function completionStore(connection: Connection) {
  const completions = databaseOf(connection).collection<CompletionDocument>('completions');
  return {
    /** Notes milestones; the first time of each counts, in whatever order the facts come (V-23). */
    async note(tx: Filling, { enrolmentId, ...learning }: Learning, milestones: Milestones): Promise<void> {
      await completions.updateOne(
        { _id: enrolmentId },
        { $set: whoseOf(learning), $min: milestones },
        { upsert: true, session: tx.session },
      );
    },

    /** Notes those of which nothing is noted; when it was told again a time may be less exact. */
    async fillIn(tx: Filling, { enrolmentId, ...learning }: Learning, milestones: Milestones): Promise<void> {
      const { session } = tx;
      const first = { $set: whoseOf(learning) };
      await completions.updateOne({ _id: enrolmentId }, first, { upsert: true, session });
      for (const [milestone, at] of Object.entries(milestones))
        await completions.updateOne(
          { _id: enrolmentId, [milestone]: { $exists: false } },
          { $set: { [milestone]: at } },
          { session },
        );
    },
    /**
     * Gives it and makes this transaction and one that notes a milestone of the enrolment exclude each other: an attest isn't
     * issued while the access that it rests on ends.
     */
    async hold(tx: Tx, enrolmentId: string, attestId: string): Promise<Completion | null> {
      const { session } = tx;
      const found = await completions.findOneAndUpdate({ _id: enrolmentId }, { $set: { attestId } }, { session });
      return found && completionOf(found);
    },

    /** A later enrolment in the same course whose checks and test are done, and whose access was not taken back. */
    async laterFulfilled(tx: Tx, enrolmentId: string, accountId: string, courseId: string): Promise<string | null> {
      const done = {
        checksCompletedAt: { $exists: true },
        testPassedAt: { $exists: true },
        closedAt: { $exists: false },
      };
      const later = { accountId, courseId, _id: { $gt: enrolmentId }, ...done };
      return (await completions.findOne(later, { session: tx.session }))?._id ?? null;
    },

    /** Some of a course, by their ids, whose access was not taken back. */
    async ofCourse(tx: Tx, courseId: string, after: string | null, limit: number): Promise<Completion[]> {
      const filter = { courseId, ...(after === null ? {} : { _id: { $gt: after } }), closedAt: { $exists: false } };
      const found = completions.find(filter, { session: tx.session }).sort({ _id: 1 }).limit(limit);
      return (await found.toArray()).map(completionOf);
    },

    /** All enrolments of each of these learners in a course, the oldest first. */
    async ofLearners(tx: Tx, courseId: string, accountIds: readonly string[]): Promise<Completion[][]> {
      const filter = { accountId: { $in: [...accountIds] }, courseId };
      const found = completions.find(filter, { session: tx.session }).sort({ accountId: 1, _id: 1 });
      const learners = new Map<string, Completion[]>();
      for (const completion of (await found.toArray()).map(completionOf)) {
        const { accountId } = completion;
        learners.set(accountId, [...(learners.get(accountId) ?? []), completion]);
      }
      return [...learners.values()];
    },

    async byEnrolment(enrolmentId: string, tx?: Tx): Promise<Completion | null> {
      const found = await completions.findOne({ _id: enrolmentId }, tx ? { session: tx.session } : {});
      return found && completionOf(found);
    },
  };
}
export type CompletionStore = ReturnType<typeof completionStore>;

function whoseOf({ accountId, courseId, organisationId }: Omit<Learning, 'enrolmentId'>) {
  return { accountId, courseId, ...(organisationId ? { organisationId } : {}) };
}

function completionOf({
  _id,
  accountId,
  courseId,
  organisationId = null,
  ...milestones
}: CompletionDocument): Completion {
  const { watchedAt = null, checksCompletedAt = null, testPassedAt = null, closedAt = null } = milestones;
  const { sharesAt = {}, fulfilledBefore = null, openedAt = null, accessUntil = null } = milestones;
  const achieved = {
    openedAt,
    accessUntil,
    watchedAt,
    sharesAt,
    checksCompletedAt,
    testPassedAt,
    closedAt,
    fulfilledBefore,
  };
  return { enrolmentId: _id, accountId, courseId, organisationId, ...achieved };
}
