import type { Tx } from '@leerhuis/outbox';
import { end, refresh, type Session, startSession } from './domain/session.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionParts {
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  sessions: SessionStore;
  newId: () => string;
  newSecret: () => string;
  hashSecret: (secret: string) => string;
  /** Tells the gateway's cache that tokens of these sessions no longer count. */
  forget: (sessionIds: string[]) => void;
}

export interface OpenedSession {
  session: Session;
  refreshToken: string;
}

/** The token that the device keeps: which session, and the secret of this turn. */
function refreshToken(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

export async function openSession(
  parts: SessionParts,
  tx: Tx,
  command: { accountId: string; remembered: boolean },
): Promise<OpenedSession> {
  const secret = parts.newSecret();
  const session = startSession({ ...command, id: parts.newId(), tokenHash: parts.hashSecret(secret) }, tx.now);
  await parts.sessions.insert(tx, session);
  return { session, refreshToken: refreshToken(session.id, secret) };
}

/** Trades a refresh token for the next; null when it doesn't count. A token used twice ends the session. */
export async function refreshSession(parts: SessionParts, tx: Tx, token: string): Promise<OpenedSession | null> {
  const [id = '', offered = ''] = token.split('.');
  const session = await parts.sessions.byId(tx, id);
  if (!session) return null;
  const secret = parts.newSecret();
  const outcome = refresh(session, parts.hashSecret(offered), parts.hashSecret(secret), tx.now);
  switch (outcome.kind) {
    case 'over':
      return null;
    case 'reused':
      await parts.sessions.save(tx, outcome.session);
      parts.forget([id]);
      return null;
    case 'refreshed':
      await parts.sessions.save(tx, outcome.session);
      return { session: outcome.session, refreshToken: refreshToken(id, secret) };
    default:
      return outcome satisfies never;
  }
}

export async function closeSession(parts: SessionParts, tx: Tx, id: string): Promise<void> {
  const session = await parts.sessions.byId(tx, id);
  if (session) await parts.sessions.save(tx, end(session, 'logged-out', tx.now));
  parts.forget([id]);
}

/** Ends every session of an account, but for the one given. */
export async function closeAllSessions(parts: SessionParts, tx: Tx, accountId: string, except?: string): Promise<void> {
  parts.forget(await parts.sessions.endAll(tx, accountId, 'password-changed', except));
}
