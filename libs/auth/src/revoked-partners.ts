import type { Actor } from './actor.ts';
import { AuthUnavailable } from './errors.ts';

/** How old the list may be: with the time to fetch it, a partner's tokens die within 5 s of its access. */
const maxAgeMs = 4_000;

/**
 * Whether an actor is a partner whose access was taken away, by the list that the issuer publishes beside its keys. It is
 * fetched when a partner asks and the last one is old: where no partner asks, nobody is asked.
 * @throws AuthUnavailable when the list is not to be had: better no answer than one to who may have none
 */
export function revokedPartners(fetchList: () => Promise<string[]>, nowMs: () => number = () => performance.now()) {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let revoked = new Set<string>();
  let underWay: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const asked = nowMs();
    try {
      revoked = new Set(await fetchList());
      fetchedAt = asked;
    } catch (error) {
      throw new AuthUnavailable('which partners have no access is not to be had', { cause: error });
    }
  }

  return (actor: Actor): boolean | Promise<boolean> => {
    if (actor.kind !== 'partner') return false;
    if (nowMs() - fetchedAt < maxAgeMs) return revoked.has(actor.clientId);
    underWay ??= refresh().finally(() => {
      underWay = undefined;
    });
    return underWay.then(() => revoked.has(actor.clientId));
  };
}

/** Fetches the list from where the issuer publishes its keys. */
export async function fetchRevokedPartners(jwksUrl: string): Promise<string[]> {
  const response = await fetch(new URL('revoked-partners.json', jwksUrl), {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(1_000),
  });
  if (!response.ok) throw new Error(`revoked partners: HTTP ${response.status}`);
  const body = (await response.json()) as { clientIds?: unknown } | null;
  if (!Array.isArray(body?.clientIds)) throw new Error('revoked partners: no list in it');
  return body.clientIds.map(String);
}
