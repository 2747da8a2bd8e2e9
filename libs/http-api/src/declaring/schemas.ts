import { locales } from '@leerhuis/language';
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
