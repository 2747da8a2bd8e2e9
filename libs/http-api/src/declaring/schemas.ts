import { locales, type Words } from '@leerhuis/language';
import { z } from 'zod';
import { lineText } from './texts.ts';

/** Integer cents. */
export const moneySchema = z
  .strictObject({ amount: z.int(), currency: z.literal('EUR') })
  .meta({ id: 'Money', description: 'Whole cents: 12100 is € 121.00' });

/** Id of anything that we keep. */
export const idSchema = z.uuid();

/** Id of a course or credit package: those of the catalogue may have been given by hand. */
export const catalogIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

/** Text in one to three languages; Dutch is always there. */
export const localisedText = z
  .strictObject({ nl: z.string(), fr: z.string().optional(), en: z.string().optional() })
  .meta({ id: 'LocalisedText' });

/** The same as input: bounded, trimmed. */
export function localisedInput(max: number) {
  return z.strictObject({ nl: lineText(max), fr: lineText(max).optional(), en: lineText(max).optional() });
}

export const localeSchema = z.enum(locales);

/** RFC 3339, UTC. */
export const dateTime = z.iso.datetime();

/** Calendar day, `2026-11-23`. */
export const dateSchema = z.iso.date();

const time = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const howToWriteTime: Words = {
  nl: 'Geef een tijd van 00:00 tot en met 23:59, zo geschreven: 09:00',
  fr: 'Donnez une heure de 00:00 à 23:59, écrite ainsi : 09:00',
  en: 'Give a time from 00:00 to 23:59, written like this: 09:00',
};
/** What to say of a time by a clock that is written otherwise, by its pattern. */
export const timeRules = new Map<string, (text: string) => Words>([[String(time), () => howToWriteTime]]);

/** Time by a clock, `09:30`. */
export const timeSchema = z.string().regex(time).meta({ maxLength: 5 });
