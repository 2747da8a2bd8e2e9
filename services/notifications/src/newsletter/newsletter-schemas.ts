import { type ProfessionCode, professionCodes } from '@leerhuis/federations';
import {
  catalogIdSchema,
  countedPageOf,
  dateSchema,
  dateTime,
  idSchema,
  lineText,
  localeSchema,
  longText,
  timeSchema,
} from '@leerhuis/http-api';
import { locales } from '@leerhuis/language';
import { z } from 'zod';
import type { KeptDelivery } from './delivery-store.ts';
import { deliveryStates, type Progress } from './domain/delivery.ts';
import { type Newsletter, newsletterStates } from './domain/newsletter.ts';

const noWebAddress = {
  nl: 'Geen webadres dat met https:// of http:// begint',
  fr: 'Pas une adresse web qui commence par https:// ou http://',
  en: 'Not a web address that begins with https:// or http://',
};

const webAddress = lineText(2_000)
  .check(({ value, issues }) => {
    if (!isWebAddress(value)) issues.push({ code: 'custom', input: value, params: { message: noWebAddress } });
  })
  .meta({ format: 'uri' });

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
}

const block = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('heading'), text: lineText(200) }),
    z.strictObject({ kind: z.literal('paragraph'), text: longText(4_000) }),
    z.strictObject({ kind: z.literal('list'), items: z.array(lineText(500)).min(1).max(50) }),
    z.strictObject({ kind: z.literal('link'), text: lineText(200), url: webAddress }),
    z.strictObject({ kind: z.literal('course'), courseId: catalogIdSchema, courseTitle: lineText(300) }),
  ])
  .meta({ id: 'NewsletterBlock', description: 'Plain text: what looks like HTML or Markdown is shown as it stands' });

const text = z
  .strictObject({ subject: lineText(150), blocks: z.array(block).min(1).max(100) })
  .meta({ id: 'NewsletterText' });

const distinct = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .overwrite((items) => [...new Set(items)]);

export const contentSchema = z
  .strictObject({
    texts: z.strictObject({ nl: text.optional(), fr: text.optional(), en: text.optional() }),
    fallback: localeSchema.nullable().meta({
      description:
        'Language for readers of a language that has no text; null: they don’t get it. Always chosen, never by default.',
    }),
    audience: z
      .strictObject({
        professions: distinct(z.enum(professionCodes as [ProfessionCode, ...ProfessionCode[]]), professionCodes.length),
        locales: distinct(localeSchema, locales.length),
      })
      .meta({ description: 'None named: everybody. Who chose no professions gets what is for any.' }),
  })
  .meta({ id: 'NewsletterContent' });

const progress = z
  .object({ waiting: z.int(), sent: z.int(), failed: z.int(), skipped: z.int() })
  .meta({ id: 'NewsletterProgress', description: 'Skipped: who unsubscribed before their turn' });

const listed = z.object({
  id: idSchema,
  revision: z.int(),
  state: z.enum(newsletterStates),
  subjects: z.object({ nl: z.string().optional(), fr: z.string().optional(), en: z.string().optional() }),
  createdAt: dateTime,
  createdBy: z.string(),
  createdByName: z.string().nullable(),
  changedAt: dateTime,
  scheduledFor: dateTime.nullable(),
  startedAt: dateTime.nullable(),
  endedAt: dateTime.nullable(),
  recipients: z.int().nullable().meta({ description: 'How many are to get it; null while that is not gathered' }),
});
export const newsletterPage = countedPageOf(listed.meta({ id: 'ListedNewsletter' }));
export const newsletterSchema = listed
  .extend({ ...contentSchema.shape, progress: progress.nullable() })
  .meta({ id: 'Newsletter' });

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function listedView(newsletter: Newsletter): z.input<typeof listed> {
  const { id, revision, state, createdBy, createdByName, recipients, texts } = newsletter;
  const subjects = Object.fromEntries(Object.entries(texts).map(([locale, written]) => [locale, written?.subject]));
  return {
    id,
    revision,
    state,
    subjects,
    createdAt: newsletter.createdAt.toISOString(),
    createdBy,
    createdByName,
    changedAt: newsletter.changedAt.toISOString(),
    scheduledFor: iso(newsletter.scheduledFor),
    startedAt: iso(newsletter.startedAt),
    endedAt: iso(newsletter.endedAt),
    recipients,
  };
}

export function newsletterView(newsletter: Newsletter, progressed: Progress | null): z.input<typeof newsletterSchema> {
  const { texts, fallback, audience } = newsletter;
  return { ...listedView(newsletter), texts, fallback, audience, progress: progressed };
}

export const scheduleSchema = z
  .strictObject({
    day: dateSchema,
    time: timeSchema,
  })
  .meta({ id: 'NewsletterMoment', description: 'Day and time by the clock of the provider’s zone' });

export const previewSchema = z
  .object({
    locale: localeSchema,
    writtenIn: localeSchema.nullable(),
    notice: z.string().nullable().meta({ description: 'What readers of this language get instead of their own' }),
    subject: z.string().nullable(),
    text: z.string().nullable(),
    html: z.string().nullable(),
  })
  .meta({ id: 'NewsletterPreview' });

const readers = z.object({ readers: z.int(), writtenIn: localeSchema.nullable() });
export const audienceSchema = z
  .object({ getIt: z.int(), byLanguage: z.object({ nl: readers, fr: readers, en: readers }) })
  .meta({ id: 'NewsletterAudience' });

const delivery = z
  .object({
    email: z.string(),
    locale: localeSchema,
    state: z.enum(deliveryStates),
    reason: z.string().nullable(),
    attempts: z.int(),
    at: dateTime,
  })
  .meta({ id: 'NewsletterDelivery' });
export const deliveryPage = countedPageOf(delivery);

export function deliveryView({ email, locale, state, reason, attempts, at }: KeptDelivery): z.input<typeof delivery> {
  return { email, locale, state, reason, attempts, at: at.toISOString() };
}
