import { type Actor, InvalidToken, isPerson, type TokenVerifier } from '@leerhuis/auth';
import { invalidToken } from '@leerhuis/http-api';
import type { Locale } from '@leerhuis/language';
import type { StillOpen } from './still-open.ts';

/** What is known of an open session besides what its tokens say. */
export interface OpenSession {
  /** Of its account. */
  locale: Locale;
}

/**
 * Who a token stands for. It counts here only while its login session is open, or its partner has access: logging out, and taking
 * the access away, count at once.
 * @throws Problem 401 `invalid-token`, the same for the gateway's own routes and for those behind it
 */
export async function openActor(
  token: string,
  verify: TokenVerifier,
  { sessions, partners }: { sessions: StillOpen<OpenSession>; partners: StillOpen<object> },
): Promise<Actor> {
  const actor = await verify(token).catch((error: unknown) => {
    throw error instanceof InvalidToken ? invalidToken() : error;
  });
  const known = isPerson(actor) ? await sessions.open(actor.sessionId) : await partners.open(actor.clientId);
  if (!known) throw invalidToken();
  return isPerson(actor) ? { ...actor, ...known } : actor;
}
