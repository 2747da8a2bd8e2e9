import { describe, expect, it } from '@jest/globals';
import { addDays } from '@leerhuis/calendar';
import type { Completion } from '../../completions/domain/completion.ts';
import type { Missing } from './attest.ts';
import { dueWarnings, isOpen, isTheirs, nearestToAttest } from './due.ts';

const accreditations = [
  { federation: 'OVB' as const, attestUntil: '2026-12-31' },
  { federation: 'FBC' as const, attestUntil: '2027-01-31' },
];
const due = (today: string, steps = [30, 7]) =>
  dueWarnings(accreditations, steps, today, (days) => addDays(today, days));

describe('a warning before "attest until" (V-25)', () => {
  it.each([
    ['2026-11-30', []],
    ['2026-12-01', [{ until: '2026-12-31', days: 30 }]],
    ['2026-12-23', [{ until: '2026-12-31', days: 30 }]],
    ['2026-12-24', [{ until: '2026-12-31', days: 7 }]],
    ['2026-12-31', [{ until: '2026-12-31', days: 7 }]],
    ['2027-01-01', [{ until: '2027-01-31', days: 30 }]],
    ['2027-02-01', []],
  ])('on %s is %j', (today, expected) => {
    expect(due(today).filter(({ until }) => until !== '2027-01-31' || today >= '2027-01-01')).toEqual(expected);
  });

  it('is none where the provider wants none', () => expect(due('2026-12-31', [])).toEqual([]));

  it('is of the days of the federations that somebody is a member of, else of the last day of all', () => {
    const lawyer = [{ federation: 'OVB' as const }];
    expect(isTheirs('2026-12-31', lawyer, accreditations)).toBe(true);
    expect(isTheirs('2027-01-31', lawyer, accreditations)).toBe(false);
    expect(isTheirs('2026-12-31', [], accreditations)).toBe(false);
    expect(isTheirs('2027-01-31', [{ federation: 'BIV' }], accreditations)).toBe(true);
  });

  it('is not for who cannot enter the classroom any more (V-17)', () => {
    const now = new Date('2026-12-01T10:00:00Z');
    expect(isOpen({ accessUntil: new Date('2026-12-02'), openedAt: null }, now)).toBe(true);
    expect(isOpen({ accessUntil: new Date('2026-11-30'), openedAt: null }, now)).toBe(false);
    expect(isOpen({ accessUntil: null, openedAt: new Date('2026-01-05') }, now)).toBe(true);
    expect(isOpen({ accessUntil: null, openedAt: new Date('2025-11-05') }, now)).toBe(false);
    expect(isOpen({ accessUntil: null, openedAt: null }, now)).toBe(false);
  });

  it('is about the enrolment that is nearest to the attest, of those that can lead there', () => {
    const now = new Date('2026-12-01T10:00:00Z');
    const completion = (enrolmentId: string, more: Partial<Completion> = {}): Completion => ({
      ...{
        enrolmentId,
        accountId: 'a',
        courseId: 'c',
        organisationId: null,
        openedAt: null,
        accessUntil: new Date('2027-01-01'),
      },
      ...{ watchedAt: null, sharesAt: {}, checksCompletedAt: null, testPassedAt: null, closedAt: null },
      ...{ fulfilledBefore: null, ...more },
    });
    const test: Missing = { what: 'final-test' };
    const checks: Missing = { what: 'attention-checks' };
    const ended = { accessUntil: new Date('2026-11-01') };
    const nearest = (...standings: [Completion, Missing[]][]) =>
      nearestToAttest(
        standings.map(([each, missing]) => ({ completion: each, missing })),
        now,
      )?.completion.enrolmentId ?? null;
    expect(nearest([completion('1', ended), []], [completion('2'), [test]])).toBe('1');
    expect(nearest([completion('1', ended), [test]], [completion('2'), [test, checks]])).toBe('2');
    expect(nearest([completion('1'), [test]], [completion('2'), [test, checks]])).toBe('1');
    expect(nearest([completion('1', { sharesAt: { 40: now } }), [test]], [completion('2'), [test]])).toBe('1');
    expect(nearest([completion('1'), [test]], [completion('2'), [test]])).toBe('2');
    expect(nearest([completion('1', ended), [test]], [completion('2', { closedAt: now }), []])).toBeNull();
  });
});
