import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysBetween, formatDay, isDay } from './day.ts';
import {
  addMonths,
  addYears,
  endOfDay,
  momentAt,
  monthOf,
  nextMonth,
  previousMonth,
  startOfDay,
  startOfMonth,
  zonedDay,
} from './zoned.ts';

const brussels = 'Europe/Brussels';
const at = (text: string) => new Date(text);
const instants = fc.date({ min: at('1990-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z'), noInvalidDate: true });

describe('days', () => {
  it('are those of the provider’s zone, not of UTC', () => {
    expect(zonedDay(at('2026-03-01T23:30:00Z'), brussels)).toBe('2026-03-02');
    expect(zonedDay(at('2026-06-30T22:00:00Z'), brussels)).toBe('2026-07-01');
    expect(monthOf(at('2026-06-30T22:00:00Z'), brussels)).toBe('2026-07');
    expect(monthOf(at('2026-06-30T21:59:59Z'), brussels)).toBe('2026-06');
  });

  it('start and end where the zone says, and have 23 or 25 hours when the clock changes', () => {
    const hours = (day: string) => (endOfDay(day, brussels).getTime() + 1 - startOfDay(day, brussels).getTime()) / 36e5;
    expect(startOfDay('2026-03-29', brussels)).toEqual(at('2026-03-28T23:00:00Z'));
    expect(endOfDay('2026-03-29', brussels)).toEqual(at('2026-03-29T21:59:59.999Z'));
    expect(hours('2026-03-29')).toBe(23);
    expect(hours('2026-10-25')).toBe(25);
    expect(hours('2026-10-26')).toBe(24);
  });

  it('have times by the clock of the zone, also when it changes', () => {
    expect(momentAt('2026-12-01', '09:30', brussels)).toEqual(at('2026-12-01T08:30:00Z'));
    expect(momentAt('2026-07-01', '09:30', brussels)).toEqual(at('2026-07-01T07:30:00Z'));
    expect(momentAt('2026-03-29', '02:30', brussels)).toEqual(at('2026-03-29T01:30:00Z'));
    expect(momentAt('2026-10-25', '02:30', brussels)).toEqual(at('2026-10-25T00:30:00Z'));
  });

  it('that do not exist are no days', () => {
    for (const wrong of ['2026-02-30', '2026-2-3', '2026-13-01', '', 'today', '2026-03-02T00:00:00Z']) {
      expect(isDay(wrong)).toBe(false);
    }
    expect(isDay('2028-02-29')).toBe(true);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  it('added are days between', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -9_999, max: 9_999 }), (instant, days) => {
        const day = zonedDay(instant, brussels);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('contain every instant that falls on them', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(brussels, 'Europe/Amsterdam'), (instant, zone) => {
        const day = zonedDay(instant, zone);
        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endOfDay(day, zone).getTime()).toBeGreaterThanOrEqual(instant.getTime());
      }),
    );
  });

  it('are written as the reader is used to', () => {
    expect(formatDay('2026-03-02', 'nl')).toBe('2 maart 2026');
    expect(formatDay('2026-03-02', 'fr')).toBe('2 mars 2026');
    expect(formatDay('2026-03-01', 'fr')).toBe('1er mars 2026');
    expect(formatDay('2026-03-11', 'fr')).toBe('11 mars 2026');
    expect(formatDay('2026-03-02', 'en')).toBe('2 March 2026');
  });
});

describe('months and years', () => {
  it('added keep the time on the clock when summer time begins or ends', () => {
    expect(addMonths(at('2026-03-01T09:00:00Z'), 1, brussels)).toEqual(at('2026-04-01T08:00:00Z'));
    expect(addMonths(at('2026-10-24T22:30:00Z'), 1, brussels)).toEqual(at('2026-11-24T23:30:00Z'));
    expect(addMonths(at('2026-02-28T01:30:00Z'), 1, brussels)).toEqual(at('2026-03-28T01:30:00Z'));
  });

  it('added land on a time that exists: an hour later when the clock skips it, the first when it comes twice', () => {
    expect(addYears(at('2025-03-29T01:30:00Z'), 1, brussels)).toEqual(at('2026-03-29T01:30:00Z'));
    expect(addMonths(at('2026-09-25T00:30:00Z'), 1, brussels)).toEqual(at('2026-10-25T00:30:00Z'));
  });

  it('added end on the last day of a shorter month', () => {
    expect(addMonths(at('2026-01-31T12:00:00Z'), 1, brussels)).toEqual(at('2026-02-28T12:00:00Z'));
    expect(addYears(at('2028-02-29T12:00:00Z'), 1, brussels)).toEqual(at('2029-02-28T12:00:00Z'));
    expect(addMonths(at('2026-03-02T09:00:00Z'), 12, brussels)).toEqual(
      addYears(at('2026-03-02T09:00:00Z'), 1, brussels),
    );
  });

  it('follow each other without a gap, each from its start up to the start of the next', () => {
    expect(previousMonth('2026-01')).toBe('2025-12');
    expect(nextMonth('2026-12')).toBe('2027-01');
    expect(startOfMonth('2026-04', brussels)).toEqual(at('2026-03-31T22:00:00Z'));
    fc.assert(
      fc.property(instants, (instant) => {
        const month = monthOf(instant, brussels);
        expect(previousMonth(nextMonth(month))).toBe(month);
        expect(startOfMonth(month, brussels).getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(startOfMonth(nextMonth(month), brussels).getTime()).toBeGreaterThan(instant.getTime());
      }),
    );
  });
});
