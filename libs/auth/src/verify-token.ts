import { errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { type Actor, actorOf } from './actor.ts';
import { AuthUnavailable, InvalidToken } from './errors.ts';
import { createKeySource, fetchJwks } from './key-source.ts';
import { defaultAudience, defaultIssuer } from './signing-keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

/** Verifies an access token. Throws InvalidToken (→ 401) or AuthUnavailable (→ 503). */
export type TokenVerifier = (token: string) => Promise<Actor>;

export interface RememberingVerifier extends TokenVerifier {
  /**
   * The actor of a token that was verified before and has not expired, at once; null when it takes a promise to tell. Doesn't ask
   * `isRevoked`.
   */
  remembered(token: string): Actor | null;
}

export type TokenVerifierOptions = ({ jwksUrl: string } | { jwks: () => Promise<JSONWebKeySet> }) & {
  issuer?: string;
  audience?: string;
  /** How many verified tokens are remembered; 10,000 unless told. */
  cacheSize?: number;
  clock?: () => Date;
  /** Asked at every use, also of a remembered token: true refuses it (a partner's access was taken away). */
  isRevoked?: (actor: Actor) => boolean | Promise<boolean>;
};

const longestToken = 4_096;

/** One per process, for it holds the keys and the verified tokens. */
export function createTokenVerifier(options: TokenVerifierOptions): RememberingVerifier {
  const clock = options.clock ?? (() => new Date());
  const fetchKeys = 'jwks' in options ? options.jwks : () => fetchJwks(options.jwksUrl);
  const keys = createKeySource(fetchKeys, () => clock().getTime());
  const verified = createVerifiedTokens(options.cacheSize ?? 10_000);

  async function check(token: string): Promise<Actor> {
    const { payload, protectedHeader } = await jwtVerify(token, (header) => keyNamedBy(header.kid), {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer: options.issuer ?? defaultIssuer,
      audience: options.audience ?? defaultAudience,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: clock(),
    });
    const actor = actorOf(payload);
    if (!actor) throw new InvalidToken('the claims describe nobody');
    verified.put(token, { actor, kid: protectedHeader.kid ?? '' });
    return actor;
  }

  async function keyNamedBy(kid: string | undefined) {
    const key = kid === undefined ? undefined : await keys.keyFor(kid);
    if (!key) throw new InvalidToken('unknown key');
    return key;
  }

  function remembered(token: string): Actor | null {
    if (token.length > longestToken) return null;
    const known = verified.get(token, clock().getTime());
    return known && keys.isCurrent(known.kid) ? known.actor : null;
  }

  async function verify(token: string): Promise<Actor> {
    if (token.length > longestToken) throw new InvalidToken('too long');
    const actor = remembered(token) ?? (await check(token).catch(refuse));
    const revoked = options.isRevoked?.(actor) ?? false;
    if (revoked !== false && (await revoked)) throw new InvalidToken('revoked');
    return actor;
  }

  return Object.assign(verify, { remembered });
}

function refuse(error: unknown): never {
  if (error instanceof InvalidToken || error instanceof AuthUnavailable) throw error;
  if (error instanceof errors.JOSEError) throw new InvalidToken(error.code, { cause: error });
  // jose throws a few plain TypeErrors for malformed input; none of them may count as a token that holds
  throw new InvalidToken('malformed', { cause: error });
}

/** The token of an `Authorization` header; null without one. Throws InvalidToken when the scheme is another. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  const token = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1];
  if (!token) throw new InvalidToken('not a bearer token');
  return token;
}
