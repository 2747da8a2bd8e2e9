import { type Actor, InvalidToken, type TokenVerifier } from '@leerhuis/auth';
import { invalidToken } from '@leerhuis/http-api';
import type { StillOpen } from './still-open.ts';

/**
 * Who a token stands for. It counts here only while its login session is open, or its partner has access: logging out, and taking
 * the access away, count at once.
 * @throws Problem 401 `invalid-token`, the same for the gateway's own routes and for those behind it
 */
export async function openActor(
  token: string,
  verify: TokenVerifier,
  open: { sessions: StillOpen; partners: StillOpen },
): Promise<Actor> {
  const actor = await verify(token).catch((error: unknown) => {
    throw error instanceof InvalidToken ? invalidToken() : error;
  });
  const counts = await (actor.kind === 'account'
    ? open.sessions.isOpen(actor.sessionId)
    : open.partners.isOpen(actor.clientId));
  if (!counts) throw invalidToken();
  return actor;
}
