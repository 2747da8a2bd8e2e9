import type { z } from 'zod';
import type { FileRecord } from './catalogue-file.ts';
import type { Candidate } from './domain/import-plan.ts';
import { readShape } from './shape-findings.ts';

/** A record of a file, read by its schema; with something wrong in the file itself it has no value to plan with. */
export function candidateOf<T>(schema: z.ZodType<T>, { code, value, findings }: FileRecord): Candidate<T> {
  if (value === null && findings.length > 0) return { code, value: null, findings: [] };
  const read = readShape(schema, value);
  if ('findings' in read) return { code, value: null, findings: read.findings };
  return { code, value: findings.length > 0 ? null : read.value, findings: [] };
}
