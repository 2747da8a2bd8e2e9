import type { Locale, Words } from '@leerhuis/language';
import { type Day, formatDay } from './day.ts';
import { zonedDay } from './zoned.ts';

/** A sentence of ours in each language, with a day in it. */
export function withDay(day: Day, sentences: Record<Locale, (day: string) => string>): Words {
  return {
    nl: sentences.nl(formatDay(day, 'nl')),
    fr: sentences.fr(formatDay(day, 'fr')),
    en: sentences.en(formatDay(day, 'en')),
  };
}

/** As people read it, by the clock of the zone: `2 maart 2026 om 14:05`, `2 mars 2026 à 14:05`, `2 March 2026 at 14:05`. */
export function formatMoment(instant: Date, timeZone: string, locale: Locale): string {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(instant);
  return `${formatDay(zonedDay(instant, timeZone), locale)} ${{ nl: 'om', fr: 'à', en: 'at' }[locale]} ${clock}`;
}

/** How long to wait, rounded up to what people count in: `1 seconde`, `45 seconden`, `15 minuten`, `3 uur`. @param seconds 1 or more */
export function formatWait(seconds: number, locale: Locale): string {
  const [count, unit] =
    seconds < 90
      ? [Math.ceil(seconds), 'second']
      : seconds < 90 * 60
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3_600), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Integer minutes as people read them: `2 u 30`, `3 u`, `45 min`; French and English have `h` for hours. */
export function formatMinutes(minutes: number, locale: Locale): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0 && rest > 0) return `${rest} min`;
  const sign = locale === 'nl' ? 'u' : 'h';
  return rest === 0 ? `${hours} ${sign}` : `${hours} ${sign} ${String(rest).padStart(2, '0')}`;
}
