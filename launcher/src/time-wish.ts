import { addMonths, addYears, isDay, startOfDay } from '@leerhuis/calendar';

const step = /(\d{1,5})(mo|s|m|h|d|w|y)/g;
const milliseconds = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/**
 * The moment that somebody means: `+1d`, `+3y`, `+1mo2h` (s, m, h, d, w, mo, y) from now, `2027-03-01` for the beginning of
 * that day in the zone, or an instant with its zone (`2027-03-01T06:00:00Z`). Months and years keep the time on the clock.
 * @returns null for anything else
 */
export function momentMeant(wish: string, now: Date, timeZone: string): Date | null {
  const text = wish.trim();
  if (isDay(text)) return startOfDay(text, timeZone);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return existing(new Date(text));
  if (!/^\+(\d{1,5}(mo|s|m|h|d|w|y))+$/.test(text)) return null;
  let moment = now;
  for (const [, count, unit] of text.matchAll(step)) moment = later(moment, Number(count), unit ?? '', timeZone);
  return existing(moment);
}

function later(from: Date, count: number, unit: string, timeZone: string): Date {
  if (unit === 'mo') return addMonths(from, count, timeZone);
  if (unit === 'y') return addYears(from, count, timeZone);
  return new Date(from.getTime() + count * milliseconds[unit as keyof typeof milliseconds]);
}

function existing(moment: Date): Date | null {
  return Number.isNaN(moment.getTime()) ? null : moment;
}
