import type { AuditedFields } from '@leerhuis/audit';
import { momentAt } from '@leerhuis/calendar';
import { type AnyContext, notFound, requireMatch } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import { locales } from '@leerhuis/language';
import type { Tx } from '@leerhuis/outbox';
import { MailDelayed, MailRefused } from '../mailer-errors.ts';
import {
  type Content,
  change,
  type Decided,
  isFor,
  type Newsletter,
  newDraft,
  pause,
  resume,
  schedule,
  stop,
  unschedule,
  writtenFor,
} from './domain/newsletter.ts';
import { mailNotTaken, newsletterProblem, nobodyGetsIt, noTextIn, ownAddressUnknown } from './newsletter-problems.ts';
import { getsIt, type Newsletters, renderFor } from './newsletters.ts';

/** Who asks for a change, and which revision they saw (`If-Match`). */
export type Asking = Pick<AnyContext, 'header' | 'route'> & { actor: { accountId: string } };

export async function write(
  { newsletters, audit, newId, subscribers }: Newsletters,
  tx: Tx,
  content: Content,
  { actor }: Asking,
) {
  const me = await subscribers.get(actor.accountId, tx);
  const draft = newDraft(newId(), content, { accountId: actor.accountId, name: me?.name ?? null }, tx.now);
  await newsletters.insert(tx, draft);
  await audit.note(tx, { by: actor.accountId, action: 'newsletter.written', subject: draft.id, after: noted(draft) });
  return draft;
}

/** A draft with the same content. @throws Problem 404 */
export async function copy(needs: Newsletters, tx: Tx, id: string, asking: Asking): Promise<Newsletter> {
  const original = await needs.newsletters.get(id, tx);
  if (!original) throw notFound();
  const { texts, fallback, audience } = original;
  return write(needs, tx, { texts, fallback, audience }, asking);
}

/** @throws Problem 404, 409, 412 */
export async function remove({ newsletters, audit }: Newsletters, tx: Tx, id: string, asking: Asking): Promise<void> {
  const known = await newsletters.get(id, tx);
  if (!known) throw notFound();
  requireMatch(asking, known.revision);
  if (known.state !== 'draft') throw newsletterProblem({ refused: 'wrong-state', state: known.state });
  await newsletters.remove(tx, id);
  const by = asking.actor.accountId;
  await audit.note(tx, { by, action: 'newsletter.removed', subject: id, before: noted(known) });
}

/** What staff do with a newsletter, besides writing it. @throws Problem 404, 409, 412, 422 */
export const newsletterSteps = {
  change: (needs: Newsletters, tx: Tx, id: string, asking: Asking, content: Content) =>
    decideOn(needs, tx, id, asking, 'newsletter.changed', (known) => change(known, content, tx.now)),

  /** At a moment by the provider's clock. */
  schedule(needs: Newsletters, tx: Tx, id: string, asking: Asking, moment: { day: string; time: string }) {
    const at = momentAt(moment.day, moment.time, needs.timeZone);
    return decideOn(needs, tx, id, asking, 'newsletter.scheduled', (known) => schedule(known, at, tx.now));
  },

  /** At once: the sender takes it up within seconds. */
  send: (needs: Newsletters, tx: Tx, id: string, asking: Asking) =>
    decideOn(needs, tx, id, asking, 'newsletter.sent-at-once', (known) => schedule(known, null, tx.now)),

  unschedule: (needs: Newsletters, tx: Tx, id: string, asking: Asking) =>
    decideOn(needs, tx, id, asking, 'newsletter.unscheduled', unschedule),

  pause: (needs: Newsletters, tx: Tx, id: string, asking: Asking) =>
    decideOn(needs, tx, id, asking, 'newsletter.paused', pause),

  async resume(needs: Newsletters, tx: Tx, id: string, asking: Asking) {
    const resumed = await decideOn(needs, tx, id, asking, 'newsletter.resumed', resume);
    // it did not hang meanwhile
    await needs.newsletters.noteProgress(id, tx.now, tx);
    return resumed;
  },

  stop: (needs: Newsletters, tx: Tx, id: string, asking: Asking) =>
    decideOn(needs, tx, id, asking, 'newsletter.stopped', (known) => stop(known, tx.now)),
};

async function decideOn(
  needs: Newsletters,
  tx: Tx,
  id: string,
  asking: Asking,
  action: string,
  decide: (known: Newsletter) => Decided,
): Promise<Newsletter> {
  const known = await needs.newsletters.get(id, tx);
  if (!known) throw notFound();
  requireMatch(asking, known.revision);
  const decided = decide(known);
  if ('refused' in decided) throw newsletterProblem(decided);
  return saveStep(needs, tx, known, decided.newsletter, { action, by: asking.actor.accountId });
}

/** Keeps what was decided, with a note of it. */
export async function saveStep(
  { newsletters, audit }: Pick<Newsletters, 'newsletters' | 'audit'>,
  tx: Tx,
  before: Newsletter,
  decided: Newsletter,
  { action, by }: { action: string; by: string },
): Promise<Newsletter> {
  const after = { ...decided, revision: before.revision + 1 };
  await newsletters.save(tx, after);
  await audit.note(tx, { by, action, subject: after.id, before: noted(before), after: noted(after) });
  return after;
}

/** How many would get it now, by the language that they read. */
export async function audienceOf({ subscribers }: Newsletters, newsletter: Newsletter) {
  const byLanguage = Object.fromEntries(
    locales.map((locale) => [locale, { readers: 0, writtenIn: writtenFor(newsletter, locale) }]),
  ) as Record<Locale, { readers: number; writtenIn: Locale | null }>;
  let getIt = 0;
  for await (const batch of subscribers.all()) {
    for (const reader of batch) {
      if (!reader.email || !isFor(newsletter.audience, reader)) continue;
      const language = byLanguage[reader.locale];
      language.readers += 1;
      if (language.writtenIn) getIt += 1;
    }
  }
  return { getIt, byLanguage };
}

/** @throws Problem 404; 422 when nobody would get it now */
export async function refuseForNobody(needs: Newsletters, id: string): Promise<void> {
  const newsletter = await needs.newsletters.get(id);
  if (!newsletter) throw notFound();
  // whoever may not send it anyway hears why from the rules
  if (newsletter.state !== 'draft' || locales.every((locale) => !newsletter.texts[locale])) return;
  for await (const batch of needs.subscribers.all()) {
    if (batch.some((reader) => getsIt(newsletter, reader))) return;
  }
  throw nobodyGetsIt();
}

/** To whoever asks, as readers of this language get it; its links lead nowhere. @throws Problem 404, 409, 422, 503 */
export async function sendTestMail(
  needs: Newsletters,
  id: string,
  locale: Locale,
  accountId: string,
  now: Date,
): Promise<string> {
  const [newsletter, me] = await Promise.all([needs.newsletters.get(id), needs.subscribers.get(accountId)]);
  if (!newsletter) throw notFound();
  const written = writtenFor(newsletter, locale);
  if (!written) throw noTextIn();
  if (!me?.email) throw ownAddressUnknown();
  const laidOut = renderFor(needs, newsletter, written, 'test', now);
  try {
    await needs.mailer.send({
      jobId: `newsletter-test:${needs.newId()}`,
      date: now,
      sender: needs.brandOn(now).name,
      to: { name: '', address: me.email },
      locale: written,
      attachments: [],
      ...laidOut,
      subject: `[Test] ${laidOut.subject}`,
    });
  } catch (error) {
    if (error instanceof MailDelayed || error instanceof MailRefused) throw mailNotTaken();
    throw error;
  }
  return me.email;
}

function noted({ state, texts, fallback, audience, scheduledFor }: Newsletter): AuditedFields {
  return {
    state,
    subject: locales.map((locale) => texts[locale]?.subject).find((subject) => subject !== undefined) ?? null,
    languages: locales.filter((locale) => texts[locale]).join(', '),
    fallback,
    professions: audience.professions.join(', '),
    locales: audience.locales.join(', '),
    scheduledFor: scheduledFor?.toISOString() ?? null,
  };
}
