/** How often a final test may be tried; what is not given is not limited. */
export interface AttemptLimits {
  max?: number | undefined;
  /** From the end of an attempt that failed until the next may start. */
  waitMinutes?: number | undefined;
}

/** What counts for one course: attempts at most, null for any number, and the wait between them in minutes. */
export interface AttemptRule {
  max: number | null;
  waitMinutes: number;
}

/** How somebody stands with the attempts at one test. */
export interface AttemptsMade {
  /** Started, the open one included. */
  attempts: number;
  openAttemptId: string | null;
  passed: unknown;
  /** End of the last attempt that was judged; null when none was. */
  judgedAt: Date | null;
}

export type AttemptRefusal = { refused: 'passed' | 'used-up' } | { refused: 'too-soon'; from: Date };

/** What can come next: the open attempt goes on, another may start, or none. */
export type Next = { state: 'open'; attemptId: string } | { state: 'may-start' } | AttemptRefusal;

const minute = 60_000;

/**
 * The strictest of what the course and each federation that accredits it ask. Not only those federations count that the learner
 * is a member of: memberships can be changed between an attempt and the attest.
 */
export function attemptRule(course: {
  classroom: { testAttempts?: AttemptLimits | undefined };
  accreditations: readonly { testAttempts?: AttemptLimits | undefined }[];
}): AttemptRule {
  const all = [course.classroom, ...course.accreditations].flatMap(({ testAttempts }) => testAttempts ?? []);
  const most = all.flatMap(({ max }) => max ?? []);
  return {
    max: most.length === 0 ? null : Math.min(...most),
    waitMinutes: Math.max(0, ...all.map(({ waitMinutes }) => waitMinutes ?? 0)),
  };
}

/** What can come next: an open attempt goes on whatever the rule has become; the end of the wait is no longer too soon. */
export function nextAttempt(made: AttemptsMade, rule: AttemptRule, now: Date): Next {
  if (made.passed) return { refused: 'passed' };
  if (made.openAttemptId !== null) return { state: 'open', attemptId: made.openAttemptId };
  if (rule.max !== null && made.attempts >= rule.max) return { refused: 'used-up' };
  const from = made.judgedAt && new Date(made.judgedAt.getTime() + rule.waitMinutes * minute);
  return from && from > now ? { refused: 'too-soon', from } : { state: 'may-start' };
}

/** Attempts that can still be started; null for any number. */
export function attemptsLeft({ attempts, passed }: AttemptsMade, { max }: AttemptRule): number | null {
  if (passed) return 0;
  return max === null ? null : Math.max(0, max - attempts);
}

/** Whether the answers may still be tried, so that telling which were right would be a step to the next attempt. */
export function mayTryOn(next: Next): boolean {
  return !('refused' in next) || next.refused === 'too-soon';
}

/** When the next attempt can start, if it has to be waited for. */
export function nextAttemptAt(next: Next): Date | null {
  return 'refused' in next && next.refused === 'too-soon' ? next.from : null;
}
