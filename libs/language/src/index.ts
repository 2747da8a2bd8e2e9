export { localeOf } from './accept-language.ts';
export { type Locale, locales } from './locale.ts';
export { inLocale, type LocalisedText, type Words } from './text.ts';
