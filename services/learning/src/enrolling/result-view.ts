import type { EnrolmentView } from './enrolment-schemas.ts';
import type { ShownEnrolment } from './enrolment-views.ts';

/**
 * What an organisation sees of what somebody learns for it: how far they are by stages, when, and what came of it. What they watched,
 * clicked, tried or thought of it stays theirs; so does an attest that they got for another or for themselves.
 */
export function asResult({ toActivate: _, attestFor, ...view }: ShownEnrolment): EnrolmentView {
  const { progress, checks, test, attest, organisationId } = view;
  const isPassed = test.state === 'passed';
  return {
    ...view,
    progress: { percent: progress.watchedAt ? 100 : 0, watchedAt: progress.watchedAt },
    checks: { ...checks, done: checks.completedAt ? checks.total : 0 },
    test: { state: isPassed ? 'passed' : 'not-started', attempts: 0, openAttemptId: null, passedAt: test.passedAt },
    evaluated: false,
    attest: attestFor === organisationId ? attest : null,
  };
}
