import type { Locale } from './locale.ts';

/** Between a word and the sign that follows it in French; no line breaks there. */
const noBreakSpace = '\u00a0';

/**
 * A text of ours as it is printed: French has a space that doesn't break before `:`, `;`, `?`, `!` and inside `« »`. What is
 * written with a plain space there gets that one; nothing is added where there is none, so web addresses and times stay whole.
 */
export function spaced(text: string, locale: Locale): string {
  if (locale !== 'fr') return text;
  return text.replace(/ (?=[:;?!»])/g, noBreakSpace).replace(/« /g, `«${noBreakSpace}`);
}

/** What stands between a label and its value: `: `, and in French ` : `. */
export function colonFor(locale: Locale): string {
  return locale === 'fr' ? `${noBreakSpace}: ` : ': ';
}
