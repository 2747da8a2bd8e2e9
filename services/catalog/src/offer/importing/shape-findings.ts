import { z } from 'zod';
import type { Finding } from '../domain/text.ts';

const languages = { nl: z.locales.nl(), fr: z.locales.fr(), en: z.locales.en() };
const shownAtMost = 30;
/** Messages and places quote what came, which may be anything. */
const longestName = 40;
const longestMessage = 300;

/** A value read by its schema, or what is wrong with its shape, in each language. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown): { value: T } | { findings: Finding[] } {
  const read = schema.safeParse(value);
  if (read.success) return { value: read.data };
  const [nl = [], fr = [], en = []] = Object.values(languages).map(
    ({ localeError }) => schema.safeParse(value, { error: localeError }).error?.issues.slice(0, shownAtMost) ?? [],
  );
  const findings = nl.map(({ path, message, ...issue }, i) => ({
    path: [
      ...path.map(partOf),
      ...('keys' in issue && Array.isArray(issue.keys) ? [String(issue.keys[0]).slice(0, longestName)] : []),
    ],
    message: { nl: short(message), fr: short(fr[i]?.message ?? message), en: short(en[i]?.message ?? message) },
  }));
  return { findings };
}

function partOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part);
}

const short = (message: string) => message.slice(0, longestMessage);
