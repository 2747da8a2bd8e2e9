import { endOfDayAfter } from '@leerhuis/calendar';
import type { ProfessionCode } from '@leerhuis/federations';
import type { Locale } from '@leerhuis/language';

const hour = 3_600_000;

/** Until when a link confirms that is mailed now: all of the day that the mail names. Who hasn't by then is forgotten. @param zone of the provider */
export const confirmUntil = (now: Date, zone: string): Date => endOfDayAfter(now, 7, zone);

/** However often somebody asks, the address gets no second mail within this. */
const mailAgainAfter = hour;

/** Somebody typed an address and wants the newsletter there: not true until its owner confirms. */
export interface OptIn {
  email: string;
  locale: Locale;
  professions: ProfessionCode[];
  askedAt: Date;
  mailedAt: Date;
  expiresAt: Date;
  confirmedAt: Date | null;
  /** Hashes of the secrets in the links that were mailed. */
  tokens: string[];
  /** Of the mails, whose copies go when the address is forgotten. */
  mails: string[];
}

/**
 * What asking comes to: a mail to confirm, or nothing when the address got one just now. What was wished for last is what is confirmed.
 * @param before what was asked for with this address and has not ended yet
 * @param mail a new link, until when it confirms, and the id of its mail
 */
export function ask(
  before: OptIn | null,
  wish: Pick<OptIn, 'email' | 'locale' | 'professions'>,
  mail: { token: string; expiresAt: Date; id: string },
  now: Date,
): { optIn: OptIn; mailed: boolean } {
  if (before && now.getTime() - before.mailedAt.getTime() < mailAgainAfter) {
    return { optIn: before.confirmedAt ? before : { ...before, ...wish }, mailed: false };
  }
  const open = before && !before.confirmedAt && now < before.expiresAt ? before : null;
  const optIn = {
    ...wish,
    askedAt: now,
    mailedAt: now,
    expiresAt: mail.expiresAt,
    confirmedAt: null,
    tokens: [...(open?.tokens ?? []), mail.token],
    mails: [...(before?.mails ?? []), mail.id],
  };
  return { optIn, mailed: true };
}

export type Confirming = { optIn: OptIn; isNew: boolean } | { refused: 'expired' };

/** Confirming twice is confirming once: it takes back no unsubscribe that came after. */
export function confirm(optIn: OptIn, now: Date): Confirming {
  if (optIn.confirmedAt) return { optIn, isNew: false };
  if (now >= optIn.expiresAt) return { refused: 'expired' };
  return { optIn: { ...optIn, confirmedAt: now }, isNew: true };
}
