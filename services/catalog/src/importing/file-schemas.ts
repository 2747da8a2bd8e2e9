import {
  emailSchema,
  lineText,
  localeSchema,
  longText,
  personName,
  printedLine,
  readableOf,
  readInput,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { documentKinds } from '../courses/domain/course.ts';
import { questionSetSchema } from '../question-sets.ts';
import { codeSchema, courseBase, courseMinutes, documentName, mediaName } from '../shapes.ts';
import type { FileRecord } from './catalogue-file.ts';
import type { FileCourse, FilePackage } from './domain/file-course.ts';
import type { Candidate } from './domain/import-plan.ts';

const textIn = (one: z.ZodType<string>) => z.strictObject({ nl: one, fr: one.optional(), en: one.optional() });
const line = textIn(lineText(200));
/** Stands on attests and invoices. */
const title = textIn(printedLine(200));
const paragraph = textIn(longText(4_000));

const priceCents = z.int().min(1).max(100_000_000);

export const fileCourseSchema: z.ZodType<FileCourse> = courseBase.extend({
  title,
  summary: textIn(lineText(500)),
  description: paragraph,
  priceCents,
  teacher: z.strictObject({ name: personName(100), email: emailSchema, bio: paragraph }),
  programme: z.array(line).min(1).max(50),
  chapters: z
    .array(z.strictObject({ number: z.int().min(1).max(100), title: line, media: mediaName }))
    .min(1)
    .max(100),
  attentionChecks: z
    .array(z.strictObject({ chapter: z.int().min(1).max(100), atSecond: z.int().min(0).max(86_400) }))
    .max(500),
  finalTest: questionSetSchema,
  documents: z
    .array(z.strictObject({ file: documentName, kind: z.enum(documentKinds), language: localeSchema, title: line }))
    .max(30)
    .optional(),
});

export const filePackageSchema: z.ZodType<FilePackage> = z.strictObject({
  code: codeSchema,
  title,
  description: paragraph,
  minutes: courseMinutes,
  priceCents,
  vatRate: z.number(),
});

const shownAtMost = 30;
/** Messages and places quote what came, which may be anything. */
const longestName = 40;
const longestMessage = 300;

/** A record of a file, read by its schema; with something wrong in the file itself it has no value to plan with. */
export function candidateOf<T>(schema: z.ZodType<T>, { value, findings }: FileRecord): Candidate<T> {
  if (value === null && findings.length > 0) return { value: null, sound: {}, findings: [] };
  const read = readInput(schema, value);
  if ('value' in read) return { value: findings.length > 0 ? null : read.value, sound: read.value, findings: [] };
  const misshapen = read.faults.slice(0, shownAtMost).map(({ path, message: { nl, fr = nl, en = nl } }) => ({
    refused: 'misshapen' as const,
    path: path.map(partOf),
    message: { nl: short(nl), fr: short(fr), en: short(en) },
  }));
  return { value: null, sound: wholeOf(readableOf(schema, value)) as Partial<T>, findings: misshapen };
}

/** Of lists only those that could be read as a whole: rules speak of places in them. */
function wholeOf(sound: Record<string, unknown>): Record<string, unknown> {
  const isWhole = (value: unknown) => !Array.isArray(value) || !value.includes(null);
  return Object.fromEntries(Object.entries(sound).filter(([, value]) => isWhole(value)));
}

function partOf(part: PropertyKey): string | number {
  return typeof part === 'number' ? part : String(part).slice(0, longestName);
}

const short = (message: string) => message.slice(0, longestMessage);
