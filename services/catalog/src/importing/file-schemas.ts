import { federationCodes } from '@leerhuis/federations';
import {
  dateSchema,
  emailSchema,
  lineText,
  localeSchema,
  longText,
  personName,
  printedLine,
  readInput,
} from '@leerhuis/http-api';
import { z } from 'zod';
import { questionSetSchema } from '../question-sets.ts';
import type { FileRecord } from './catalogue-file.ts';
import type { FileCourse, FilePackage } from './domain/file-course.ts';
import type { Candidate } from './domain/import-plan.ts';

const textIn = (one: z.ZodType<string>) => z.strictObject({ nl: one, fr: one.optional(), en: one.optional() });
const line = textIn(lineText(200));
/** Stands on attests and invoices. */
const title = textIn(printedLine(200));
const paragraph = textIn(longText(4_000));

const codeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
/** Also part of an address, so nothing that needs encoding. */
const mediaName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.mp4$/);

const day = 24 * 60;
const minutes = z
  .int()
  .min(1)
  .max(1_000 * 60);
const priceCents = z.int().min(1).max(100_000_000);
/** A wait of more than a year would outlast the access (V-17). */
const testAttempts = z
  .strictObject({
    max: z.int().min(1).max(100).optional(),
    waitMinutes: z
      .int()
      .min(0)
      .max(365 * day)
      .optional(),
  })
  .optional();

function vatRateAmong(rates: readonly number[]) {
  return z.number().refine((rate) => rates.some((known) => known === rate), {
    params: {
      message: {
        nl: `Geen btw-tarief om aan te verkopen. Kies uit ${rates.join(', ')}`,
        fr: `Ce n'est pas un taux de TVA de vente. Choisissez parmi ${rates.join(', ')}`,
        en: `Nothing is sold at this VAT rate. Choose from ${rates.join(', ')}`,
      },
    },
  });
}

/** What a course and a package of a file have to be, when something may be sold at these VAT rates (percents). */
export function fileSchemas(vatRates: readonly number[]) {
  const vatRate = vatRateAmong(vatRates);
  const course: z.ZodType<FileCourse> = z.strictObject({
    code: codeSchema,
    kind: z.literal('video'),
    language: z.enum(['nl', 'fr', 'en']),
    title,
    summary: textIn(lineText(500)),
    description: paragraph,
    minutes,
    priceCents,
    vatRate,
    teacher: z.strictObject({ name: personName(100), email: emailSchema, bio: paragraph }),
    trailer: mediaName,
    programme: z.array(line).min(1).max(50),
    accreditations: z
      .array(
        z.strictObject({
          federation: z.enum(federationCodes),
          accreditationNumber: printedLine(50),
          minutes: z
            .int()
            .min(0)
            .max(30 * day),
          points: z.number().min(0).max(1_000).nullable(),
          attestUntil: dateSchema,
          testAttempts,
        }),
      )
      .min(1)
      .max(10),
    chapters: z
      .array(z.strictObject({ number: z.int().min(1).max(100), title: line, media: mediaName }))
      .min(1)
      .max(100),
    attentionChecks: z
      .array(
        z.strictObject({
          chapter: z.int().min(1).max(100),
          atSecond: z
            .int()
            .min(0)
            .max(day * 60),
        }),
      )
      .max(500),
    finalTest: questionSetSchema,
    testAttempts,
  });

  const creditPackage: z.ZodType<FilePackage> = z.strictObject({
    code: codeSchema,
    title,
    description: paragraph,
    minutes,
    priceCents,
    vatRate,
  });
  return { course, creditPackage };
}

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
