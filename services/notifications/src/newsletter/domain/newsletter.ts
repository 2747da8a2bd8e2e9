import type { ProfessionCode } from '@leerhuis/federations';
import { type Locale, locales } from '@leerhuis/language';

/** What a newsletter consists of, from top to bottom. All of it is plain text. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  /** A web address, shown as a button. */
  | { kind: 'link'; text: string; url: string }
  | { kind: 'course'; courseId: string; courseTitle: string };

export interface NewsletterText {
  subject: string;
  blocks: Block[];
}

/** Who gets it: nothing named is everybody. Who chose no professions gets what is for any. */
export interface Audience {
  professions: ProfessionCode[];
  locales: Locale[];
}

/** What staff write. */
export interface Content {
  texts: { [L in Locale]?: NewsletterText | undefined };
  /** The language for whom the newsletter has no text in their own; null: they don't get it. */
  fallback: Locale | null;
  audience: Audience;
}

export const newsletterStates = ['draft', 'scheduled', 'sending', 'paused', 'stopped', 'sent'] as const;
export type NewsletterState = (typeof newsletterStates)[number];

export interface Newsletter extends Content {
  id: string;
  revision: number;
  state: NewsletterState;
  createdAt: Date;
  /** Account of who wrote it. */
  createdBy: string;
  /** As they were called then; null when that was not known. */
  createdByName: string | null;
  changedAt: Date;
  scheduledFor: Date | null;
  startedAt: Date | null;
  /** When it was sent to all, or stopped. */
  endedAt: Date | null;
  /** How many are to get it; null while that is not gathered yet. */
  recipients: number | null;
}

/** From which states each step leads where; what is sent or stopped stays so, and can be copied. */
export const transitions = {
  schedule: { from: ['draft'], to: 'scheduled' },
  unschedule: { from: ['scheduled'], to: 'draft' },
  start: { from: ['scheduled'], to: 'sending' },
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  stop: { from: ['sending', 'paused'], to: 'stopped' },
  finish: { from: ['sending'], to: 'sent' },
} as const satisfies Record<string, { from: readonly NewsletterState[]; to: NewsletterState }>;
export type Step = keyof typeof transitions;

export type Refusal =
  | { refused: 'wrong-state'; state: NewsletterState }
  | { refused: 'no-text' }
  | { refused: 'fallback-without-text'; locale: Locale }
  | { refused: 'past' };

export type Decided = { newsletter: Newsletter } | Refusal;

export function newDraft(
  id: string,
  content: Content,
  by: { accountId: string; name: string | null },
  now: Date,
): Newsletter {
  return {
    id,
    revision: 1,
    state: 'draft',
    ...content,
    createdAt: now,
    createdBy: by.accountId,
    createdByName: by.name,
    changedAt: now,
    scheduledFor: null,
    startedAt: null,
    endedAt: null,
    recipients: null,
  };
}

/** Only a draft is changed: what was looked at before it was scheduled is what is sent. */
export function change(newsletter: Newsletter, content: Content, now: Date): Decided {
  if (newsletter.state !== 'draft') return { refused: 'wrong-state', state: newsletter.state };
  return { newsletter: { ...newsletter, ...content, changedAt: now } };
}

/** @param at moment of sending; null: at once */
export function schedule(newsletter: Newsletter, at: Date | null, now: Date): Decided {
  const { texts, fallback } = newsletter;
  if (newsletter.state === 'draft') {
    if (locales.every((locale) => !texts[locale])) return { refused: 'no-text' };
    if (fallback && !texts[fallback]) return { refused: 'fallback-without-text', locale: fallback };
    if (at && at <= now) return { refused: 'past' };
  }
  return step(newsletter, 'schedule', { scheduledFor: at ?? now });
}

export const unschedule = (newsletter: Newsletter): Decided => step(newsletter, 'unschedule', { scheduledFor: null });
export const start = (newsletter: Newsletter, now: Date): Decided => step(newsletter, 'start', { startedAt: now });
export const pause = (newsletter: Newsletter): Decided => step(newsletter, 'pause', {});
export const resume = (newsletter: Newsletter): Decided => step(newsletter, 'resume', {});
export const stop = (newsletter: Newsletter, now: Date): Decided => step(newsletter, 'stop', { endedAt: now });
export const finish = (newsletter: Newsletter, now: Date): Decided => step(newsletter, 'finish', { endedAt: now });

function step(newsletter: Newsletter, name: Step, fields: Partial<Newsletter>): Decided {
  const { from, to } = transitions[name];
  if (!(from as readonly NewsletterState[]).includes(newsletter.state))
    return { refused: 'wrong-state', state: newsletter.state };
  return { newsletter: { ...newsletter, ...fields, state: to } };
}

/** The language in which a subscriber reads it; null when they don't get it. */
export function writtenFor({ texts, fallback }: Content, locale: Locale): Locale | null {
  if (texts[locale]) return locale;
  return fallback && texts[fallback] ? fallback : null;
}

/** Whether a subscriber is among those whom the newsletter is for. */
export function isFor(
  { professions, locales: languages }: Audience,
  reader: { locale: Locale; professions: ProfessionCode[] },
) {
  if (languages.length > 0 && !languages.includes(reader.locale)) return false;
  if (professions.length === 0 || reader.professions.length === 0) return true;
  return reader.professions.some((code) => professions.includes(code));
}
