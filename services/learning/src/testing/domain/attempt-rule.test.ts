import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AttemptsMade, attemptRule, attemptsLeft, mayTryOn, nextAttempt } from './attempt-rule.ts';

const now = new Date('2026-03-02T10:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const none: AttemptsMade = { attempts: 0, openAttemptId: null, passed: null, judgedAt: null };
const failed = (attempts: number, judgedAt: Date | null = ago(1)): AttemptsMade => ({ ...none, attempts, judgedAt });
const unlimited = { max: null, waitMinutes: 0 };

describe('how often a test may be tried (V-20)', () => {
  it('is not limited, and asks no wait, where neither the course nor a federation says so', () => {
    expect(attemptRule({ classroom: {}, accreditations: [{}, { testAttempts: {} }] })).toEqual(unlimited);
    expect(nextAttempt(failed(1_000, now), unlimited, now)).toEqual({ state: 'may-start' });
    expect(attemptsLeft(failed(1_000), unlimited)).toBeNull();
  });

  it.each([
    [{ max: 3, waitMinutes: 60 }, [{}], { max: 3, waitMinutes: 60 }],
    [undefined, [{ testAttempts: { max: 2 } }, {}], { max: 2, waitMinutes: 0 }],
    [{ max: 3 }, [{ testAttempts: { max: 5, waitMinutes: 30 } }], { max: 3, waitMinutes: 30 }],
    [
      { waitMinutes: 10 },
      [{ testAttempts: { max: 4 } }, { testAttempts: { max: 2, waitMinutes: 1_440 } }],
      { max: 2, waitMinutes: 1_440 },
    ],
  ])('is the strictest of the course (%j) and its federations', (testAttempts, accreditations, rule) => {
    expect(attemptRule({ classroom: { testAttempts }, accreditations })).toEqual(rule);
  });
});

describe('the next attempt', () => {
  const rule = { max: 3, waitMinutes: 60 };

  it.each([
    ['may start when there was none', none, { state: 'may-start' }],
    ['may start once the wait is over, to the millisecond', failed(1, ago(60)), { state: 'may-start' }],
    ['must wait until then', failed(1, ago(59)), { refused: 'too-soon', from: new Date(now.getTime() + 60_000) }],
    ['may not start when all were used', failed(3, ago(1_000)), { refused: 'used-up' }],
    ['may not start when more were used than are allowed now', failed(9, ago(1_000)), { refused: 'used-up' }],
    ['is no more after passing', { ...failed(1), passed: {} }, { refused: 'passed' }],
    ['asks no wait of who failed before the end was kept', failed(2, null), { state: 'may-start' }],
    [
      'is the open one, also when it is the last',
      { ...failed(3), openAttemptId: 't3' },
      { state: 'open', attemptId: 't3' },
    ],
  ] as const)('%s', (_, made, next) => {
    expect(nextAttempt(made, rule, now)).toEqual(next);
  });

  it('may start at most as often as there are attempts left, whatever the order of starts and ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.boolean(), { maxLength: 60 }), (max, moves) => {
        let made = none;
        let started = 0;
        for (const start of moves) {
          const next = nextAttempt(made, { max, waitMinutes: 0 }, now);
          const state = 'state' in next ? next.state : null;
          if (start && state === 'may-start') {
            started += 1;
            made = { ...made, attempts: made.attempts + 1, openAttemptId: `t${started}` };
          } else if (!start && state === 'open') made = { ...made, openAttemptId: null, judgedAt: now };
          expect(attemptsLeft(made, { max, waitMinutes: 0 })).toBe(max - started);
        }
        expect(started).toBeLessThanOrEqual(max);
      }),
    );
  });

  it.each([
    [{ state: 'may-start' }, true],
    [{ state: 'open', attemptId: 't1' }, true],
    [{ refused: 'too-soon', from: now }, true],
    [{ refused: 'used-up' }, false],
    [{ refused: 'passed' }, false],
  ] as const)('%j keeps what was right to itself: %s', (next, kept) => {
    expect(mayTryOn(next)).toBe(kept);
  });
});
