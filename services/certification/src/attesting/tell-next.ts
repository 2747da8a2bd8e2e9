import { sendMessage } from '@leerhuis/contracts';
import { inLocale } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { type Found, whatLacks } from './attest-commands.ts';
import type { Attesting } from './attesting.ts';
import { firstToEnd, watchingOf } from './domain/attest.ts';

export interface TestPassed {
  testAttemptId: string;
  enrolmentId: string;
  accountId: string;
  courseId: string;
  passedAt: string;
  checks?: { done: number; total: number } | undefined;
}

/**
 * Writes to who passed the final test whether the attest can be asked for, or what it needs yet (V-20, V-24, V-25). Where an
 * attest counts already, or nothing can be said, it congratulates and promises nothing.
 */
export async function tellNext(attesting: Attesting, tx: Tx, passed: TestPassed): Promise<void> {
  const { enrolmentId, accountId, courseId, testAttemptId, passedAt } = passed;
  const person = await attesting.people.get(accountId, tx.session);
  const course = await attesting.courses.get(courseId, tx.session);
  const completion = await attesting.completions.byEnrolment(enrolmentId, tx);
  if (!person || !course || !completion) return;
  const hasOne = (await attesting.attests.of(accountId, courseId, tx)) !== null;
  const { email, firstName, lastName, locale } = person;
  const courseTitle = inLocale(course.title, locale);
  tx.enqueue(
    sendMessage,
    {
      recipient: { accountId, email, name: `${firstName} ${lastName}`, locale },
      template: 'attest-next',
      data: {
        ...{ enrolmentId, courseId, courseTitle, passedAt },
        ...{ checksDone: passed.checks?.done, checksTotal: passed.checks?.total },
        ...outlook(attesting, { person, course, completion }, hasOne, tx.now),
      },
    },
    { jobId: `${testAttemptId}:test-passed` },
  );
}

function outlook(attesting: Attesting, found: Found, hasOne: boolean, now: Date) {
  const missing = hasOne ? [] : whatLacks(attesting, found, now);
  const lacks = (...kinds: string[]) => missing.some(({ what }: { what: string }) => kinds.includes(what));
  const isClosed = lacks('access');
  return {
    canAsk: !hasOne && missing.length === 0,
    isPast: lacks('attest-until'),
    lacksWatching: !isClosed && lacks('watched'),
    ...watchingOf(isClosed ? [] : missing),
    lacksChecks: !isClosed && lacks('attention-checks'),
    lacksMembership: !isClosed && lacks('membership'),
    lacksName: !isClosed && lacks('printable-name'),
    attestUntil: hasOne || isClosed ? null : firstToEnd(found.person, found.course, attesting.dayOf(now)),
    loginUrl: attesting.publicUrl,
  };
}
