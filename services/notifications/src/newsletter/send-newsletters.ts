import { setTimeout as sleep } from 'node:timers/promises';
import type { Lease, Outbox } from '@leerhuis/outbox';
import type { Counter, Gauge, Logger } from '@leerhuis/telemetry';
import { isPassedOver } from '../addresses/domain/bounce.ts';
import type { Mailboxes } from '../mailboxes.ts';
import { MailDelayed, MailRefused } from '../mailer-errors.ts';
import type { KeptDelivery } from './delivery-store.ts';
import { tryAgainAt } from './domain/delivery.ts';
import { finish, isFor, type Newsletter, start, writtenFor } from './domain/newsletter.ts';
import { saveStep } from './newsletter-commands.ts';
import { type Newsletters, renderFor } from './newsletters.ts';

export interface NewsletterSending extends Newsletters {
  mailboxes: Mailboxes;
  transaction: Outbox['transaction'];
  /** One copy of the service sends at a time. */
  lease: Lease;
  /** Whether all facts of accounts are here: else subscribers would be left out whose address is on its way. */
  isCaughtUp: () => Promise<boolean>;
  clock: () => Date;
  realTime: () => Date;
  mailsPerMinute: number;
  /** After so long, in ms, a mail that is still not taken has failed. */
  giveUpAfter: number;
  logger: Logger;
  mails: Counter<'outcome'>;
  waiting: Gauge;
  stalled: Gauge;
}

/** Counting a hundred thousand deliveries for a metric takes as long as a few mails. */
const countEvery = 10_000;
/** Mails that are handed over at the same time. */
const lanes = 3;
/** Most deliveries between two looks at whether the newsletter is paused; fewer where they take longer than two seconds. */
const largestBatch = 15;
/** The lease is renewed so often while mails are under way, however long the mail server looks at them: no other copy sends them too. */
const renewEvery = 10_000;
/** A mail is begun only while the lease lasts longer. */
const leaseNeeded = renewEvery + 2_000;
/** A pause is looked for so often where mails go slowly. */
const lookEvery = 2_000;

/** The length of the lease that `sendNewsletters` needs, in ms. */
export const senderLeaseMs = 30_000;

/**
 * Sends what is due, a batch per turn: each address gets one copy, and a mail of which a crash left unknown whether it was taken goes out
 * again under the same Message-ID, so that nobody is left out.
 * @returns the turn, which says `more` while there is something to do
 */
export function sendNewsletters(sending: NewsletterSending): () => Promise<'more' | undefined> {
  const { newsletters, lease, clock, realTime } = sending;
  let counted = 0;
  const pace = pacer(sending.mailsPerMinute);

  async function startDue(): Promise<boolean> {
    const due = await newsletters.due(clock());
    if (due.length === 0 || !(await sending.isCaughtUp())) return false;
    for (const { id } of due) await begin(sending, id);
    return true;
  }

  return async () => {
    const [underWay, due] = await Promise.all([newsletters.underWay(), newsletters.due(clock())]);
    const since = [
      ...underWay.map((each) => each.since.getTime()),
      ...due.map(({ scheduledFor }) => scheduledFor?.getTime() ?? 0),
    ];
    const oldest = Math.min(realTime().getTime(), ...since);
    sending.stalled.set((realTime().getTime() - oldest) / 1000);
    if (realTime().getTime() - counted >= countEvery) {
      counted = realTime().getTime();
      const progresses = await Promise.all(
        underWay.map(({ newsletter }) => sending.deliveries.progress(newsletter.id)),
      );
      sending.waiting.set(progresses.reduce((sum, { waiting }) => sum + waiting, 0));
    }
    if (underWay.length + due.length === 0) return undefined;
    if (!(await lease.take())) return undefined;
    let isMore = await startDue();
    for (const { newsletter } of underWay) {
      if (newsletter.recipients === null) await gather(sending, newsletter);
      if (await sendBatch(sending, newsletter, pace)) isMore = true;
    }
    return isMore ? 'more' : undefined;
  };
}

async function begin(sending: NewsletterSending, id: string): Promise<void> {
  await sending.transaction(async (tx) => {
    const known = await sending.newsletters.get(id, tx);
    const decided = known && start(known, tx.now);
    // taken back a moment ago
    if (!known || !decided || 'refused' in decided) return;
    await saveStep(sending, tx, known, decided.newsletter, { action: 'newsletter.started', by: 'notifications' });
    await sending.newsletters.noteProgress(id, sending.realTime(), tx);
  });
}

/** Everybody who is subscribed at one moment gets a delivery, once however often a crash has it begin anew. */
async function gather(sending: NewsletterSending, newsletter: Newsletter): Promise<void> {
  const { deliveries, newsletters, subscribers, lease, clock } = sending;
  const at = clock();
  for await (const batch of subscribers.all()) {
    if (!(await lease.take())) return;
    const found = batch.flatMap((reader) => {
      const locale = writtenFor(newsletter, reader.locale);
      if (!reader.email || !locale || !isFor(newsletter.audience, reader)) return [];
      const { id: subscriptionId, email } = reader;
      const fresh = {
        state: 'waiting' as const,
        reason: null,
        attempts: 0,
        notBefore: new Date(0),
        firstTriedAt: null,
      };
      return [{ newsletterId: newsletter.id, subscriptionId, email, locale, ...fresh, at }];
    });
    if (found.length > 0) await deliveries.add(found);
  }
  await newsletters.noteRecipients(newsletter.id, await deliveries.count(newsletter.id));
}

/** @returns whether there is more to do at once */
async function sendBatch(
  sending: NewsletterSending,
  newsletter: Newsletter,
  pace: () => Promise<void>,
): Promise<boolean> {
  const { deliveries, newsletters, realTime, lease } = sending;
  const { id } = newsletter;
  // whatever is under way now was left so by a crash: this copy alone sends, a batch at a time
  await deliveries.takeUp(id);
  const inTwoSeconds = Math.floor(sending.mailsPerMinute / 30);
  const batch = await deliveries.next(id, realTime(), Math.max(1, Math.min(largestBatch, inTwoSeconds)));
  if (batch.length === 0) return endWhenDone(sending, id);
  if (!(await newsletters.isSending(id))) return false;
  let isAway = false;
  let looked = performance.now();
  const mayGoOn = async () => {
    if (performance.now() - looked < lookEvery) return true;
    looked = performance.now();
    return newsletters.isSending(id);
  };
  const lane = async () => {
    for (let delivery = batch.shift(); delivery && !isAway; delivery = batch.shift()) {
      await pace();
      if (lease.remaining() < leaseNeeded && !(await lease.take())) return;
      if (!(await mayGoOn())) return;
      if ((await deliver(sending, newsletter, delivery)) === 'away') isAway = true;
    }
  };
  const renewing = setInterval(() => void lease.take().catch(() => undefined), renewEvery);
  const done = await Promise.allSettled(Array.from({ length: lanes }, lane)).finally(() => clearInterval(renewing));
  // only now: a lane that went on would meet the next turn
  const broken = done.find((each) => each.status === 'rejected');
  if (broken) throw broken.reason;
  if (isAway) return false;
  await newsletters.noteProgress(id, realTime());
  return true;
}

async function endWhenDone(sending: NewsletterSending, id: string): Promise<false> {
  if ((await sending.deliveries.progress(id)).waiting > 0) {
    // those that the server wants later: it doesn't hang
    await sending.newsletters.noteProgress(id, sending.realTime());
    return false;
  }
  await sending.transaction(async (tx) => {
    const known = await sending.newsletters.get(id, tx);
    const decided = known && finish(known, tx.now);
    if (!known || !decided || 'refused' in decided) return;
    await saveStep(sending, tx, known, decided.newsletter, { action: 'newsletter.sent', by: 'notifications' });
  });
  return false;
}

/** Gives `away` when the mail server is: then nothing was tried. */
async function deliver(
  sending: NewsletterSending,
  newsletter: Newsletter,
  delivery: KeptDelivery,
): Promise<'away' | undefined> {
  const { deliveries, subscribers, mailer, clock } = sending;
  const now = clock();
  const { id, email, subscriptionId } = delivery;
  if (!(await deliveries.claim(id, now))) return;
  // now, not when it was gathered: who unsubscribed meanwhile gets none
  const reader = (await subscribers.get(subscriptionId)) ?? (await subscribers.ofAddress(email));
  if (!reader?.subscribed || !reader.email) return settle(sending, delivery, 'skipped', 'unsubscribed');
  if (reader.email !== email && !(await deliveries.readdress(id, reader.email)))
    return settle(sending, delivery, 'skipped', 'gets it under another subscription');
  // nobody waits for it, and a sender who goes on writing to nobody is taken for one of unsolicited mail
  const marked = await sending.mailboxes.bounces(reader.email);
  if (marked && isPassedOver(marked)) return settle(sending, delivery, 'skipped', 'mails to the address bounce');
  const mail = {
    jobId: `newsletter:${id}`,
    date: now,
    sender: sending.brandOn(now).name,
    to: { name: '', address: reader.email },
    locale: delivery.locale,
    attachments: [],
    unsubscribeUrl: sending.links.unsubscribe(reader.token),
    ...renderFor(sending, newsletter, delivery.locale, reader.token, now),
  };
  try {
    await mailer.send(mail);
  } catch (error) {
    return afterFailure(sending, { ...delivery, email: reader.email }, error);
  }
  if (marked) await sending.mailboxes.arrived(reader.email);
  return settle(sending, delivery, 'sent', null);
}

async function settle(
  { deliveries, clock, mails }: NewsletterSending,
  { id }: KeptDelivery,
  state: 'sent' | 'failed' | 'skipped',
  reason: string | null,
): Promise<undefined> {
  await deliveries.settle(id, state, clock(), reason);
  mails.inc({ outcome: state });
}

async function afterFailure(
  sending: NewsletterSending,
  delivery: KeptDelivery,
  error: unknown,
): Promise<'away' | undefined> {
  const { deliveries, realTime, logger } = sending;
  if (error instanceof MailRefused) return afterRefusal(sending, delivery, error);
  const reason = error instanceof MailDelayed ? error.said : String(error);
  if (!(error instanceof MailDelayed) || error.isAway) {
    await deliveries.release(delivery.id, reason);
    logger.warn({ err: error, newsletterId: delivery.newsletterId }, 'the newsletter waits for the mail server');
    return 'away';
  }
  const now = realTime();
  const firstTriedAt = delivery.firstTriedAt ?? now;
  const notBefore = tryAgainAt(delivery.attempts + 1, firstTriedAt, now, sending.giveUpAfter);
  if (!notBefore) return settle(sending, delivery, 'failed', reason);
  await deliveries.putOff(delivery.id, { notBefore, firstTriedAt, reason });
  return undefined;
}

async function afterRefusal(
  sending: NewsletterSending,
  delivery: KeptDelivery,
  refused: MailRefused,
): Promise<undefined> {
  const { bounce: why, said } = refused;
  const mail = { email: delivery.email, messageId: null, template: null, accountId: null, organisationId: null };
  if (why) await sending.mailboxes.bounced(mail, why);
  return settle(sending, delivery, 'failed', said);
}

/** Resolves when the next mail may go: so many a minute, evenly. */
function pacer(perMinute: number): () => Promise<void> {
  const gap = 60_000 / perMinute;
  let next = 0;
  return async () => {
    const now = performance.now();
    next = Math.max(next, now - gap);
    const wait = next - now;
    next += gap;
    if (wait > 1) await sleep(wait);
  };
}
