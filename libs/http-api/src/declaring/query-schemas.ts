import { z } from 'zod';
import { documentedAs } from './documented.ts';

/**
 * A whole number in a query string. Stricter than coercion, which takes '', '0x10' and ' 5 ' for numbers.
 * Put `.default(n)` or `.optional()` after it.
 */
export function queryInteger({ min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) {
  const digits = z.string().regex(/^-?(0|[1-9][0-9]{0,15})$/);
  const schema = digits.transform(Number).pipe(z.int().min(min).max(max));
  return documentedAs(schema, { type: 'integer', minimum: min, maximum: max });
}

/** `true` or `false` in a query string. */
export function queryBoolean() {
  const schema = z.enum(['true', 'false']).transform((value) => value === 'true');
  return documentedAs(schema, { type: 'boolean' });
}

/** A parameter that may be given several times: `?federation=OVB&federation=NKN`. */
export function queryList<S extends z.ZodType>(item: S, max = 20) {
  return z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).min(1).max(max));
}
