import { addDays, type Day, weekday } from './day.ts';
import { type Country, isHoliday } from './holidays.ts';

/** Monday to Friday and no public holiday of the country (T-1). */
export function isWorkingDay(day: Day, country: Country): boolean {
  return weekday(day) <= 5 && !isHoliday(day, country);
}

/** The n-th working day after the day, or before it when negative; the day itself for 0, whatever it is. */
export function addWorkingDays(day: Day, working: number, country: Country): Day {
  if (!Number.isSafeInteger(working)) throw new RangeError(`${working} is not a number of days`);
  const step = working < 0 ? -1 : 1;
  let left = Math.abs(working);
  let at = day;
  while (left > 0) {
    at = addDays(at, step);
    if (isWorkingDay(at, country)) left -= 1;
  }
  return at;
}

/** The last working day before the day. */
export function previousWorkingDay(day: Day, country: Country): Day {
  return addWorkingDays(day, -1, country);
}

/** How many working days before `until` the day `on` is: the working days in [on, until) (T-1). 0 when not before. */
export function workingDaysBefore(on: Day, until: Day, country: Country): number {
  let working = 0;
  for (let day = on; day < until; day = addDays(day, 1)) if (isWorkingDay(day, country)) working += 1;
  return working;
}

/** How many working days after `since` the day `on` is: the working days in (since, on] (T-1). 0 when not after. */
export function workingDaysAfter(since: Day, on: Day, country: Country): number {
  return workingDaysBefore(addDays(since, 1), addDays(on, 1), country);
}
