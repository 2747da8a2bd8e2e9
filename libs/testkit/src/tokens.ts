import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type AccountActor,
  type Claimed,
  createSigningKey,
  type MemberActor,
  type PartnerActor,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from '@leerhuis/auth';
import type { JSONWebKeySet } from 'jose';

export interface TestKeys {
  key: SigningKey;
  jwks: JSONWebKeySet;
  /** For `createTokenVerifier({ jwks })`. */
  fetchJwks: () => Promise<JSONWebKeySet>;
}

let keys: Promise<TestKeys> | undefined;

/** The key pair that signs this test file's tokens. */
export function testKeys(): Promise<TestKeys> {
  keys ??= createSigningKey().then((key) => {
    const jwks = publicJwks([key]);
    return { key, jwks, fetchJwks: async () => jwks };
  });
  return keys;
}

const revoked = new Set<string>();
/** Takes a partner's access away, as services hear of it. */
export const revokePartner = (clientId: string) => void revoked.add(clientId);

const endedSessions = new Set<string>();
/** Ends a login session, as services hear of it. */
export const endSession = (sessionId: string) => void endedSessions.add(sessionId);

/** Serves the key set over HTTP, for a service that runs as a process (`JWKS_URL`). */
export async function serveTestKeys(): Promise<{ url: string; close(): Promise<void> }> {
  const { jwks } = await testKeys();
  const server = createServer((request, response) => {
    const told = request.url?.endsWith('/revoked-partners.json')
      ? { clientIds: [...revoked], sessionIds: [...endedSessions] }
      : jwks;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(told));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Who the token is for; `{ accountId }` alone is a learner. */
export type TokenFor =
  | (Partial<Omit<AccountActor, 'accountId' | 'expiresAt'>> & { accountId: string })
  | Omit<Claimed<MemberActor>, 'sessionId' | 'locale'>
  | Claimed<PartnerActor>;

export interface TokenOptions {
  /** Seconds, an hour unless told; negative for a token that has expired. */
  ttl?: number;
  now?: Date;
}

/** A token as the gateway would sign it. Service and test must take the time from the same clock. */
export async function tokenFor(who: TokenFor, options: TokenOptions = {}): Promise<string> {
  const { key } = await testKeys();
  const now = options.now ? { now: options.now } : {};
  return signAccessToken(key, actorOf(who), options.ttl ?? 3_600, now);
}

function actorOf(who: TokenFor): Claimed<AccountActor | MemberActor | PartnerActor> {
  if (who.kind === 'partner') return who;
  const sessionId = `session-of-${who.accountId}`;
  return who.kind === 'member' ? { sessionId, ...who } : { kind: 'account', sessionId, roles: ['learner'], ...who };
}
