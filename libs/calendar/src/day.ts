import type { Locale } from '@leerhuis/language';
import { Temporal } from 'temporal-polyfill';

/** A calendar day, `2026-03-02`, without a time or a zone. Compares and sorts as text. */
export type Day = string;

/** Whether the text is a day that exists (not `2026-02-30`). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** The day so many days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return plainDate(day).add({ days }).toString();
}

/** How many days after `from` the day `to` is; negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return plainDate(from).until(plainDate(to), { largestUnit: 'days' }).days;
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return plainDate(day).dayOfWeek;
}

const formats = {
  nl: new Intl.DateTimeFormat('nl-BE', { dateStyle: 'long', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-BE', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
};

/** As people read it: `2 maart 2026`, `2 mars 2026` (but `1er mars 2026`), `2 March 2026`. */
export function formatDay(day: Day, locale: Locale): string {
  const told = formats[locale].format(new Date(`${plainDate(day).toString()}T00:00:00Z`));
  return locale === 'fr' ? told.replace(/^1 /, '1er ') : told;
}

/** @throws RangeError for a day that doesn't exist */
export function plainDate(day: Day): Temporal.PlainDate {
  return Temporal.PlainDate.from(day, { overflow: 'reject' });
}
