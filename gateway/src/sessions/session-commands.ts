import { type AccountActor, type Actor, type Claimed, type MemberActor, mayAct, ofPerson } from '@leerhuis/auth';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Account } from '../accounts/domain/account.ts';
import type { FailureGuard } from '../attempts/domain/attempts.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import type { Asker } from './domain/login.ts';
import type { Place } from './domain/place.ts';
import {
  type EndReason,
  end,
  type Login,
  refresh,
  remember,
  rememberedOf,
  type Session,
  secondFactorUntil,
  startSession,
} from './domain/session.ts';
import type { LoginLogStore } from './login-log-store.ts';
import type { NextSecret } from './next-secret.ts';
import type { Places } from './places.ts';
import type { SessionStore } from './session-store.ts';

export interface LoggingIn {
  sessions: SessionStore;
  transaction: Outbox['transaction'];
  newId: () => string;
  accounts: {
    byEmail: (email: string) => Promise<Account | null>;
    byId: (id: string, tx: Tx) => Promise<Account | null>;
  };
  tokens: {
    sign: (actor: Claimed<Actor>, seconds: number) => Promise<string>;
    /** How long one counts at most. */
    seconds: number;
    /** Those of these sessions count no more, from now on. */
    endSessions: (sessionIds: string[]) => void;
    /** What is known of this one's account may have changed. */
    lookAgain: (sessionId: string) => void;
  };
  /** For whom people may act. */
  places: Places;
  guard: FailureGuard;
  nextSecret: NextSecret;
  log: LoginLogStore;
  /** After which a session ends for good, in ms. */
  longest: number;
  secondFactor: {
    /** Whether this role counts only in a session that has given one. */
    isDemanded: (role: string) => boolean;
    /** How long one counts, in ms. */
    within: number;
  };
}

interface OpenedSession {
  session: Session;
  refreshToken: string;
  at: Date;
}

/** The token that the device keeps: which session, and the secret of this turn. */
function refreshToken(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

async function openSession(
  loggingIn: LoggingIn,
  tx: Tx,
  command: { id: string; accountId: string; remembered: boolean; device: string | null; actingFor: string | null },
): Promise<OpenedSession> {
  const secret = newSecret();
  const session = startSession({ ...command, tokenHash: hashSecret(secret) }, loggingIn.longest, tx.now);
  await loggingIn.sessions.insert(tx, session);
  return { session, refreshToken: refreshToken(session.id, secret), at: tx.now };
}

export interface LoginWish extends Asker {
  remembered: boolean;
  /** The refresh token of this device's session before, which may have run out. */
  previous?: string | undefined;
  now: Date;
}

/** Opens a session for an account, whose owner was recognised. */
export async function logIn(
  loggingIn: LoggingIn,
  account: Account,
  { ip, device, remembered, previous, now }: LoginWish,
): Promise<Login> {
  const place = previous === undefined ? null : await placeBefore(loggingIn, account.id, previous);
  const actingFor = place?.organisationId ?? null;
  const command = { id: loggingIn.newId(), accountId: account.id, remembered, device, actingFor };
  // noted beside the transaction, for nobody is to wait for it: that they were recognised is true whether it commits or not
  const [opened] = await Promise.all([
    loggingIn.transaction((tx) => openSession(loggingIn, tx, command)),
    loggingIn.log.note({ at: now, accountId: account.id, outcome: 'logged-in', ip, device }),
  ]);
  return loginOf(loggingIn, account, opened, place);
}

/** What this device last acted for, where that was to be remembered and still can be. */
async function placeBefore({ sessions, places }: LoggingIn, accountId: string, token: string): Promise<Place | null> {
  const [id = '', secret = ''] = token.split('.');
  const before = await sessions.get(id);
  const chosen = before?.tokenHash === hashSecret(secret) ? rememberedOf(before, accountId) : null;
  return chosen === null ? null : places.one(accountId, chosen);
}

/** Whom a refresh token is of, whether it counts or not; null when nobody has it. */
export async function bearerOf({ sessions }: LoggingIn, token: string): Promise<string | null> {
  const session = await sessions.get(token.split('.')[0] ?? '');
  return session?.accountId ?? null;
}

/** Trades a refresh token for new tokens, which stand for the person or for a place of theirs; null when it doesn't count. */
export async function refreshLogin(
  loggingIn: LoggingIn,
  token: string,
  asker: Asker,
  place: Place | null,
): Promise<Login | null> {
  const refreshed = await loggingIn.transaction(async (tx) => {
    const opened = await refreshSession(loggingIn, tx, token, asker);
    const account = opened && (await loggingIn.accounts.byId(opened.session.accountId, tx));
    return opened && account ? { opened, account } : null;
  });
  return refreshed && loginOf(loggingIn, refreshed.account, refreshed.opened, place);
}

async function loginOf(
  loggingIn: LoggingIn,
  account: Account,
  { session, refreshToken, at }: OpenedSession,
  place: Place | null,
): Promise<Login> {
  const { secondFactor } = loggingIn;
  const isDemanded = account.roles.some(secondFactor.isDemanded);
  const isGiven = secondFactorUntil(session, secondFactor.within, at) !== null;
  return {
    ...(await (place ? memberAccessOf(loggingIn, session, place, at) : accessOf(loggingIn, account, session, at))),
    refreshToken,
    accountId: account.id,
    sessionExpiresAt: session.expiresAt.toISOString(),
    secondFactor: isGiven ? 'given' : isDemanded ? 'needed' : 'not-demanded',
    actingAs: place,
  };
}

type Access = Pick<Login, 'accessToken' | 'tokenType' | 'expiresIn'>;

/** An access token for who acts for an organisation: it names the place, and gives neither rights nor roles. */
async function memberAccessOf(
  { tokens }: LoggingIn,
  { id: sessionId, accountId, expiresAt }: Session,
  { organisationId, membershipId }: Place,
  now: Date,
): Promise<Access> {
  const seconds = Math.min(tokens.seconds, Math.ceil((expiresAt.getTime() - now.getTime()) / 1_000));
  const actor = { kind: 'member', accountId, sessionId, organisationId, membershipId } as const;
  return { accessToken: await tokens.sign(actor, seconds), tokenType: 'Bearer', expiresIn: seconds };
}

/**
 * A token for acting as something else from now on, and whether the device remembers it; null when the session or the account is over.
 * @param place null: as the person themself
 */
export async function actAs(
  loggingIn: LoggingIn,
  { accountId, sessionId }: AccountActor | MemberActor,
  place: Place | null,
  { remember: isRemembered, now }: { remember: boolean; now: Date },
): Promise<Access | null> {
  const known = await loggingIn.transaction(async (tx) => {
    const session = await loggingIn.sessions.byId(tx, sessionId);
    const account = await loggingIn.accounts.byId(accountId, tx);
    if (!session || session.ended || !account) return null;
    const chosen = isRemembered ? (place?.organisationId ?? null) : null;
    if ((session.actingFor ?? null) !== chosen) await loggingIn.sessions.save(tx, remember(session, chosen));
    return { session, account };
  });
  if (!known) return null;
  const { session, account } = known;
  return place ? memberAccessOf(loggingIn, session, place, now) : accessOf(loggingIn, account, session, now);
}

/** An access token for what the session may do now: roles that a second factor is demanded for wait until it was given. */
export async function accessOf(
  { tokens, secondFactor }: LoggingIn,
  { id: accountId, roles }: Account,
  session: Session,
  now: Date,
): Promise<Access> {
  const until = secondFactorUntil(session, secondFactor.within, now);
  const demanding = roles.filter(secondFactor.isDemanded);
  const withheld = until ? [] : demanding;
  const held = roles.filter((role) => !withheld.includes(role));
  const actor = { kind: 'account', accountId, sessionId: session.id, roles: held, withheld } as const;
  // services hear of sessions that were ended, not of those whose time has come: no token outlives its session, nor the second factor
  // that its roles came by
  const end = until && demanding.length > 0 && until < session.expiresAt ? until : session.expiresAt;
  const seconds = Math.min(tokens.seconds, Math.ceil((end.getTime() - now.getTime()) / 1_000));
  return { accessToken: await tokens.sign(actor, seconds), tokenType: 'Bearer', expiresIn: seconds };
}

/** Trades a refresh token for the next; null when it doesn't count. A token that comes back late ends the session. */
async function refreshSession(
  loggingIn: LoggingIn,
  tx: Tx,
  token: string,
  asker: Asker,
): Promise<OpenedSession | null> {
  const [id = '', offered = ''] = token.split('.');
  const session = await loggingIn.sessions.byId(tx, id);
  if (!session) return null;
  const secret = loggingIn.nextSecret(id, offered);
  const hashes = { offered: hashSecret(offered), next: hashSecret(secret) };
  const outcome = refresh(session, hashes, loggingIn.longest, tx.now);
  switch (outcome.kind) {
    case 'over':
      return null;
    case 'reused':
      await loggingIn.sessions.save(tx, outcome.session);
      await loggingIn.log.note({ at: tx.now, accountId: session.accountId, outcome: 'token-reused', ...asker }, tx);
      loggingIn.tokens.endSessions([id]);
      return null;
    case 'refreshed':
      await loggingIn.sessions.save(tx, outcome.session);
      return { session: outcome.session, refreshToken: refreshToken(id, secret), at: tx.now };
    case 'repeated':
      return { session: outcome.session, refreshToken: refreshToken(id, secret), at: tx.now };
    default:
      return outcome satisfies never;
  }
}

export async function closeSession(loggingIn: LoggingIn, tx: Tx, id: string): Promise<void> {
  const session = await loggingIn.sessions.byId(tx, id);
  if (session) await loggingIn.sessions.save(tx, end(session, 'logged-out', tx.now));
  loggingIn.tokens.endSessions([id]);
}

/** Ends a session of the account on another device; false when it has none of this id that is open. */
export async function closeOwnSession(loggingIn: LoggingIn, tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const session = await loggingIn.sessions.byId(tx, id);
  if (!session || session.ended || session.expiresAt <= tx.now) return false;
  if (!mayAct(actor, ofPerson(session.accountId))) return false;
  await loggingIn.sessions.save(tx, end(session, 'ended-elsewhere', tx.now));
  loggingIn.tokens.endSessions([id]);
  return true;
}

/** Ends every session of an account, but for the one given. */
export async function closeAllSessions(
  loggingIn: LoggingIn,
  tx: Tx,
  accountId: string,
  why: EndReason,
  except?: string,
): Promise<void> {
  loggingIn.tokens.endSessions(await loggingIn.sessions.endAll(tx, accountId, why, except));
}
