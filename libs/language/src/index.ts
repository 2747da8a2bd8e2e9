export { localeOf } from './accept-language.ts';
export { colonFor, spaced } from './french-spaces.ts';
export { type Locale, locales } from './locale.ts';
export { readableEmail } from './readable-email.ts';
export { either, inLocale, type LocalisedText, saidIn, type Words } from './text.ts';
export { plainText, wordsOf } from './words-of.ts';
