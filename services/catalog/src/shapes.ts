import { federationCodes, professionCodes } from '@leerhuis/federations';
import { dateSchema, lineText, localeSchema, moneySchema, printedLine } from '@leerhuis/http-api';
import { add, type Money, vatOf } from '@leerhuis/money';
import { z } from 'zod';

// What several features read or show in the same way.

export const federationSchema = z.enum(federationCodes).meta({ id: 'FederationCode' });
export const professionSchema = z.enum(professionCodes).meta({ id: 'ProfessionCode' });

/** Net, VAT and gross; the client never calculates. */
export const priceSchema = z
  .object({
    net: moneySchema,
    vatRate: z.number().meta({ description: 'Percent' }),
    vat: moneySchema,
    gross: moneySchema,
  })
  .meta({ id: 'Price' });

export function priceOf(net: Money, vatRate: number): z.output<typeof priceSchema> {
  const vat = vatOf(net, vatRate);
  return { net, vatRate, vat, gross: add(net, vat) };
}

const isMediaName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.mp4$/;
const nameOfMedia = z
  .string()
  .max(64)
  .check(({ value, issues }) => {
    if (isMediaName.test(value)) return;
    const message = {
      nl: 'Een naam eindigt op .mp4 en heeft verder hoogstens 60 letters zonder accenten, cijfers en . _ -',
      fr: 'Un nom se termine par .mp4, avec au plus 60 lettres sans accents, chiffres et . _ -',
      en: 'A name ends in .mp4, and has at most 60 letters without accents, digits and . _ - besides',
    };
    issues.push({ code: 'custom', input: value, params: { message } });
  });
/** Also part of an address, so nothing that needs encoding. */
export const mediaName = nameOfMedia.meta({ pattern: isMediaName.source });

const isDocumentName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()&'’–-]*\.(?:pdf|docx|pptx|xlsx)$/iu;

/** Name of a file that learners keep; no part of a path, and no other ending than that of what it must be. */
export const documentName = lineText(120).check(({ value, issues }) => {
  if (issues.length > 0 || (isDocumentName.test(value) && !value.includes('..'))) return;
  const message = {
    nl: 'Een naam eindigt op .pdf, .docx, .pptx of .xlsx en heeft verder letters, cijfers, spaties en . _ - ( ) & ’',
    fr: 'Un nom se termine par .pdf, .docx, .pptx ou .xlsx, avec des lettres, chiffres, espaces et . _ - ( ) & ’',
    en: 'A name ends in .pdf, .docx, .pptx or .xlsx, and has letters, digits, spaces and . _ - ( ) & ’ besides',
  };
  issues.push({ code: 'custom', input: value, params: { message } });
});

const day = 24 * 60;

export const testAttempts = z
  .strictObject({
    max: z.int().min(1).max(100).optional().meta({ description: 'Not given: any number' }),
    waitMinutes: z
      .int()
      .min(0)
      // a longer wait would outlast the access (V-17)
      .max(365 * day)
      .optional()
      .meta({ description: 'From the end of an attempt until the next may start' }),
  })
  .meta({ id: 'TestAttemptLimits', description: 'How often the final test may be tried; the strictest counts' });

export const accreditation = z
  .strictObject({
    federation: federationSchema,
    accreditationNumber: printedLine(50),
    minutes: z
      .int()
      .min(0)
      .max(30 * day),
    points: z.number().min(0).max(1_000).nullable(),
    attestUntil: dateSchema.meta({ description: 'Last day on which an attest can be requested' }),
    testAttempts: testAttempts.optional(),
    watchPercent: z
      .int()
      .min(10)
      .max(100)
      .multipleOf(10)
      .optional()
      .meta({ description: 'How much has to be watched for an attest; not given: as much as of any other course' }),
  })
  .meta({ id: 'Accreditation' });

export const codeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
export const courseMinutes = z
  .int()
  .min(1)
  .max(1_000 * 60);

/** What is the same of a course in a file and to staff. */
export const courseBase = z.strictObject({
  code: codeSchema,
  kind: z.literal('video'),
  language: localeSchema,
  minutes: courseMinutes,
  vatRate: z.number(),
  trailer: mediaName,
  accreditations: z.array(accreditation).min(1).max(10),
  testAttempts: testAttempts.optional(),
});
