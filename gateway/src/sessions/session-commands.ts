import type { Actor, WithoutExpiry } from '@leerhuis/auth';
import type { Outbox, Tx } from '@leerhuis/outbox';
import type { Account } from '../accounts/domain/account.ts';
import type { FailureGuard } from '../attempts/domain/attempts.ts';
import { hashSecret, newSecret } from '../secrets.ts';
import { end, type Login, refresh, type Session, startSession } from './domain/session.ts';
import type { NextSecret } from './next-secret.ts';
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
    sign: (actor: WithoutExpiry<Actor>) => Promise<string>;
    /** How long one counts. */
    seconds: number;
    /** Those of these sessions count no more, from now on. */
    endSessions: (sessionIds: string[]) => void;
  };
  guard: FailureGuard;
  nextSecret: NextSecret;
}

interface OpenedSession {
  session: Session;
  refreshToken: string;
}

/** The token that the device keeps: which session, and the secret of this turn. */
function refreshToken(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

async function openSession(
  loggingIn: LoggingIn,
  tx: Tx,
  command: { accountId: string; remembered: boolean },
): Promise<OpenedSession> {
  const secret = newSecret();
  const session = startSession({ ...command, id: loggingIn.newId(), tokenHash: hashSecret(secret) }, tx.now);
  await loggingIn.sessions.insert(tx, session);
  return { session, refreshToken: refreshToken(session.id, secret) };
}

/** Opens a session for an account, whose owner was recognised. */
export async function logIn(loggingIn: LoggingIn, account: Account, remembered: boolean): Promise<Login> {
  const opened = await loggingIn.transaction((tx) => openSession(loggingIn, tx, { accountId: account.id, remembered }));
  return loginOf(loggingIn, account, opened);
}

/** Trades a refresh token for new tokens; null when it doesn't count. */
export async function refreshLogin(loggingIn: LoggingIn, token: string): Promise<Login | null> {
  const refreshed = await loggingIn.transaction(async (tx) => {
    const opened = await refreshSession(loggingIn, tx, token);
    const account = opened && (await loggingIn.accounts.byId(opened.session.accountId, tx));
    return opened && account ? { opened, account } : null;
  });
  return refreshed && loginOf(loggingIn, refreshed.account, refreshed.opened);
}

async function loginOf(
  { tokens }: LoggingIn,
  { id: accountId, roles }: Account,
  { session, refreshToken }: OpenedSession,
): Promise<Login> {
  return {
    accessToken: await tokens.sign({ kind: 'account', accountId, sessionId: session.id, roles }),
    tokenType: 'Bearer',
    expiresIn: tokens.seconds,
    refreshToken,
    accountId,
    sessionExpiresAt: session.expiresAt.toISOString(),
  };
}

/** Trades a refresh token for the next; null when it doesn't count. A token that comes back late ends the session. */
async function refreshSession(loggingIn: LoggingIn, tx: Tx, token: string): Promise<OpenedSession | null> {
  const [id = '', offered = ''] = token.split('.');
  const session = await loggingIn.sessions.byId(tx, id);
  if (!session) return null;
  const secret = loggingIn.nextSecret(id, offered);
  const outcome = refresh(session, hashSecret(offered), hashSecret(secret), tx.now);
  switch (outcome.kind) {
    case 'over':
      return null;
    case 'reused':
      await loggingIn.sessions.save(tx, outcome.session);
      loggingIn.tokens.endSessions([id]);
      return null;
    case 'refreshed':
      await loggingIn.sessions.save(tx, outcome.session);
      return { session: outcome.session, refreshToken: refreshToken(id, secret) };
    case 'repeated':
      return { session: outcome.session, refreshToken: refreshToken(id, secret) };
    default:
      return outcome satisfies never;
  }
}

export async function closeSession(loggingIn: LoggingIn, tx: Tx, id: string): Promise<void> {
  const session = await loggingIn.sessions.byId(tx, id);
  if (session) await loggingIn.sessions.save(tx, end(session, 'logged-out', tx.now));
  loggingIn.tokens.endSessions([id]);
}

/** Ends every session of an account, but for the one given. */
export async function closeAllSessions(
  loggingIn: LoggingIn,
  tx: Tx,
  accountId: string,
  except?: string,
): Promise<void> {
  loggingIn.tokens.endSessions(await loggingIn.sessions.endAll(tx, accountId, 'password-changed', except));
}
