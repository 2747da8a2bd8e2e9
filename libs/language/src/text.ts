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

const listFormats = {
  nl: new Intl.ListFormat('nl-BE', { type: 'disjunction' }),
  fr: new Intl.ListFormat('fr-BE', { type: 'disjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'disjunction' }),
};

/** Things of which one is enough: `OVB of FBC`. */
export function either(things: readonly string[]): Words {
  const { nl, fr, en } = listFormats;
  return { nl: nl.format(things), fr: fr.format(things), en: en.format(things) };
}

/** The text in the language asked for, else the Dutch one. A plain string has no language. */
export function inLocale(text: string | LocalisedText, locale: Locale): string {
  return typeof text === 'string' ? text : (text[locale] ?? text.nl);
}
