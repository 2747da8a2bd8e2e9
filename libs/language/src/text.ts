import { spaced } from './french-spaces.ts';
import type { Locale } from './locale.ts';

/** A text that others wrote, such as the title of a course: Dutch is always there. */
export type LocalisedText = { nl: string; fr?: string | undefined; en?: string | undefined };

/** A text of ours: in every language. */
export type Words = Record<Locale, string>;

/** A text of ours as it is printed in the language asked for. */
export function saidIn(text: string | LocalisedText, locale: Locale): string {
  return spaced(inLocale(text, locale), locale);
}

/** The text in the language asked for, else the Dutch one. A plain string has no language. */
export function inLocale(text: string | LocalisedText, locale: Locale): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.nl);
}
