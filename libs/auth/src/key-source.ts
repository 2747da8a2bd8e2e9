import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from 'jose';
import { AuthUnavailable } from './errors.ts';

export interface KeySource {
  /** The key; undefined when the issuer has no such key. Throws AuthUnavailable when that can't be known now. */
  keyFor(kid: string): Promise<CryptoKey | undefined>;
  /** Whether the key is there and was confirmed not long ago, without asking anybody. */
  isCurrent(kid: string): boolean;
}

const maxAgeMs = 10 * 60_000;
/** Between two fetches at least: strangers' key ids must not make us hammer the issuer. */
const cooldownMs = 2_000;

/**
 * The issuer's public keys: fetched when first needed, when a token names an unknown key (rotation) and every ten
 * minutes, so that a withdrawn key stops counting. While the issuer is away, known keys go on.
 */
export function createKeySource(fetchKeys: () => Promise<JSONWebKeySet>, nowMs: () => number): KeySource {
  let keys = new Map<string, CryptoKey>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let lastFailure: unknown;
  let underWay: Promise<void> | undefined;

  async function fetchOnce(): Promise<void> {
    triedAt = nowMs();
    try {
      keys = await importKeys(await fetchKeys());
      fetchedAt = nowMs();
      lastFailure = undefined;
    } catch (error) {
      lastFailure = error;
    }
  }

  async function refresh(): Promise<void> {
    if (underWay !== undefined) return underWay;
    if (nowMs() - triedAt < cooldownMs) return;
    underWay = fetchOnce();
    await underWay;
    underWay = undefined;
  }

  const isFresh = () => nowMs() - fetchedAt < maxAgeMs;
  return {
    isCurrent: (kid) => isFresh() && keys.has(kid),
    async keyFor(kid) {
      if (!isFresh() || !keys.has(kid)) await refresh();
      const key = keys.get(kid);
      if (!key && lastFailure !== undefined)
        throw new AuthUnavailable('the keys are not to be had', { cause: lastFailure });
      return key;
    },
  };
}

/** Takes Ed25519 signature keys only: a set with other keys in it doesn't widen what is accepted. */
async function importKeys(set: JSONWebKeySet): Promise<Map<string, CryptoKey>> {
  const usable = set.keys.filter((jwk): jwk is JWK & { kid: string } => {
    const isEd25519 = jwk.kty === 'OKP' && 'crv' in jwk && jwk.crv === 'Ed25519';
    return isEd25519 && typeof jwk.kid === 'string' && (jwk.use ?? 'sig') === 'sig' && (jwk.alg ?? 'EdDSA') === 'EdDSA';
  });
  const entries = usable.map(async ({ kid, kty, crv, x }) => {
    const key = await importJWK({ kty, crv, x } as JWK, 'EdDSA');
    return [kid, key as CryptoKey] as const;
  });
  return new Map(await Promise.all(entries));
}

/** Fetches a key set over HTTP: no redirects, at most 3 s. */
export async function fetchJwks(url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    redirect: 'error',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(3_000),
  });
  if (!response.ok) throw new Error(`key set: HTTP ${response.status}`);
  const body = (await response.json()) as Partial<JSONWebKeySet> | null;
  if (!Array.isArray(body?.keys)) throw new Error('key set: no keys in it');
  return { keys: body.keys };
}
