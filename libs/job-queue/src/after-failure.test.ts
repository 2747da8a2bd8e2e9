import { describe, expect, it } from '@jest/globals';
import { afterFailure } from './after-failure.ts';
import { isInfrastructureError, RetryLater, Unprocessable } from './errors.ts';

const delays = [1_000, 10_000, 60_000];

describe('a job that failed', () => {
  it('waits longer before each new delivery, and is parked after the fourth', () => {
    const steps = [0, 1, 2, 3].map((failures) => afterFailure(new Error('no'), { failures, waits: 0 }, delays));
    expect(steps).toEqual([
      { step: 'retry', delay: 1_000, failures: 1, waits: 0 },
      { step: 'retry', delay: 10_000, failures: 2, waits: 0 },
      { step: 'retry', delay: 60_000, failures: 3, waits: 0 },
      { step: 'park', failures: 4, waits: 0 },
    ]);
  });

  it('is parked at once when it can never succeed', () => {
    const next = afterFailure(new Unprocessable('no such template'), { failures: 0, waits: 5 }, delays);
    expect(next).toEqual({ step: 'park', failures: 1, waits: 5 });
  });

  it('waits without counting, up to the longest time, when what it needs is away', () => {
    const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect(afterFailure(away, { failures: 2, waits: 0 }, delays)).toMatchObject({ delay: 1_000, failures: 2 });
    expect(afterFailure(away, { failures: 2, waits: 99 }, delays)).toEqual({
      step: 'retry',
      delay: 60_000,
      failures: 2,
      waits: 100,
    });
  });

  it('is not blamed for a database without primary, nor for what is wrapped', () => {
    const noPrimary = Object.assign(new Error('not primary'), { code: 10107 });
    expect(isInfrastructureError(noPrimary)).toBe(true);
    expect(isInfrastructureError(new Error('fetch failed', { cause: noPrimary }))).toBe(true);
    expect(isInfrastructureError(new RetryLater('mailbox is busy'))).toBe(true);
    expect(isInfrastructureError(new TypeError('x is not a function'))).toBe(false);
    expect(isInfrastructureError('text')).toBe(false);
  });
});
