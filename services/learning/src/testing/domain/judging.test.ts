import { describe, expect, it } from '@jest/globals';
import { type Answer, type Attempt, again, judgeAttempt, type Outcome, transitions } from './attempt.ts';
import { begun, ended, type TestStanding, testState, untried } from './standing.ts';

const now = new Date('2026-03-02T10:00:00Z');
const later = new Date('2026-03-02T11:00:00Z');
const open: Attempt = {
  id: 't1',
  enrolmentId: 'e1',
  accountId: 'p1',
  courseId: 'k1',
  questionSetVersion: 3,
  passPercent: 100,
  questions: [
    {
      questionId: 'q1',
      kind: 'single',
      prompt: { nl: 'q1' },
      options: ['a', 'b'].map((optionId) => ({ optionId, label: { nl: optionId } })),
      correctOptionIds: ['a'],
    },
  ],
  startedAt: now,
  outcome: { state: 'open' },
};
const answers = (optionId: string): Answer[] => [{ questionId: 'q1', optionIds: [optionId] }];

function judged(attempt: Attempt, optionId: string): Attempt {
  const judging = judgeAttempt(attempt, answers(optionId), now);
  if ('refused' in judging) throw new Error(judging.refused);
  return judging.attempt;
}

describe('an attempt at the final test (V-20)', () => {
  it('is open until it is judged, for good', () => {
    const reached = new Set<Outcome['state']>(['open']);
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(transitions).sort());
    expect(transitions).toMatchObject({ passed: [], failed: [] });
  });

  it.each([
    ['a', 'passed'],
    ['b', 'failed'],
  ])('answered %s: %s, the same when answered so again, and not to be answered otherwise', (chosen, state) => {
    const once = judged(open, chosen);
    expect(once.outcome).toMatchObject({ state, finishedAt: now });
    expect(again(once, answers(chosen))).toBe(true);
    expect(judgeAttempt(once, answers(chosen), later)).toEqual({ attempt: once, isNew: false });
    expect(judgeAttempt(once, answers(chosen === 'a' ? 'b' : 'a'), later)).toEqual({ refused: 'finished' });
  });

  it('is not judged on answers that lack', () => {
    const findings = [{ field: 'answers', reason: 'unanswered' }];
    expect(judgeAttempt(open, [], now)).toEqual({ refused: 'answers-not-complete', findings });
    expect(again(open, [])).toBe(false);
  });

  it('is counted from its start, and who passed once has passed', () => {
    const going = begun(untried, 't1');
    expect(testState(untried).state).toBe('not-started');
    expect(testState(going)).toMatchObject({ state: 'open', attempts: 1, openAttemptId: 't1' });
    const failed = ended(going, judged(open, 'b'), now);
    expect(testState(failed)).toMatchObject({ state: 'failed', attempts: 1, openAttemptId: null, passedAt: null });
    const passed: TestStanding = ended(begun(failed, 't2'), { ...judged(open, 'a'), id: 't2' }, later);
    expect(passed).toMatchObject({ attempts: 2, judgedAt: later, passed: { attemptId: 't2', at: later } });
    expect(testState(ended(passed, judged(open, 'b'), later)).passedAt).toBe(later.toISOString());
  });
});
