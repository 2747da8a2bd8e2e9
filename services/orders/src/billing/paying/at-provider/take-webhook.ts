import { problem } from '@leerhuis/http-api';
import { type Pace, takeOne } from '../domain/pace.ts';

export interface WebhookNeeds {
  isOurs(providerPaymentId: string): Promise<boolean>;
  askAbout(providerPaymentId: string): Promise<void>;
  /** Real time: how fast others may come has nothing to do with what day it is here. */
  now(): Date;
  /** Of all ids that we don't know together. */
  unknownPerMinute: number;
}

/** Of one payment; more than the provider ever tells, and anybody who began a payment knows its id. */
const perMinuteOfOne = 60;
/** Payments that are counted; the one longest quiet is forgotten. */
const mostCounted = 10_000;

/**
 * Takes note of what a webhook says, as fast as the provider may be asked about it: whoever calls us makes us call the
 * provider, which turns away who asks too much, and with that the customers who want to pay. What is refused here is told
 * again by the provider, and what is ours is asked about anyway.
 */
export function webhookTaking({ isOurs, askAbout, now, unknownPerMinute }: WebhookNeeds) {
  const ours = new Map<string, Pace>();
  let unknown: Pace | undefined;

  function takeOurs(id: string): void {
    const taken = takeOne(ours.get(id), perMinuteOfOne, now());
    if ('refused' in taken) throw tooMany(taken.waitSeconds);
    ours.delete(id);
    ours.set(id, taken);
    const [longestQuiet] = ours.keys();
    if (ours.size > mostCounted && longestQuiet !== undefined) ours.delete(longestQuiet);
  }

  function takeUnknown(): void {
    const taken = takeOne(unknown, unknownPerMinute, now());
    if ('refused' in taken) throw tooMany(taken.waitSeconds);
    unknown = taken;
  }

  /** @throws Problem 429 */
  return async function takeWebhook(providerPaymentId: string): Promise<void> {
    if (await isOurs(providerPaymentId)) takeOurs(providerPaymentId);
    // it may be one that we asked for and then ended before keeping it
    else takeUnknown();
    await askAbout(providerPaymentId);
  };
}

const tooMany = (retryAfter: number) => problem(429, 'too-many-webhooks', { retryAfter });
