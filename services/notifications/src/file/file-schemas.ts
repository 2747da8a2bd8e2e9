import { countedPageOf, dateTime, idSchema, moneySchema } from '@leerhuis/http-api';
import { inLocale, type Locale } from '@leerhuis/language';
import { z } from 'zod';
import { addressOf, type Entry, entryKinds, entryStates } from './domain/entry.ts';
import type { FiledMessage, FileItem, FileNames } from './file-queries.ts';

export const fileKinds = [...entryKinds, 'message'] as const;

const item = z
  .object({
    kind: z.enum(fileKinds),
    at: dateTime.meta({ description: 'When it was taken, issued or written' }),
    title: z.string(),
    url: z.string().meta({ description: 'Where it is opened' }),
    state: z
      .enum([...entryStates, 'queued', 'sent', 'failed', 'overtaken', 'bounced'])
      .meta({ description: 'Of a message how its sending went; else whether something else became of it' }),
    accountId: idSchema.nullable().meta({ description: 'Of an enrolment or attest: who learns' }),
    accountName: z.string().optional().meta({ description: 'In the file of an organisation, as it knows them' }),
    organisationId: idSchema.nullable().meta({ description: 'For which organisation; null: for themselves' }),
    organisationName: z.string().optional(),
    number: z.string().nullable().meta({ description: 'Of a pro-forma or invoice' }),
    total: moneySchema.nullable().meta({ description: 'Of a pro-forma or invoice, VAT included' }),
    attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.int(), url: z.string() })),
  })
  .meta({ id: 'FileItem' });
export const filePage = countedPageOf(item);
type ItemView = z.input<typeof item>;

interface Showing extends FileNames {
  locale: Locale;
}

export function itemView(shown: FileItem, showing: Showing): ItemView {
  return shown.is === 'entry' ? entryView(shown.entry, showing) : messageView(shown.message, showing);
}

function entryView(entry: Entry, { titles, names, organisations, locale }: Showing): ItemView {
  const { kind, at, state, accountId, organisationId, number, totalCents, courseId } = entry;
  const course = titles.get(courseId ?? '');
  const about = entry.titles ?? (course ? [course] : []);
  return {
    kind,
    at: at.toISOString(),
    // a course for three people is three lines of an order
    title: [...new Set(about.map((title) => inLocale(title, locale)))].join(', '),
    url: addressOf(entry),
    state,
    accountId,
    accountName: names.get(accountId ?? ''),
    organisationId,
    organisationName: organisations.get(organisationId ?? ''),
    number,
    total: totalCents === null ? null : { amount: totalCents, currency: 'EUR' },
    attachments: [],
  };
}

function messageView(
  { id, at, subject, state, bounceWhy, organisationId, attachments }: FiledMessage,
  { organisations }: Showing,
): ItemView {
  const url = `/api/v1/messages/${id}`;
  return {
    kind: 'message',
    at: at.toISOString(),
    title: subject,
    url,
    state: bounceWhy === null ? state : 'bounced',
    accountId: null,
    organisationId,
    organisationName: organisations.get(organisationId ?? ''),
    number: null,
    total: null,
    attachments: attachments.map((attachment, n) => ({ ...attachment, url: `${url}/attachments/${n}` })),
  };
}
