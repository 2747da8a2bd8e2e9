import { describe, expect, it } from '@jest/globals';
import { formatMinutes, formatMoment, formatWait, withDay } from './in-words.ts';

describe('for people', () => {
  it.each([
    [150, '2 u 30', '2 h 30'],
    [180, '3 u', '3 h'],
    [65, '1 u 05', '1 h 05'],
    [45, '45 min', '45 min'],
    [0, '0 u', '0 h'],
  ])('%d minutes are %s in Dutch and %s in French and English', (minutes, dutch, other) => {
    expect((['nl', 'fr', 'en'] as const).map((locale) => formatMinutes(minutes, locale))).toEqual([
      dutch,
      other,
      other,
    ]);
  });

  it.each([
    [1, '1 seconde', '1 seconde', '1 second'],
    [60, '60 seconden', '60 secondes', '60 seconds'],
    [90, '2 minuten', '2 minutes', '2 minutes'],
    [900, '15 minuten', '15 minutes', '15 minutes'],
    [7_201, '3 uur', '3 heures', '3 hours'],
  ])('a wait of %d seconds is told in what people count in', (seconds, ...told) => {
    const said = (['nl', 'fr', 'en'] as const).map((locale) => formatWait(seconds, locale).replace('\u00a0', ' '));
    expect(said).toEqual(told);
  });

  it('a moment is by the clock of the zone', () => {
    const moment = new Date('2026-03-02T23:05:00Z');
    expect((['nl', 'fr', 'en'] as const).map((locale) => formatMoment(moment, 'Europe/Brussels', locale))).toEqual([
      '3 maart 2026 om 00:05',
      '3 mars 2026 à 00:05',
      '3 March 2026 at 00:05',
    ]);
  });

  it('a sentence has the day in its own language', () => {
    const say = (day: string) => `… ${day}`;
    expect(withDay('2026-03-02', { nl: say, fr: say, en: say })).toEqual({
      nl: '… 2 maart 2026',
      fr: '… 2 mars 2026',
      en: '… 2 March 2026',
    });
  });
});
