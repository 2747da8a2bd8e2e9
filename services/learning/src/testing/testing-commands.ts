import { type AccountActor, type MemberActor, mayAct, ofPerson } from '@leerhuis/auth';
import { testPassedV1 } from '@leerhuis/contracts';
import { notFound } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import type { Classroom, Course, Doorkeeper, EnrolmentRef, Reach } from '../classroom.ts';
import { type Answer, type Attempt, draw, type Judging, judgeAttempt } from './domain/attempt.ts';
import { type AttemptRefusal, attemptRule, attemptsLeft, type Next, nextAttempt } from './domain/attempt-rule.ts';
import { begun, ended, type TestStanding } from './domain/standing.ts';
import type { TestingStore } from './testing-store.ts';

export interface Testing {
  tests: TestingStore;
  newId: () => string;
  /** From 0 up to, not including, 1. */
  random: () => number;
  /** The provider's: its clock is on the wall. */
  zone: string;
  courses: { get(courseId: string): Promise<Course | null> };
  /** How many attention checks the course has, and how many of them were clicked. */
  checksOf: (tx: Tx, classroom: Classroom) => Promise<{ done: number; total: number }>;
  reach: Reach;
  isOwn: Doorkeeper['isOwn'];
}

/** An attempt, and what can come after it. */
export interface SeenAttempt {
  attempt: Attempt;
  next: Next;
  /** Attempts that can still be started; null for any number. */
  left: number | null;
}

/** Why no attempt may start: with when the test was passed, and how many attempts there are. */
export type StartRefusal = AttemptRefusal & { passedAt: Date | null; max: number | null; zone: string };
export type AnswerRefusal = { refused: 'unknown' } | Extract<Judging, { refused: string }>;

export type TestingCommands = ReturnType<typeof testingCommands>;

export function testingCommands({ tests, newId, random, zone, courses, checksOf, reach, isOwn }: Testing) {
  return {
    open: (tx: Tx, { enrolmentId }: EnrolmentRef) => tests.insertStanding(tx, enrolmentId),

    /**
     * Starts an attempt at the final test, or gives the one that is open (V-20). Refused when the test was passed already, all
     * attempts are used, or the wait between two isn't over.
     */
    async start(tx: Tx, classroom: Classroom): Promise<(SeenAttempt & { isNew: boolean }) | StartRefusal> {
      const { enrolmentId, accountId, courseId, course } = classroom;
      const standing = await standingOf(enrolmentId, tx);
      const rule = attemptRule(course);
      const next = nextAttempt(standing, rule, tx.now);
      if ('refused' in next) return { ...next, passedAt: standing.passed?.at ?? null, max: rule.max, zone };
      if (next.state === 'open') {
        const open = await tests.attempt(next.attemptId, tx);
        if (!open) throw new Error(`the open attempt ${next.attemptId} is not there`);
        return { ...seen(open, course, standing, tx.now), isNew: false };
      }
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
      const after = begun(standing, attempt.id);
      await tests.saveStanding(tx, enrolmentId, after);
      return { ...seen(attempt, course, after, tx.now), isNew: true };
    },

    /** @throws Problem 404 when there is none, or it is somebody else's */
    async attempt(id: string, actor: AccountActor | MemberActor): Promise<Attempt> {
      const attempt = await tests.attempt(id);
      if (!attempt) throw notFound();
      // who acts for an organisation is in classrooms alone that were taken for it
      const isTheirs =
        actor.kind === 'member' ? await isOwn(attempt.enrolmentId, actor) : mayAct(actor, ofPerson(attempt.accountId));
      if (!isTheirs) throw notFound();
      return attempt;
    },

    /** What there is to see of an attempt now. */
    async look(attempt: Attempt, now: Date): Promise<SeenAttempt> {
      const [course, standing] = await Promise.all([courses.get(attempt.courseId), standingOf(attempt.enrolmentId)]);
      return seen(attempt, course, standing, now);
    },

    /** Judges an attempt; the same answers again give the same result. */
    async answer(
      tx: Tx,
      classroom: Classroom,
      attemptId: string,
      answers: Answer[],
    ): Promise<SeenAttempt | AnswerRefusal> {
      const attempt = await tests.attempt(attemptId, tx);
      if (attempt?.enrolmentId !== classroom.enrolmentId) return { refused: 'unknown' };
      const judging = judgeAttempt(attempt, answers, tx.now);
      if ('refused' in judging) return judging;
      const { attempt: judged, isNew } = judging;
      const standing = await standingOf(attempt.enrolmentId, tx);
      if (!isNew) return seen(judged, classroom.course, standing, tx.now);
      await tests.saveOutcome(tx, judged);
      const after = ended(standing, judged, tx.now);
      await tests.saveStanding(tx, attempt.enrolmentId, after);
      if (judged.outcome.state === 'passed') {
        await reach(classroom, 'test-passed', tx);
        tellPassed(tx, judged, await checksOf(tx, classroom));
      }
      return seen(judged, classroom.course, after, tx.now);
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

  function tellPassed(tx: Tx, attempt: Attempt, checks: { done: number; total: number }): void {
    const { id, enrolmentId, accountId, courseId, questionSetVersion } = attempt;
    const passedAt = tx.now.toISOString();
    const fact = { enrolmentId, accountId, courseId, testAttemptId: id, questionSetVersion, passedAt, checks };
    tx.publish(testPassedV1, enrolmentId, fact);
  }
}
