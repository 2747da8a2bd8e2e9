import type { Place } from './place.ts';

/** A login on one device. The refresh token changes at each use; using an old one ends the session, once the moment for retries is over. */
export interface Session {
  id: string;
  accountId: string;
  remembered: boolean;
  /** sha256 of the refresh token that works now. */
  tokenHash: string;
  startedAt: Date;
  refreshedAt: Date;
  expiresAt: Date;
  /** What the browser or app calls itself, at the login; unknown of sessions of before. */
  device?: string | null;
  /** The organisation that was last chosen to act for, where it is to be remembered (C-2). */
  actingFor?: string | null;
  /** When it last gave a second factor. */
  secondFactorAt?: Date | null;
  ended: { at: Date; why: EndReason } | null;
}

export type EndReason =
  | 'logged-out'
  | 'ended-elsewhere'
  | 'ended-by-staff'
  | 'token-reused'
  | 'password-changed'
  | 'email-changed'
  | 'account-closed'
  | 'rights-changed'
  | 'second-factor-reset';

/** What a device gets at its login, and at each refresh. */
export interface Login {
  accessToken: string;
  tokenType: 'Bearer';
  /** Seconds that the access token counts. */
  expiresIn: number;
  refreshToken: string;
  accountId: string;
  sessionExpiresAt: string;
  secondFactor: 'not-demanded' | 'needed' | 'given';
  /** What the access token acts for; null: for the person themself. */
  actingAs: Place | null;
}

export type RefreshOutcome =
  | { kind: 'refreshed'; session: Session }
  /** Asked again: nothing changed, the next token is the one that was given before. */
  | { kind: 'repeated'; session: Session }
  | { kind: 'reused'; session: Session }
  | { kind: 'over' };

const hour = 3_600_000;
/** C-2: "remember me" keeps the login on the device; without it a working day is enough. */
const lifetime = { remembered: 60 * 24 * hour, forgotten: 12 * hour };

/**
 * A session lives for some time after each use, and ends for good `longest` ms after its beginning, however much it is used
 * (ASVS 7.3).
 */
export function startSession(
  command: Pick<Session, 'id' | 'accountId' | 'tokenHash' | 'remembered'> & {
    device: string | null;
    actingFor: string | null;
  },
  longest: number,
  now: Date,
): Session {
  return {
    ...command,
    startedAt: now,
    refreshedAt: now,
    expiresAt: endOf({ ...command, startedAt: now }, longest, now),
    ended: null,
  };
}

function endOf({ remembered, startedAt }: Pick<Session, 'remembered' | 'startedAt'>, longest: number, now: Date): Date {
  const unused = now.getTime() + lifetime[remembered ? 'remembered' : 'forgotten'];
  return new Date(Math.min(unused, startedAt.getTime() + longest));
}

/** How long the token before counts, in milliseconds: two tabs ask at once, and who lost an answer asks again. */
const retriesWithin = 30_000;

/**
 * Trades a refresh token for the next one, which follows from it. An old token means that two hold a copy, one of them a
 * thief: the session ends for both (OAuth 2 security best practice, RFC 9700 section 4.14.2). The token just before counts
 * a moment longer, and gives the same next one: its owner, in another tab or after a lost answer. Tokens are told by their hashes.
 */
export function refresh(
  session: Session,
  { offered, next }: { offered: string; next: string },
  longest: number,
  now: Date,
): RefreshOutcome {
  const expiresAt = endOf(session, longest, now);
  if (session.ended || session.expiresAt <= now || expiresAt <= now) return { kind: 'over' };
  if (offered !== session.tokenHash) {
    const isRetry = next === session.tokenHash && now.getTime() - session.refreshedAt.getTime() < retriesWithin;
    return isRetry ? { kind: 'repeated', session } : { kind: 'reused', session: end(session, 'token-reused', now) };
  }
  return {
    kind: 'refreshed',
    session: {
      ...session,
      tokenHash: next,
      refreshedAt: now,
      expiresAt,
    },
  };
}

/** What it remembers of what was chosen to act for; null forgets it. */
export function remember(session: Session, actingFor: string | null): Session {
  return { ...session, actingFor };
}

/** What a login on the same device begins with: nothing after logging out, which forgets it all (C-2). */
export function rememberedOf({ accountId, ended, actingFor = null }: Session, who: string): string | null {
  return accountId === who && !ended ? actingFor : null;
}

export function giveSecondFactor(session: Session, now: Date): Session {
  return { ...session, secondFactorAt: now };
}

/** Until when the second factor counts that the session gave, which is `within` ms; null when none does now. */
export function secondFactorUntil({ secondFactorAt }: Session, within: number, now: Date): Date | null {
  if (!secondFactorAt) return null;
  const until = new Date(secondFactorAt.getTime() + within);
  return until > now ? until : null;
}

/** Ends a session for good; the first reason stays. */
export function end(session: Session, why: EndReason, now: Date): Session {
  return session.ended ? session : { ...session, ended: { at: now, why } };
}
