import { expect, it } from '@jest/globals';
import { asResult } from './result-view.ts';

const view: Parameters<typeof asResult>[0] = {
  ...{ id: 'e', courseId: 'c', courseTitle: 'Huur', title: 'Huur', courseCode: 'H-1', accreditations: [] },
  ...{ access: 'open', state: 'open', activatedAt: '', accessUntil: '', revokedAt: null },
  ...{ organisationId: 'o', organisationName: 'De Linde', reached: 'busy' },
  progress: { percent: 70, watchedAt: null },
  checks: { done: 1, total: 3, completedAt: null },
  test: { state: 'failed', attempts: 4, openAttemptId: null, passedAt: null },
  evaluated: true,
  attest: { attestId: 'a', issuedAt: '' },
  attestFor: null,
};

it('an organisation sees stages and results of its people, not what they watched, clicked or tried', () => {
  expect(asResult(view)).toMatchObject({
    reached: 'busy',
    progress: { percent: 0 },
    checks: { done: 0, total: 3 },
    test: { state: 'not-started', attempts: 0 },
    evaluated: false,
  });
  const done = asResult({
    ...view,
    progress: { percent: 100, watchedAt: '2026-11-22' },
    checks: { done: 2, total: 3, completedAt: '2026-11-22' },
    test: { state: 'passed', attempts: 4, openAttemptId: null, passedAt: '2026-11-22' },
    attestFor: 'o',
  });
  expect(done).toMatchObject({
    progress: { percent: 100, watchedAt: '2026-11-22' },
    checks: { done: 3 },
    test: { state: 'passed', attempts: 0, passedAt: '2026-11-22' },
    attest: { attestId: 'a' },
  });
});

it('an attest that was got for another, or for themselves, is not the organisation’s to see', () => {
  for (const attestFor of [null, 'another']) expect(asResult({ ...view, attestFor }).attest).toBeNull();
});
