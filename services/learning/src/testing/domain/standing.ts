import type { Attempt } from './attempt.ts';

/** How an enrolment stands with its final test. */
export interface TestStanding {
  attempts: number;
  openAttemptId: string | null;
  passed: { attemptId: string; questionSetVersion: number; at: Date } | null;
  /** End of the last attempt that was judged; null too for who was last judged before this was kept. */
  judgedAt: Date | null;
}

/** Nothing was tried yet. */
export const untried: TestStanding = { attempts: 0, openAttemptId: null, passed: null, judgedAt: null };

/** An attempt began. */
export function begun(standing: TestStanding, attemptId: string): TestStanding {
  return { ...standing, attempts: standing.attempts + 1, openAttemptId: attemptId };
}

/** The open attempt was judged. Who passed once has passed. */
export function ended(standing: TestStanding, { id, questionSetVersion, outcome }: Attempt, now: Date): TestStanding {
  const passed = outcome.state === 'passed' ? { attemptId: id, questionSetVersion, at: now } : null;
  return { ...standing, openAttemptId: null, passed: standing.passed ?? passed, judgedAt: now };
}

/** As people see it. */
export function testState({ passed, attempts, openAttemptId }: TestStanding) {
  const passedAt = passed?.at.toISOString() ?? null;
  const unfinished = openAttemptId === null ? ('failed' as const) : ('open' as const);
  const notPassed = attempts === 0 ? ('not-started' as const) : unfinished;
  return { state: passedAt === null ? notPassed : ('passed' as const), attempts, openAttemptId, passedAt };
}
