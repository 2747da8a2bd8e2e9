import type { Actor } from './actor.ts';
import { AuthUnavailable } from './errors.ts';

/** How old the list may be: with the time to fetch it, tokens die within 5 s of the access that they stand for. */
const maxAgeMs = 4_000;

/** Whose tokens count no more, though they may still run. */
export interface Revoked {
  /** Partners whose access was taken away. */
  clientIds: string[];
  /** Login sessions that ended: logged out, or ended for them. */
  sessionIds: string[];
}

/**
 * Whether an actor is a partner whose access was taken away, or a person whose login session ended, by the list that the issuer
 * publishes beside its keys. It is fetched when somebody asks and the last one is old: where nobody asks, nobody is asked.
 * @throws AuthUnavailable when the list is not to be had: better no answer than one to who may have none
 */
export function revokedActors(fetchList: () => Promise<Revoked>, nowMs: () => number = () => performance.now()) {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let revoked = new Set<string>();
  let underWay: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const asked = nowMs();
    try {
      const { clientIds, sessionIds } = await fetchList();
      revoked = new Set([...clientIds, ...sessionIds]);
      fetchedAt = asked;
    } catch (error) {
      throw new AuthUnavailable('whose access was taken away is not to be had', { cause: error });
    }
  }

  return (actor: Actor): boolean | Promise<boolean> => {
    const id = actor.kind === 'partner' ? actor.clientId : actor.sessionId;
    if (nowMs() - fetchedAt < maxAgeMs) return revoked.has(id);
    underWay ??= refresh().finally(() => {
      underWay = undefined;
    });
    return underWay.then(() => revoked.has(id));
  };
}

/** Fetches the list from where the issuer publishes its keys. */
export async function fetchRevoked(jwksUrl: string): Promise<Revoked> {
  const response = await fetch(new URL('revoked-partners.json', jwksUrl), {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(1_000),
  });
  if (!response.ok) throw new Error(`revoked access: HTTP ${response.status}`);
  const body = (await response.json()) as { clientIds?: unknown; sessionIds?: unknown } | null;
  if (!Array.isArray(body?.clientIds)) throw new Error('revoked access: no list in it');
  // a gateway of before names partners only
  const sessionIds = Array.isArray(body.sessionIds) ? body.sessionIds : [];
  return { clientIds: body.clientIds.map(String), sessionIds: sessionIds.map(String) };
}
