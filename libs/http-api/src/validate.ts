import { z } from 'zod';
import { inLocale, type Locale, type Localised } from './locale.ts';
import { type FieldError, invalidRequest } from './problem.ts';

const languages = { nl: z.locales.nl(), fr: z.locales.fr(), en: z.locales.en() };

/** Where a value came from; the body's fields are named without a prefix. */
export type Place = 'body' | 'query' | 'path' | 'header';

/**
 * Reads a value by its schema.
 * @throws Problem 400 with one entry per thing that is wrong, in the reader's language
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown, place: Place, locale: Locale): z.output<S> {
  const read = schema.safeParse(value, { error: messagesIn(locale) });
  if (read.success) return read.data;
  throw invalidRequest(read.error.issues.slice(0, 50).flatMap((issue) => errorsOf(issue, place)));
}

/** Messages of zod, and `params: { message: { nl, fr, en } }` of our own refinements. */
function messagesIn(locale: Locale): z.core.$ZodErrorMap {
  return (issue) => {
    const own = issue.code === 'custom' ? (issue.params?.['message'] as Localised | undefined) : undefined;
    return own ? inLocale(own, locale) : languages[locale].localeError(issue);
  };
}

function errorsOf(issue: z.core.$ZodIssue, place: Place): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key], place), message: issue.message }));
  }
  return [{ field: fieldOf(issue.path, place), message: issue.message }];
}

function fieldOf(path: PropertyKey[], place: Place): string {
  const name = path.reduce<string>((before, part) => {
    if (typeof part === 'number') return `${before}[${part}]`;
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, '');
  if (place === 'body') return name === '' ? 'body' : name;
  return name === '' ? place : `${place}.${name}`;
}
