import { type Actor, InvalidToken, type TokenVerifier } from '@leerhuis/auth';
import { invalidToken } from '@leerhuis/http-api';

/**
 * Who a token stands for. It counts here only while its login session is open: logging out counts at once.
 * @throws Problem 401 `invalid-token`, the same for the gateway's own routes and for those behind it
 */
export async function openActor(
  token: string,
  verify: TokenVerifier,
  isOpen: (sessionId: string) => Promise<boolean>,
): Promise<Actor> {
  const actor = await verify(token).catch((error: unknown) => {
    throw error instanceof InvalidToken ? invalidToken() : error;
  });
  if (actor.kind === 'account' && !(await isOpen(actor.sessionId))) throw invalidToken();
  return actor;
}
