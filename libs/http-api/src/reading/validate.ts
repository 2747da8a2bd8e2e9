import { inLocale, type Locale } from '@leerhuis/language';
import type { z } from 'zod';
import { invalidRequest } from '../answering/problem.ts';
import { fieldName } from './field-name.ts';
import { readInput } from './input-faults.ts';

/** Where a value came from; the body's fields are named without a prefix. */
export type Place = 'body' | 'query' | 'path' | 'header';

const shownAtMost = 50;

/**
 * Reads a value by its schema.
 * @throws Problem 400 with one entry per thing that is wrong, in the reader's language
 */
export function validate<S extends z.ZodType>(schema: S, value: unknown, place: Place, locale: Locale): z.output<S> {
  const read = readInput(schema, value);
  if ('value' in read) return read.value;
  const faults = read.faults.slice(0, shownAtMost);
  throw invalidRequest(
    faults.map(({ path, message }) => ({ field: fieldOf(path, place), message: inLocale(message, locale) })),
  );
}

function fieldOf(path: PropertyKey[], place: Place): string {
  const name = fieldName(path);
  if (place === 'body') return name === '' ? 'body' : name;
  return name === '' ? place : `${place}.${name}`;
}
