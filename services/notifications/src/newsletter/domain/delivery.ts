import type { Locale } from '@leerhuis/language';

export const deliveryStates = ['waiting', 'sending', 'sent', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One newsletter to one subscriber. */
export interface Delivery {
  newsletterId: string;
  subscriptionId: string;
  /** No two deliveries of a newsletter have the same. */
  email: string;
  /** The language that it is written in for them. */
  locale: Locale;
  /** Sending: its mail is being handed over; after a crash nobody knows whether it was. */
  state: DeliveryState;
  /** Why it failed, waits, or was left out. */
  reason: string | null;
  attempts: number;
  /** Real time from which it may be tried again. */
  notBefore: Date;
  firstTriedAt: Date | null;
  /** When it got its last state. */
  at: Date;
}

/** How many deliveries are in which state; sending counts as waiting. */
export interface Progress {
  waiting: number;
  sent: number;
  failed: number;
  skipped: number;
}

/** Minutes until a mail that the server wanted later is tried again. */
const waits = [1, 5, 15, 60];
const minute = 60_000;

/** When a mail that was put off is tried again; null when it was tried for long enough. */
export function tryAgainAt(attempts: number, firstTriedAt: Date, now: Date, giveUpAfter: number): Date | null {
  if (now.getTime() - firstTriedAt.getTime() >= giveUpAfter) return null;
  const wait = waits[Math.min(attempts, waits.length) - 1] ?? 1;
  return new Date(now.getTime() + wait * minute);
}
