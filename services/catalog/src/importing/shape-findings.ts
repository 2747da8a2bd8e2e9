import { readInput } from '@leerhuis/http-api';
import type { z } from 'zod';
import type { Finding } from '../courses/domain/text.ts';

const shownAtMost = 30;
/** Messages and places quote what came, which may be anything. */
const longestName = 40;
const longestMessage = 300;

/** A value read by its schema, or what is wrong with its shape, in each language. */
export function readShape<T>(schema: z.ZodType<T>, value: unknown): { value: T } | { findings: Finding[] } {
  const read = readInput(schema, value);
  if ('value' in read) return { value: read.value };
  const findings = read.faults.slice(0, shownAtMost).map(({ path, message: { nl, fr = nl, en = nl } }) => ({
    path: path.map(partOf),
    message: { nl: short(nl), fr: short(fr), en: short(en) },
  }));
  return { findings };
}

function partOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part).slice(0, longestName);
}

const short = (message: string) => message.slice(0, longestMessage);
