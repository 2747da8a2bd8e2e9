import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  SignJWT,
} from 'jose';
import { type Actor, type Claimed, claimsOf } from './actor.ts';

export const defaultIssuer = 'leerhuis';
export const defaultAudience = 'leerhuis-api';

/** An Ed25519 key pair as plain JSON, to be stored; `privateJwk` is a secret. `kid` is the thumbprint of RFC 7638. */
export interface SigningKey {
  kid: string;
  publicJwk: JWK;
  privateJwk: JWK;
}

export async function createSigningKey(): Promise<SigningKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(pair.publicKey));
  const common = { kid, alg: 'EdDSA', use: 'sig' };
  return {
    kid,
    publicJwk: { ...(await exportJWK(pair.publicKey)), ...common },
    privateJwk: { ...(await exportJWK(pair.privateKey)), ...common },
  };
}

/** What may be published. A key must be in here for some seconds before the first token is signed with it. */
export function publicJwks(keys: readonly Pick<SigningKey, 'publicJwk'>[]): JSONWebKeySet {
  // named one by one: a private part can't slip through
  return { keys: keys.map(({ publicJwk: { kty, crv, x, kid, alg, use } }) => ({ kty, crv, x, kid, alg, use }) as JWK) };
}

/**
 * An access token (EdDSA, typ `at+jwt`).
 * @param ttl seconds until it expires
 */
export async function signAccessToken(
  key: SigningKey,
  actor: Claimed<Actor>,
  ttl: number,
  options: { now?: Date; issuer?: string; audience?: string } = {},
): Promise<string> {
  const now = Math.floor((options.now ?? new Date()).getTime() / 1000);
  return new SignJWT(claimsOf(actor))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
    .setIssuer(options.issuer ?? defaultIssuer)
    .setAudience(options.audience ?? defaultAudience)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl)
    .setJti(globalThis.crypto.randomUUID())
    .sign(await privateKeyOf(key));
}

const privateKeys = new WeakMap<SigningKey, Promise<CryptoKey>>();

function privateKeyOf(key: SigningKey): Promise<CryptoKey> {
  const known = privateKeys.get(key);
  if (known !== undefined) return known;
  const imported = importJWK(key.privateJwk, 'EdDSA') as Promise<CryptoKey>;
  privateKeys.set(key, imported);
  return imported;
}
