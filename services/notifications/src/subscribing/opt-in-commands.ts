import { createHash } from 'node:crypto';
import { sendMessage } from '@leerhuis/contracts';
import { problem } from '@leerhuis/http-api';
import type { Tx } from '@leerhuis/outbox';
import { ask, confirm, confirmUntil, type OptIn } from './domain/opt-in.ts';
import { newSubscription, type Subscription } from './domain/subscription.ts';
import { consentVersion, type Subscribing } from './subscribing.ts';
import { idOfAddress } from './subscription-store.ts';

const hour = 3_600_000;
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** @throws Problem 429 when this internet address has asked too often in this hour */
export async function takeTurn({ optIns, mostPerHour }: Subscribing, ip: string, now: Date): Promise<void> {
  const until = new Date((Math.floor(now.getTime() / hour) + 1) * hour);
  const who = createHash('sha256').update(ip).digest('base64url').slice(0, 22);
  if ((await optIns.countTurn(who, until)) <= mostPerHour) return;
  throw problem(429, 'too-many-subscriptions', { retryAfter: (until.getTime() - now.getTime()) / 1000 });
}

/**
 * Mails a link by which the owner of the address confirms; whom we write to already is told so, in their mailbox alone. At most one
 * mail an hour.
 */
export async function askToSubscribe(
  subscribing: Subscribing,
  tx: Tx,
  wish: Pick<OptIn, 'email' | 'locale' | 'professions'>,
): Promise<void> {
  const { subscriptions, optIns, links, newId } = subscribing;
  await subscriptions.takeTurn(tx, wish.email);
  const before = await optIns.ofAddress(tx, wish.email);
  const expiresAt = confirmUntil(tx.now, subscribing.timeZone);
  // says itself when it ends, so that a late reader is told so although it is forgotten
  const token = `${expiresAt.getTime().toString(36)}.${subscribing.newToken()}`;
  const jobId = `newsletter-opt-in-${newId()}`;
  const { optIn, mailed } = ask(before, wish, { token: hashOf(token), expiresAt, id: jobId }, tx.now);
  if (!mailed) return optIns.save(tx, optIn);
  const { email, locale } = wish;
  const recipient = { accountId: null, email, name: '' as const, locale };
  const known = await subscriptions.ofAddress(email, tx);
  if (known?.subscribed) {
    await optIns.save(tx, { ...optIn, confirmedAt: tx.now });
    const secrets = { link: links.preferences(known.token) };
    tx.enqueue(sendMessage, { recipient, template: 'newsletter-already', data: {}, secrets }, { jobId });
    return;
  }
  await optIns.save(tx, optIn);
  const data = { expiresAt: optIn.expiresAt.toISOString() };
  const secrets = { link: links.confirm(token) };
  tx.enqueue(sendMessage, { recipient, template: 'newsletter-confirm', data, secrets }, { jobId });
}

/** `ended`: confirmed, and unsubscribed since. */
export type LinkState = 'ask' | 'done' | 'ended' | 'expired' | 'unknown';

/** What the page behind the link shows; nothing changes. */
export async function lookAtLink({ optIns, subscriptions }: Subscribing, token: string, now: Date): Promise<LinkState> {
  const optIn = await optIns.ofToken(hashOf(token));
  if (!optIn) return isPast(token, now) ? 'expired' : 'unknown';
  const confirmed = confirm(optIn, now);
  if ('refused' in confirmed) return confirmed.refused;
  return confirmed.isNew ? 'ask' : usedLink(await subscriptions.ofAddress(optIn.email));
}

/** The owner of the mailbox says yes: from now on they are subscribed (V-5). */
export async function confirmLink(subscribing: Subscribing, tx: Tx, token: string): Promise<LinkState> {
  const { subscriptions, optIns } = subscribing;
  const optIn = await optIns.ofToken(hashOf(token), tx);
  if (!optIn) return isPast(token, tx.now) ? 'expired' : 'unknown';
  const confirmed = confirm(optIn, tx.now);
  if ('refused' in confirmed) return confirmed.refused;
  const { email, askedAt, locale, professions } = optIn;
  if (!confirmed.isNew) return usedLink(await subscriptions.ofAddress(email, tx));
  await subscriptions.takeTurn(tx, email);
  const known =
    (await subscriptions.ofAddress(email, tx)) ?? newSubscription(idOfAddress(email), subscribing.newToken());
  await optIns.save(tx, confirmed.optIn);
  await subscriptions.save(tx, {
    ...known,
    email,
    subscribed: true,
    changedAt: tx.now,
    consent: { way: 'double-opt-in', at: tx.now, askedAt, textVersion: consentVersion },
    locale,
    localeChosen: true,
    ...(professions.length > 0 && { professions, professionsChosen: true }),
  });
  return 'done';
}

/** Who never confirmed is forgotten, with the copies of what was mailed to them. @returns `more` when there may be more */
export async function forgetUnconfirmed(
  { optIns, forgetMessages }: Pick<Subscribing, 'optIns' | 'forgetMessages'>,
  now: Date,
): Promise<'more' | undefined> {
  const ended = await optIns.ended(now);
  for (const { id, confirmedAt, mails } of ended) {
    if (!confirmedAt) await forgetMessages(mails);
    await optIns.forget(id, now);
  }
  return ended.length > 0 ? 'more' : undefined;
}

/** What was confirmed before is not confirmed again: it takes back no unsubscribe. */
const usedLink = (known: Subscription | null): LinkState => (known?.subscribed === false ? 'ended' : 'done');

function isPast(token: string, now: Date): boolean {
  const [, until = ''] = /^([0-9a-z]{8,9})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  return until !== '' && Number.parseInt(until, 36) <= now.getTime();
}
