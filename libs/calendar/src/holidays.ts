import { addDays, type Day, weekday } from './day.ts';

export type Country = 'BE' | 'NL';

/**
 * Public holidays of a year, sorted. Belgium: the ten of the royal decree of 18 April 1974; days given in place of one
 * that falls in a weekend differ per employer and are not among them. Netherlands: those of article 3 of the Algemene
 * termijnenwet, so 5 May of every year; the king's day (until 2013 the queen's) moves to Saturday from a Sunday.
 */
export function holidaysOf(year: number, country: Country): readonly Day[] {
  const key = `${country}${year}`;
  const known = cache.get(key);
  if (known) return known;
  const days = (country === 'BE' ? belgian(year) : dutch(year)).sort();
  cache.set(key, days);
  return days;
}

/** Whether the day is a public holiday of the country, also when it falls in a weekend. */
export function isHoliday(day: Day, country: Country): boolean {
  return holidaysOf(Number(day.slice(0, 4)), country).includes(day);
}

const cache = new Map<string, readonly Day[]>();

function belgian(year: number): Day[] {
  const easter = easterSunday(year);
  const fixed = ['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25'].map((date) => `${year}-${date}`);
  return [...new Set([...fixed, addDays(easter, 1), addDays(easter, 39), addDays(easter, 50)])];
}

function dutch(year: number): Day[] {
  const easter = easterSunday(year);
  const fixed = ['01-01', '05-05', '12-25', '12-26'].map((date) => `${year}-${date}`);
  const moving = [0, 1, 39, 49, 50].map((days) => addDays(easter, days));
  return [...new Set([...fixed, ...moving, birthday(year)])];
}

function birthday(year: number): Day {
  const day = year >= 2014 ? `${year}-04-27` : `${year}-04-30`;
  return weekday(day) === 7 ? addDays(day, -1) : day;
}

/** Western Easter, by the anonymous Gregorian computus. */
export function easterSunday(year: number): Day {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const skipped = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - skipped + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const daysAfterMarch = epact + toSunday - 7 * shift + 21;
  return addDays(`${year}-03-01`, daysAfterMarch);
}
