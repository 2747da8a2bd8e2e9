import { z } from 'zod';
import type { Finding } from '../domain/text.ts';

const languages = { nl: z.locales.nl(), fr: z.locales.fr(), en: z.locales.en() };
const shownAtMost = 30;

/** A value read by its schema, or what is wrong with its shape, in each language. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown): { value: T } | { findings: Finding[] } {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data };
  const [nl = [], fr = [], en = []] = Object.values(languages).map(
    ({ localeError }) => schema.safeParse(value, { error: localeError }).error?.issues.slice(0, shownAtMost) ?? [],
  );
  const findings = nl.map(({ path, message, ...issue }, i) => ({
    path: [...path.map(partOf), ...('keys' in issue && Array.isArray(issue.keys) ? [String(issue.keys[0])] : [])],
    message: { nl: message, fr: fr[i]?.message ?? message, en: en[i]?.message ?? message },
  }));
  return { findings };
}

function partOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part);
}
