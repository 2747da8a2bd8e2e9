import { Temporal } from 'temporal-polyfill';
import { addDays, type Day, plainDate } from './day.ts';

/** A calendar month, `2026-03`. Compares and sorts as text. */
export type Month = string;

/** The calendar day that it is at this instant in the time zone. */
export function zonedDay(instant: Date, timeZone: string): Day {
  return zoned(instant, timeZone).toPlainDate().toString();
}

/** The calendar month that it is at this instant in the time zone. */
export function monthOf(instant: Date, timeZone: string): Month {
  return zonedDay(instant, timeZone).slice(0, 7);
}

/**
 * The instant so many months later at the same time on the clock of the zone, across a change of that clock too. On the
 * last day of the month when it has no such day (31 January + 1 month); an hour later when the clock skips that time.
 */
export function addMonths(instant: Date, months: number, timeZone: string): Date {
  return toDate(zoned(instant, timeZone).add({ months }));
}

/** As `addMonths`; 29 February becomes the 28th in a year that has none. */
export function addYears(instant: Date, years: number, timeZone: string): Date {
  return toDate(zoned(instant, timeZone).add({ years }));
}

/** The first instant of the day in the zone. */
export function startOfDay(day: Day, timeZone: string): Date {
  return toDate(plainDate(day).toZonedDateTime(timeZone));
}

/** The last millisecond of the day in the zone: "until the 9th" includes it. */
export function endOfDay(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

/** The last millisecond of the day that is so many days after that of the instant: what was promised "until" a day lasts through it. */
export function endOfDayAfter(instant: Date, days: number, timeZone: string): Date {
  return endOfDay(addDays(zonedDay(instant, timeZone), days), timeZone);
}

/**
 * The instant at which the clock of the zone shows the time on that day; an hour later when the clock skips it, the first when it comes
 * twice.
 * @param time `09:30`
 */
export function momentAt(day: Day, time: string, timeZone: string): Date {
  return toDate(plainDate(day).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }));
}

/** The first instant of the month in the zone. A month runs up to, not including, the start of `nextMonth`. */
export function startOfMonth(month: Month, timeZone: string): Date {
  return startOfDay(`${month}-01`, timeZone);
}

export function previousMonth(month: Month): Month {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

export function nextMonth(month: Month): Month {
  return Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString();
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

function toDate(moment: Temporal.ZonedDateTime): Date {
  return new Date(moment.epochMilliseconds);
}
