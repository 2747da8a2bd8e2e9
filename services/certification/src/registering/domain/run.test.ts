import { describe, expect, it } from '@jest/globals';
import { fileOf, type Run, startRun } from './run.ts';

const now = new Date('2026-12-01T02:00:00Z');
const wanted = { id: 'run-1', month: '2026-11', kind: 'manual', startedBy: 'staff-1' } as const;

function started(current: string): Run {
  const outcome = startRun(wanted, current, now);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.run;
}

describe('a monthly run (V-26)', () => {
  it.each([
    ['2026-12', false],
    ['2026-11', true],
  ])('of November, started in %s: is early: %s', (current, early) => {
    expect(started(current)).toMatchObject({ month: '2026-11', state: 'running', early, sent: 0, startedAt: now });
  });

  it('is not of a month that has not begun', () => {
    expect(startRun(wanted, '2026-10', now)).toEqual({ refused: 'month-in-future' });
  });

  it('has a file for each federation that it sent to, once it is done', () => {
    expect(fileOf(started('2026-12'), 'OVB')).toEqual({ refused: 'run-under-way' });
    const done: Run = { ...started('2026-12'), state: 'done', perFederation: { OVB: 2 } };
    expect(fileOf(done, 'OVB')).toBeNull();
    expect(fileOf(done, 'NKN')).toEqual({ refused: 'nothing-sent' });
  });
});
