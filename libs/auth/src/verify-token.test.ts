import { beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { actorOf, claimsOf } from './actor.ts';
import {
  AuthUnavailable,
  bearerToken,
  createSigningKey,
  createTokenVerifier,
  InvalidToken,
  publicJwks,
  type SigningKey,
  signAccessToken,
} from './index.ts';

const now = new Date('2026-11-23T10:00:00Z');
const account = {
  kind: 'account' as const,
  accountId: '019ab000-0000-7000-8000-000000000001',
  sessionId: '019ab000-0000-7000-8000-000000000002',
  roles: ['learner' as const],
};
const member = {
  kind: 'member' as const,
  accountId: account.accountId,
  sessionId: account.sessionId,
  organisationId: '019ab000-0000-7000-8000-000000000003',
  membershipId: '019ab000-0000-7000-8000-000000000004',
};
const partner = { kind: 'partner' as const, clientId: 'ovb-registry', federation: 'OVB' };

let key: SigningKey;
let other: SigningKey;
beforeAll(async () => {
  [key, other] = await Promise.all([createSigningKey(), createSigningKey()]);
});

/** An issuer whose answer can be changed, and a clock that can be set. */
function issuer(keys: SigningKey[]) {
  const state = { keys, at: now.getTime(), fetches: 0, isAway: false };
  const jwks = async (): Promise<JSONWebKeySet> => {
    state.fetches++;
    if (state.isAway) throw new Error('connection refused');
    return publicJwks(state.keys);
  };
  return { state, options: { jwks, clock: () => new Date(state.at) } };
}

const seconds = (count: number) => count * 1_000;

describe('a token that the issuer signed', () => {
  it('tells who the person is', async () => {
    const verify = createTokenVerifier(issuer([key]).options);
    const actor = await verify(await signAccessToken(key, account, 600, { now }));
    expect(actor).toEqual({ ...account, expiresAt: new Date('2026-11-23T10:10:00Z') });
  });

  it('tells which federation the partner is', async () => {
    const verify = createTokenVerifier(issuer([key]).options);
    const actor = await verify(await signAccessToken(key, partner, 600, { now }));
    expect(actor).toEqual({ ...partner, expiresAt: new Date('2026-11-23T10:10:00Z') });
  });

  it('tells for which organisation a person acts, and as which of its members; never with rights', async () => {
    const token = await signAccessToken(key, { ...member, rights: ['pay-invoices'], roles: ['staff'] } as never, 600, {
      now,
    });
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'kind', 'mem', 'org', 'sid', 'sub']);
    const actor = await createTokenVerifier(issuer([key]).options)(token);
    expect(actor).toEqual({ ...member, rights: [], expiresAt: new Date('2026-11-23T10:10:00Z') });
  });

  it('gives a member no rights or roles that somebody wrote into it', () => {
    const claims = { ...claimsOf(member), roles: ['staff'], rights: ['pay-invoices'], withheld: ['staff'], exp: 1 };
    expect(actorOf(claims)).toEqual({ ...member, rights: [], expiresAt: new Date(1_000) });
  });

  it('of a member is nobody’s for a version that knows persons and partners only', () => {
    const claims = { ...claimsOf(member), exp: 1 };
    for (const kind of ['account', 'partner']) expect(actorOf({ ...claims, kind })).toBeNull();
  });

  it('gives no rights by roles that this version does not know', async () => {
    const token = await signAccessToken(key, { ...account, roles: ['owner', 'staff'] as never }, 600, { now });
    expect(await createTokenVerifier(issuer([key]).options)(token)).toMatchObject({ roles: ['staff'] });
  });
});

describe('a token is refused', () => {
  const claims = { kind: 'account', sub: 'a', sid: 's', roles: ['staff'] };
  const times = { iat: now.getTime() / 1000, exp: now.getTime() / 1000 + 600 };
  const named = { iss: 'leerhuis', aud: 'leerhuis-api' };
  const valid: JWTPayload = { ...claims, ...times, ...named };
  const header = () => ({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid });
  const privateKey = async (of: SigningKey) =>
    crypto.subtle.importKey('jwk', of.privateJwk, 'Ed25519', false, ['sign']);
  const sign = async (payload: JWTPayload, protectedHeader: object = header(), by = key) =>
    new SignJWT(payload)
      .setProtectedHeader(protectedHeader as { alg: string })
      .sign((protectedHeader as { alg: string }).alg === 'EdDSA' ? await privateKey(by) : new Uint8Array(32));

  const ofMember: JWTPayload = { ...valid, kind: 'member', org: 'o', mem: 'm' };

  it('(the valid one that the others differ from is accepted)', async () => {
    expect(await createTokenVerifier(issuer([key]).options)(await sign(valid))).toMatchObject({ accountId: 'a' });
    expect(await createTokenVerifier(issuer([key]).options)(await sign(ofMember))).toMatchObject({ kind: 'member' });
  });

  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(valid).filter(([name]) => !names.includes(name)));

  it.each<[string, () => Promise<string> | string]>([
    ['alg none', () => new UnsecuredJWT(valid).setIssuer('leerhuis').encode()],
    ['alg none in other letters', () => `${base64({ ...header(), alg: 'nOnE' })}.${base64(valid)}.`],
    [
      'HS256 with the public key as its secret',
      () =>
        new SignJWT(valid)
          .setProtectedHeader({ ...header(), alg: 'HS256' })
          .sign(Buffer.from(String(key.publicJwk.x), 'base64url')),
    ],
    ['HS256 with a known kid', () => sign(valid, { ...header(), alg: 'HS256' })],
    [
      'ES256',
      async () => {
        const { privateKey: es256 } = await generateKeyPair('ES256');
        return new SignJWT(valid).setProtectedHeader({ ...header(), alg: 'ES256' }).sign(es256);
      },
    ],
    ['signed by another key under a known kid', () => sign(valid, header(), other)],
    ['unknown kid', () => sign(valid, { ...header(), kid: other.kid }, other)],
    ['no kid', () => sign(valid, { alg: 'EdDSA', typ: 'at+jwt' })],
    [
      'a key of its own in the header',
      () => sign(valid, { alg: 'EdDSA', typ: 'at+jwt', kid: other.kid, jwk: other.publicJwk }, other),
    ],
    ['typ JWT', () => sign(valid, { ...header(), typ: 'JWT' })],
    ['no typ', () => sign(valid, { alg: 'EdDSA', kid: key.kid })],
    [
      'a critical extension that we do not know',
      async () =>
        new SignJWT(valid)
          .setProtectedHeader({ ...header(), crit: ['urn:bound'], 'urn:bound': true })
          .sign(await privateKey(key), { crit: { 'urn:bound': true } }),
    ],
    ['another audience', () => sign({ ...valid, aud: 'leerhuis-refresh' })],
    ['no audience', () => sign(without('aud'))],
    ['another issuer', () => sign({ ...valid, iss: 'https://evil.example' })],
    ['no issuer', () => sign(without('iss'))],
    ['expired', () => sign({ ...valid, exp: now.getTime() / 1000 - 1 })],
    ['expiring at this very second', () => sign({ ...valid, exp: now.getTime() / 1000 })],
    ['without end', () => sign(without('exp'))],
    ['not yet valid', () => sign({ ...valid, nbf: now.getTime() / 1000 + 60 })],
    ['no time of issue', () => sign(without('iat'))],
    ['nobody', () => sign(without('sub'))],
    ['no kind', () => sign(without('kind'))],
    ['unknown kind', () => sign({ ...valid, kind: 'admin' })],
    ['a person without session', () => sign(without('sid'))],
    ['a member without session', () => sign({ ...ofMember, sid: undefined })],
    ['a member of no organisation', () => sign({ ...ofMember, org: undefined })],
    ['a member of an empty organisation', () => sign({ ...ofMember, org: '' })],
    ['a member of several', () => sign({ ...ofMember, org: ['a', 'b'] })],
    ['a member without membership', () => sign({ ...ofMember, mem: undefined })],
    ['roles that are no list', () => sign({ ...valid, roles: 'staff' })],
    ['a partner without federation', () => sign({ ...valid, kind: 'partner', client_id: 'a' })],
    ['a partner of another client', () => sign({ ...valid, kind: 'partner', client_id: 'b', federation: 'OVB' })],
    ['changed claims', async () => swapClaims(await sign(valid), { ...valid, sub: 'b' })],
    ['a cut signature', async () => (await sign(valid)).slice(0, -4)],
    ['empty', () => ''],
    ['no JWT', () => 'hello'],
    ['dots only', () => '..'],
    ['five parts', () => 'a.b.c.d.e'],
    ['a header that is no JSON', () => `e30x.${base64(valid)}.AAAA`],
    ['claims that are no object', () => `${base64(header())}.${base64(null)}.AAAA`],
    ['NUL characters', () => '\0.\0.\0'],
    ['very long', () => 'a'.repeat(1_000_000)],
  ])('%s', async (_what, make) => {
    const verify = createTokenVerifier(issuer([key]).options);
    await expect(verify(await make())).rejects.toBeInstanceOf(InvalidToken);
  });

  it('when a private key or another kind of key got into the key set', async () => {
    const secret = { kty: 'oct', k: Buffer.from('shared').toString('base64url'), kid: 'shared', alg: 'HS256' };
    const verify = createTokenVerifier({ jwks: async () => ({ keys: [secret] }), clock: () => now });
    const token = await new SignJWT(valid)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'shared' })
      .sign(Buffer.from('shared'.padEnd(32, '!')));
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  it('when its session was revoked, also when it was verified before', async () => {
    const ended = new Set<string>();
    const isRevoked = (actor: { kind: string; sessionId?: string }) => ended.has(actor.sessionId ?? '');
    const verify = createTokenVerifier({ ...issuer([key]).options, isRevoked });
    const token = await signAccessToken(key, account, 600, { now });
    await verify(token);
    ended.add(account.sessionId);
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  function swapClaims(token: string, payload: JWTPayload): string {
    const [head, , signature] = token.split('.');
    return `${head}.${base64(payload)}.${signature}`;
  }
});

describe('verified tokens', () => {
  it('are remembered, never past their expiry', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    const token = await signAccessToken(key, account, 600, { now });
    const first = await verify(token);
    expect(await verify(token)).toBe(first);
    state.at += seconds(599);
    expect(await verify(token)).toBe(first);
    state.at += seconds(1);
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  it('are told at once when they were verified before; else null, also past their expiry or without their key', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    const token = await signAccessToken(key, account, 700, { now });
    expect(verify.remembered(token)).toBeNull();
    const actor = await verify(token);
    expect(verify.remembered(token)).toBe(actor);
    expect(verify.remembered(`${token}x`)).toBeNull();
    state.at += seconds(601);
    expect(verify.remembered(token)).toBeNull();
    const again = await verify(token);
    expect(verify.remembered(token)).toBe(again);
    state.at += seconds(99);
    expect(verify.remembered(token)).toBeNull();
  });

  it('that are refused are not remembered as valid', async () => {
    const verify = createTokenVerifier(issuer([key]).options);
    const bad = await signAccessToken(other, account, 600, { now });
    for (let i = 0; i < 3; i++) await expect(verify(bad)).rejects.toBeInstanceOf(InvalidToken);
  });
});

describe('the keys', () => {
  it('are fetched once for many tokens at the same moment', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    const tokens = await Promise.all(Array.from({ length: 10 }, () => signAccessToken(key, account, 600, { now })));
    await Promise.all(tokens.map(verify));
    expect(state.fetches).toBe(1);
  });

  it('are fetched anew when a token names one that is not known (rotation)', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    await verify(await signAccessToken(key, account, 600, { now }));
    state.keys = [key, other];
    state.at += seconds(3);
    const signedByNew = await signAccessToken(other, account, 600, { now });
    expect(await verify(signedByNew)).toMatchObject({ kind: 'account' });
    expect(await verify(await signAccessToken(key, account, 600, { now }))).toMatchObject({ kind: 'account' });
    expect(state.fetches).toBe(2);
  });

  it('are not fetched for each of a stranger’s key ids', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    for (let i = 0; i < 50; i++) {
      const token = await signAccessToken({ ...other, kid: `made-up-${i}` }, account, 600, { now });
      await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
    }
    expect(state.fetches).toBe(1);
  });

  it('that were withdrawn stop counting within ten minutes, for remembered tokens too', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    const token = await signAccessToken(key, account, 3_600, { now });
    await verify(token);
    state.keys = [other];
    state.at += seconds(601);
    await expect(verify(token)).rejects.toBeInstanceOf(InvalidToken);
  });

  it('that can not be had make a token neither valid nor invalid, until they can', async () => {
    const { state, options } = issuer([key]);
    state.isAway = true;
    const verify = createTokenVerifier(options);
    const token = await signAccessToken(key, account, 600, { now });
    for (let i = 0; i < 5; i++) await expect(verify(token)).rejects.toBeInstanceOf(AuthUnavailable);
    expect(state.fetches).toBe(1);
    state.isAway = false;
    state.at += seconds(3);
    expect(await verify(token)).toMatchObject({ kind: 'account' });
  });

  it('that are known go on while the issuer is away', async () => {
    const { state, options } = issuer([key]);
    const verify = createTokenVerifier(options);
    await verify(await signAccessToken(key, account, 600, { now }));
    state.isAway = true;
    state.at += seconds(700);
    const later = new Date(state.at);
    expect(await verify(await signAccessToken(key, account, 600, { now: later }))).toMatchObject({ kind: 'account' });
    const unknown = await signAccessToken(other, account, 600, { now: later });
    await expect(verify(unknown)).rejects.toBeInstanceOf(AuthUnavailable);
  });

  it('are published without their private part', async () => {
    const published = JSON.stringify(publicJwks([key, other]));
    expect(published).toContain(key.kid);
    expect(published).not.toContain('"d"');
    expect(published).not.toContain(String(key.privateJwk.d));
  });
});

describe('the Authorization header', () => {
  it('holds a bearer token or nothing', () => {
    expect(bearerToken(undefined)).toBeNull();
    expect(bearerToken('Bearer abc.def-g_h')).toBe('abc.def-g_h');
    expect(bearerToken('bearer  abc ')).toBe('abc');
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic dTpw', 'abc', 'Bearer a b', 'Bearer \0', 'Bearer é'])(
    '%j is refused',
    (header) => {
      expect(() => bearerToken(header)).toThrow(InvalidToken);
    },
  );
});
