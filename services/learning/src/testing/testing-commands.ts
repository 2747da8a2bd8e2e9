import { type AccountActor, mayAct, ofPerson } from '@leerhuis/auth';
import { type Recipient, sendMessage, testPassedV1 } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import type { Classroom, Course, EnrolmentRef } from '../classroom.ts';
import { type Answer, type Attempt, draw, findings, judge, sameAnswers } from './domain/attempt.ts';
import { attemptRule, attemptsLeft, type Next, nextAttempt } from './domain/attempt-rule.ts';
import { alreadyPassed, attemptFinished, attemptsUsedUp, attemptTooSoon, refused } from './testing-problems.ts';
import type { TestingStore, TestStanding } from './testing-store.ts';

export interface TestingParts {
  tests: TestingStore;
  newId: () => string;
  /** From 0 up to, not including, 1. */
  random: () => number;
  recipient: (tx: Tx, accountId: string) => Promise<Recipient | null>;
  course: (courseId: string) => Promise<Course | null>;
}

/** An attempt, and what can come after it. */
export interface SeenAttempt {
  attempt: Attempt;
  next: Next;
  /** Attempts that can still be started; null for any number. */
  left: number | null;
}

export type TestingCommands = ReturnType<typeof testingCommands>;

export function testingCommands({ tests, newId, random, recipient, course: courseOf }: TestingParts) {
  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => tests.insertStanding(tx, enrolmentId),

    /**
     * Starts an attempt at the final test, or gives the one that is open (V-20).
     * @throws Problem 409 when the test was passed already, all attempts are used, or the wait between two isn't over
     */
    async start(tx: Tx, classroom: Classroom): Promise<SeenAttempt & { isNew: boolean }> {
      const { enrolmentId, accountId, courseId, course } = classroom;
      const standing = await standingOf(enrolmentId, tx);
      const rule = attemptRule(course);
      const next = nextAttempt(standing, rule, tx.now);
      if (next.state === 'open') {
        const open = await tests.attempt(next.attemptId, tx);
        if (!open) throw new Error(`the open attempt ${next.attemptId} is not there`);
        return { ...seen(open, course, standing, tx.now), isNew: false };
      }
      if (standing.passed) throw alreadyPassed(standing.passed.at);
      if (next.state === 'too-soon') throw attemptTooSoon(next.from, tx.now);
      if (next.state === 'used-up') throw attemptsUsedUp(rule.max ?? standing.attempts);
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
      const after = { ...standing, attempts: standing.attempts + 1, openAttemptId: attempt.id };
      await tests.saveStanding(tx, enrolmentId, after);
      return { ...seen(attempt, course, after, tx.now), isNew: true };
    },

    /** @throws Problem 404 when there is none, or it is somebody else's */
    async attempt(id: string, actor: AccountActor): Promise<Attempt> {
      const attempt = await tests.attempt(id);
      if (!attempt || !mayAct(actor, ofPerson(attempt.accountId))) throw notFound();
      return attempt;
    },

    /** What there is to see of an attempt now. */
    async look(attempt: Attempt, now: Date): Promise<SeenAttempt> {
      const [course, standing] = await Promise.all([courseOf(attempt.courseId), standingOf(attempt.enrolmentId)]);
      return seen(attempt, course, standing, now);
    },

    /**
     * Judges an attempt, once, on the questions that it was drawn with (V-23). The same answers again give the same
     * result.
     * @throws Problem 404 as above, 422 for answers that cannot be judged, 409 for other answers afterwards
     */
    async answer(tx: Tx, classroom: Classroom, attemptId: string, answers: Answer[]): Promise<SeenAttempt> {
      const attempt = await tests.attempt(attemptId, tx);
      if (attempt?.enrolmentId !== classroom.enrolmentId) throw notFound();
      const found = findings(attempt, answers);
      if (found.length > 0) throw refused(found);
      const standing = await standingOf(attempt.enrolmentId, tx);
      if (attempt.outcome.state !== 'open')
        return seen(sameResult(attempt, answers), classroom.course, standing, tx.now);
      const judged: Attempt = { ...attempt, outcome: judge(attempt, answers, tx.now) };
      await tests.saveOutcome(tx, judged);
      const after = closed(standing, judged, tx.now);
      await tests.saveStanding(tx, attempt.enrolmentId, after);
      if (judged.outcome.state === 'passed') await tellPassed(tx, judged, classroom);
      return seen(judged, classroom.course, after, tx.now);
    },

    /** The result of an attempt that was judged before; null while it is open. */
    judgedBefore(attempt: Attempt, answers: Answer[]): Attempt | null {
      return attempt.outcome.state === 'open' ? null : sameResult(attempt, answers);
    },
  };

  async function standingOf(enrolmentId: string, tx?: Tx): Promise<TestStanding> {
    const standing = await tests.standing(enrolmentId, tx);
    if (!standing) throw new Error(`enrolment ${enrolmentId} has no place for tests`);
    return standing;
  }

  function seen(attempt: Attempt, course: Course | null, standing: TestStanding, now: Date): SeenAttempt {
    const rule = attemptRule(course ?? { classroom: {}, accreditations: [] });
    return { attempt, next: nextAttempt(standing, rule, now), left: attemptsLeft(standing, rule) };
  }

  function sameResult(attempt: Attempt, answers: Answer[]): Attempt {
    if (attempt.outcome.state !== 'open' && sameAnswers(answers, attempt.outcome.answers)) return attempt;
    throw attemptFinished();
  }

  function closed(standing: TestStanding, { id, questionSetVersion, outcome }: Attempt, now: Date): TestStanding {
    const passed = outcome.state === 'passed' ? { attemptId: id, questionSetVersion, at: now } : null;
    return { ...standing, openAttemptId: null, passed: standing.passed ?? passed, judgedAt: now };
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
    tx.enqueue(sendMessage, { recipient: to, template: 'test-passed', data }, { jobId: `${id}:test-passed` });
  }
}
