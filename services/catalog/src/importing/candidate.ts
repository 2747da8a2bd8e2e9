import { readInput } from '@leerhuis/http-api';
import type { z } from 'zod';
import type { FileRecord } from './catalogue-file.ts';
import type { Candidate } from './domain/import-plan.ts';

const shownAtMost = 30;
/** Messages and places quote what came, which may be anything. */
const longestName = 40;
const longestMessage = 300;

/** A record of a file, read by its schema; with something wrong in the file itself it has no value to plan with. */
export function candidateOf<T>(schema: z.ZodType<T>, { value, findings }: FileRecord): Candidate<T> {
  if (value === null && findings.length > 0) return { value: null, findings: [] };
  const read = readInput(schema, value);
  if ('value' in read) return { value: findings.length > 0 ? null : read.value, findings: [] };
  const misshapen = read.faults.slice(0, shownAtMost).map(({ path, message: { nl, fr = nl, en = nl } }) => ({
    refused: 'misshapen' as const,
    path: path.map(partOf),
    message: { nl: short(nl), fr: short(fr), en: short(en) },
  }));
  return { value: null, findings: misshapen };
}

function partOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part).slice(0, longestName);
}

const short = (message: string) => message.slice(0, longestMessage);
