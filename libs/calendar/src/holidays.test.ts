import { describe, expect, it } from '@jest/globals';
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { addDays } from './day.ts';
import { type Country, easterSunday, holidaysOf, isHoliday } from './holidays.ts';
import {
  addWorkingDays,
  isWorkingDay,
  previousWorkingDay,
  workingDaysAfter,
  workingDaysBefore,
} from './working-days.ts';

const published = (year: number, country: Country) => [
  ...new Set(
    new Holidays(country)
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10)),
  ),
];
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
const country = fc.constantFrom<Country>('BE', 'NL');

describe('public holidays', () => {
  it.each([
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter %i is %s', (year, day) => expect(easterSunday(year)).toBe(day));

  it('of Belgium are the ten of the law, as the published lists have them', () => {
    for (let year = 2000; year <= 2060; year += 1) expect(holidaysOf(year, 'BE')).toEqual(published(year, 'BE').sort());
    expect(isHoliday('2026-07-21', 'BE')).toBe(true);
    expect(isHoliday('2026-07-21', 'NL')).toBe(false);
  });

  it('of the Netherlands are those published, and 5 May of every year', () => {
    for (let year = 2014; year <= 2060; year += 1) {
      const expected = [...new Set([...published(year, 'NL'), `${year}-05-05`])].sort();
      expect(holidaysOf(year, 'NL')).toEqual(expected);
    }
  });

  it('move the king’s day from a Sunday to the Saturday before it', () => {
    expect(isHoliday('2025-04-26', 'NL')).toBe(true);
    expect(isHoliday('2025-04-27', 'NL')).toBe(false);
    expect(isHoliday('2026-04-27', 'NL')).toBe(true);
    expect(isHoliday('2013-04-30', 'NL')).toBe(true);
  });
});

describe('working days (T-1)', () => {
  it('are Monday to Friday without public holidays', () => {
    expect(isWorkingDay('2026-04-03', 'BE')).toBe(true); // Good Friday
    expect(isWorkingDay('2026-04-04', 'BE')).toBe(false);
    expect(isWorkingDay('2026-04-06', 'BE')).toBe(false); // Easter Monday
    expect(isWorkingDay('2026-04-27', 'BE')).toBe(true);
    expect(isWorkingDay('2026-04-27', 'NL')).toBe(false);
    expect(previousWorkingDay('2026-04-07', 'BE')).toBe('2026-04-03');
  });

  it('before a day are counted in [on, until), after a day in (since, on]', () => {
    // Monday 30 March to Tuesday 7 April 2026, over Easter
    expect(workingDaysBefore('2026-03-30', '2026-04-07', 'NL')).toBe(5);
    expect(workingDaysBefore('2026-04-07', '2026-04-07', 'NL')).toBe(0);
    expect(workingDaysBefore('2026-04-08', '2026-04-07', 'NL')).toBe(0);
    expect(workingDaysAfter('2026-03-30', '2026-04-07', 'NL')).toBe(5);
    expect(workingDaysAfter('2026-04-03', '2026-04-06', 'NL')).toBe(0);
    expect(workingDaysAfter('2026-04-07', '2026-04-07', 'NL')).toBe(0);
  });

  it('added forwards or backwards are counted again as many', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), country, (day, working, where) => {
        const later = addWorkingDays(day, working, where);
        expect(isWorkingDay(later, where)).toBe(true);
        expect(workingDaysAfter(day, later, where)).toBe(working);
        const earlier = addWorkingDays(day, -working, where);
        expect(workingDaysBefore(earlier, day, where)).toBe(working);
      }),
      { numRuns: 60 },
    );
    expect(addWorkingDays('2026-04-05', 0, 'BE')).toBe('2026-04-05');
    expect(() => addWorkingDays('2026-04-05', 0.5, 'BE')).toThrow(RangeError);
  });
});
