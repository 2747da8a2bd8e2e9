import { type SendMessage, sendMessage, testPassedV1 } from '@leerhuis/contracts';
import { inLocale, notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Classroom, EnrolmentRef } from '../classroom.ts';
import { type Answer, type Attempt, draw, findings, judge, sameAnswers } from './domain/attempt.ts';
import { alreadyPassed, attemptFinished, refused } from './testing-problems.ts';
import type { TestingStore } from './testing-store.ts';

export interface TestingParts {
  tests: TestingStore;
  newId: () => string;
  /** From 0 up to, not including, 1. */
  random: () => number;
  recipient: (tx: Tx, accountId: string) => Promise<SendMessage['recipient'] | null>;
}

export type TestingCommands = ReturnType<typeof testingCommands>;

export function testingCommands({ tests, newId, random, recipient }: TestingParts) {
  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => tests.insertStanding(tx, enrolmentId),

    /**
     * Starts an attempt at the final test, or gives the one that is open (V-20).
     * @throws Problem 409 when the test was passed already
     */
    async start(tx: Tx, classroom: Classroom): Promise<{ attempt: Attempt; isNew: boolean }> {
      const { enrolmentId, accountId, courseId, course } = classroom;
      const standing = await tests.standing(enrolmentId, tx);
      if (!standing) throw new Error(`enrolment ${enrolmentId} has no place for tests`);
      if (standing.passed) throw alreadyPassed(standing.passed.at);
      const open = standing.openAttemptId === null ? null : await tests.attempt(standing.openAttemptId, tx);
      if (open) return { attempt: open, isNew: false };
      const { finalTest } = course.classroom;
      const attempt: Attempt = {
        id: newId(),
        enrolmentId,
        accountId,
        courseId,
        questionSetVersion: finalTest.version,
        passPercent: finalTest.passPercent,
        questions: draw(finalTest, random),
        startedAt: tx.now,
        outcome: { state: 'open' },
      };
      await tests.insertAttempt(tx, attempt);
      const attempts = standing.attempts + 1;
      await tests.saveStanding(tx, enrolmentId, { ...standing, attempts, openAttemptId: attempt.id });
      return { attempt, isNew: true };
    },

    /** @throws Problem 404 when there is none, or it is somebody else's */
    async attempt(id: string, accountId: string): Promise<Attempt> {
      const attempt = await tests.attempt(id);
      if (attempt?.accountId !== accountId) throw notFound();
      return attempt;
    },

    /**
     * Judges an attempt, once, on the questions that it was drawn with (V-23). The same answers again give the same
     * result.
     * @throws Problem 404 as above, 422 for answers that cannot be judged, 409 for other answers afterwards
     */
    async answer(tx: Tx, classroom: Classroom, attemptId: string, answers: Answer[]): Promise<Attempt> {
      const attempt = await tests.attempt(attemptId, tx);
      if (attempt?.enrolmentId !== classroom.enrolmentId) throw notFound();
      const found = findings(attempt, answers);
      if (found.length > 0) throw refused(found);
      if (attempt.outcome.state !== 'open') return sameResult(attempt, answers);
      const judged: Attempt = { ...attempt, outcome: judge(attempt, answers, tx.now) };
      await tests.saveOutcome(tx, judged);
      await close(tx, judged);
      if (judged.outcome.state === 'passed') await tellPassed(tx, judged, classroom);
      return judged;
    },

    /** The result of an attempt that was judged before; null while it is open. */
    judgedBefore(attempt: Attempt, answers: Answer[]): Attempt | null {
      return attempt.outcome.state === 'open' ? null : sameResult(attempt, answers);
    },
  };

  function sameResult(attempt: Attempt, answers: Answer[]): Attempt {
    if (attempt.outcome.state !== 'open' && sameAnswers(answers, attempt.outcome.answers)) return attempt;
    throw attemptFinished();
  }

  async function close(tx: Tx, { id, enrolmentId, questionSetVersion, outcome }: Attempt): Promise<void> {
    const standing = await tests.standing(enrolmentId, tx);
    if (!standing) throw new Error(`enrolment ${enrolmentId} has no place for tests`);
    const passed = outcome.state === 'passed' ? { attemptId: id, questionSetVersion, at: tx.now } : null;
    await tests.saveStanding(tx, enrolmentId, { ...standing, openAttemptId: null, passed: standing.passed ?? passed });
  }

  async function tellPassed(tx: Tx, attempt: Attempt, { course }: Classroom): Promise<void> {
    const { id, enrolmentId, accountId, courseId, questionSetVersion } = attempt;
    const passedAt = tx.now.toISOString();
    const fact = { enrolmentId, accountId, courseId, testAttemptId: id, questionSetVersion, passedAt };
    tx.publish(testPassedV1, enrolmentId, fact);
    const to = await recipient(tx, accountId);
    if (!to) return;
    const courseTitle = inLocale(course.title, to.locale);
    const data = { enrolmentId, courseId, courseTitle, passedAt };
    const message = { recipient: to, template: 'test-passed' as const, data, secrets: {}, attachments: [] };
    tx.enqueue(sendMessage, message, { jobId: `${id}:test-passed` });
  }
}
