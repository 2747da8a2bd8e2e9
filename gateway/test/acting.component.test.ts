import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type HttpClient, type ToldMember, tellOrganisation, type WalkCast, walk } from '@leerhuis/testkit';
import {
  anotherCopy,
  type GatewayUnderTest,
  gatewayUnderTest,
  logInAsStaff,
  password,
  type Tokens,
} from './gateway-under-test.ts';

interface Place {
  organisationId: string;
  organisationName: string;
  rights: string[];
}
interface Me {
  id: string;
  actingAs: Place | null;
  mayActAs: Place[];
}
type Login = Tokens & { actingAs: Place | null; expiresIn: number };
type Office = Awaited<ReturnType<typeof tellOrganisation>>;

const email = 'an@linde.example';
let under: GatewayUnderTest;
let nobody: HttpClient;
let accountId: string;
let linde: Office;
let beuk: Office;
let manager: ToldMember;

const as = (token: string) => nobody.as(token);
const me = async (token: string) => (await as(token).get<Me>('/api/v1/me')).body;
const actAs = (token: string, organisationId: string | null, more: object = {}) =>
  as(token).put<Login>('/api/v1/sessions/current/acting-as', { organisationId, ...more });
const refresh = (refreshToken: string, more: object = {}) =>
  nobody.post<Login>('/api/v1/sessions/refresh', { refreshToken, ...more });
const logIn = async (more: object = {}, who = email) =>
  (await nobody.post<Login>('/api/v1/sessions', { email: who, password, ...more })).body;
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const idOf = ({ organisation }: Office) => organisation.organisationId;

beforeAll(async () => {
  under = await gatewayUnderTest('acting', { DEMO_ACCOUNTS: 'true' });
  nobody = under.gateway.http;
  await under.confirmed(email);
  const { accessToken } = await logIn();
  accountId = (await me(accessToken)).id;
  linde = await tellOrganisation(under.gateway, { name: 'De Linde' });
  beuk = await tellOrganisation(under.gateway, { name: 'De Beuk' });
  manager = await linde.member({ accountId, roles: ['manager'], rights: ['see-organisation', 'see-people'] });
  await beuk.member({ accountId });
  await eventually(async () => (await me(accessToken)).mayActAs.length === 2);
});
afterAll(() => under.stop());

describe('acting for an organisation (C-5)', () => {
  it('is offered for those where one has a place, by name; a person acts for themselves until they choose', async () => {
    const { actingAs, mayActAs } = await me((await logIn()).accessToken);
    expect(actingAs).toBeNull();
    expect(mayActAs.map(({ organisationName, rights }) => [organisationName, rights])).toEqual([
      ['De Beuk', ['see-organisation']],
      ['De Linde', ['see-organisation', 'see-people']],
    ]);
  });

  it('is chosen by a token that names the place, and gives neither rights nor roles', async () => {
    const { accessToken } = await logIn();
    const { status, body } = await actAs(accessToken, idOf(linde));
    expect([status, body.actingAs?.organisationName]).toEqual([200, 'De Linde']);
    const claims = claimsOf(body.accessToken);
    expect(claims).toMatchObject({
      kind: 'member',
      sub: accountId,
      org: idOf(linde),
      mem: manager.member.membershipId,
    });
    for (const name of ['roles', 'rights', 'withheld']) expect(claims).not.toHaveProperty(name);
    expect((await me(body.accessToken)).actingAs?.organisationName).toBe('De Linde');
    // and the person's token stands for the person
    expect((await me(accessToken)).actingAs).toBeNull();
    const back = await actAs(body.accessToken, null);
    expect(claimsOf(back.body.accessToken)).toMatchObject({ kind: 'account', sub: accountId });
  });

  it('is named at each refresh: two tabs act as two, and neither flips the other', async () => {
    const login = await logIn();
    const [first, second] = await Promise.all([
      refresh(login.refreshToken, { actingAs: idOf(linde) }),
      refresh(login.refreshToken, { actingAs: idOf(beuk) }),
    ]);
    expect([first.body.actingAs?.organisationName, second.body.actingAs?.organisationName]).toEqual([
      'De Linde',
      'De Beuk',
    ]);
    expect(second.body.refreshToken).toBe(first.body.refreshToken);
    expect((await me(first.body.accessToken)).actingAs?.organisationName).toBe('De Linde');
    expect((await me(second.body.accessToken)).actingAs?.organisationName).toBe('De Beuk');
    expect((await refresh(first.body.refreshToken)).body.actingAs).toBeNull();
  });

  it('is refused where one has no place, and the refresh token is not used up by it', async () => {
    const login = await logIn();
    const strange = await tellOrganisation(under.gateway);
    for (const organisationId of [idOf(strange), randomUUID()]) {
      const refused = await actAs(login.accessToken, organisationId);
      expect([refused.status, refused.body]).toMatchObject([
        422,
        { type: expect.stringMatching(/not-your-organisation$/) },
      ]);
      expect((await refresh(login.refreshToken, { actingAs: organisationId })).status).toBe(422);
    }
    const next = await refresh(login.refreshToken, { actingAs: idOf(linde) });
    expect([next.status, next.body.actingAs?.organisationName]).toEqual([200, 'De Linde']);
  });

  it('is not told apart from no session for who has no refresh token that counts', async () => {
    expect((await refresh(`${randomUUID()}.x`, { actingAs: idOf(linde) })).status).toBe(401);
  });

  it('ends with the place: the refresh is refused, and the person goes on', async () => {
    const esdoorn = await tellOrganisation(under.gateway, { name: 'De Esdoorn' });
    const place = await esdoorn.member({ accountId });
    const login = await logIn();
    const acting = await eventually(async () => {
      const answer = await actAs(login.accessToken, idOf(esdoorn));
      return answer.status === 200 && answer.body;
    });
    await place.end();
    await eventually(async () => (await me(login.accessToken)).mayActAs.length === 2);
    expect((await actAs(login.accessToken, idOf(esdoorn))).status).toBe(422);
    expect((await refresh(login.refreshToken, { actingAs: idOf(esdoorn) })).status).toBe(422);
    // who they were stays theirs: they see it is over, and may log out
    expect((await me(acting.accessToken)).actingAs).toBeNull();
    const next = await refresh(login.refreshToken);
    expect([next.status, next.body.actingAs]).toEqual([200, null]);
  });

  it('ends with the organisation', async () => {
    const els = await tellOrganisation(under.gateway, { name: 'De Els' });
    await els.member({ accountId });
    const { accessToken } = await logIn();
    await eventually(async () => (await actAs(accessToken, idOf(els))).status === 200);
    await els.change({ state: 'closed' });
    await eventually(async () => (await actAs(accessToken, idOf(els))).status === 422);
  });

  it('gives nothing that a person or staff does for themselves', async () => {
    const { body } = await actAs((await logIn()).accessToken, idOf(linde));
    const refused = async (path: string) => {
      const answer = await as(body.accessToken).get<{ type: string }>(path);
      return [answer.status, answer.body.type.split('/').at(-1)];
    };
    for (const path of ['/api/v1/sessions', '/api/v1/me/second-factor', '/api/v1/admin/people'])
      expect([path, ...(await refused(path))]).toEqual([path, 403, 'acting-for-organisation']);
  });

  it('does nothing that is for others, operation by operation', async () => {
    const { body } = await actAs((await logIn()).accessToken, idOf(linde));
    // nothing here is an organisation's, so nobody else of a cast is asked
    expect(await walk(under.gateway, { manager: as(body.accessToken) } as WalkCast, {})).toEqual([]);
  });

  it('is over with the session, also at another copy of the gateway', async () => {
    const login = await logIn();
    const { body } = await actAs(login.accessToken, idOf(linde));
    const there = await anotherCopy(under, {}, () => new Date());
    try {
      const known = () => there.http.as(body.accessToken).get<Me>('/api/v1/me');
      expect((await known()).body.actingAs?.organisationName).toBe('De Linde');
      expect((await as(body.accessToken).delete('/api/v1/sessions/current')).status).toBe(204);
      expect((await as(body.accessToken).get('/api/v1/me')).status).toBe(401);
      expect((await as(login.accessToken).get('/api/v1/me')).status).toBe(401);
      expect(await eventually(async () => (await known()).status === 401, { within: 8_000 })).toBe(true);
    } finally {
      await there.stop();
    }
  }, 30_000);

  it('carries no role of staff, whatever the person is', async () => {
    const staff = await logInAsStaff(under);
    const staffId = (await staff.get<Me>('/api/v1/me')).body.id;
    await linde.member({ accountId: staffId });
    const token = await eventually(async () => {
      const answer = await staff.put<Login>('/api/v1/sessions/current/acting-as', { organisationId: idOf(linde) });
      return answer.status === 200 && answer.body.accessToken;
    });
    expect((await staff.get('/api/v1/admin/people')).status).toBe(200);
    expect((await as(token).get('/api/v1/admin/people')).status).toBe(403);
  });

  it.each([
    ['nl', 'U hoort niet bij deze organisatie'],
    ['fr', 'Vous ne faites pas ou plus partie'],
    ['en', 'You do not belong to this organisation'],
  ])('is refused in %s', async (language, detail) => {
    const { accessToken } = await logIn();
    const headers = { 'accept-language': language };
    const refused = await as(accessToken).put<{ detail: string }>(
      '/api/v1/sessions/current/acting-as',
      { organisationId: randomUUID() },
      { headers },
    );
    expect(refused.body.detail).toContain(detail);
  });
});

describe('the last choice (C-2)', () => {
  const remembered = async (organisationId: string | null = idOf(linde), remember = true) => {
    const login = await logIn();
    expect((await actAs(login.accessToken, organisationId, { remember })).status).toBe(200);
    return login;
  };

  it('comes back at the next login on that device, when it was to be remembered', async () => {
    const { refreshToken: previousRefreshToken } = await remembered();
    const again = await logIn({ previousRefreshToken });
    expect([again.actingAs?.organisationName, claimsOf(again.accessToken)['kind']]).toEqual(['De Linde', 'member']);
    expect((await logIn()).actingAs).toBeNull();
    // and at the one after that
    expect((await logIn({ previousRefreshToken: again.refreshToken })).actingAs?.organisationName).toBe('De Linde');
  });

  it.each<[string, () => Promise<string>]>([
    ['it was not asked to', async () => (await remembered(idOf(linde), false)).refreshToken],
    [
      'something else was chosen after it',
      async () => {
        const login = await remembered();
        await actAs(login.accessToken, idOf(beuk));
        return login.refreshToken;
      },
    ],
    [
      'they logged out',
      async () => {
        const login = await remembered();
        await as(login.accessToken).delete('/api/v1/sessions/current');
        return login.refreshToken;
      },
    ],
    ['the token is a guess', async () => `${(await remembered()).refreshToken.split('.')[0]}.guess`],
    ['the token is none', async () => 'x'],
  ])('does not when %s', async (_why, previous) => {
    expect((await logIn({ previousRefreshToken: await previous() })).actingAs).toBeNull();
  });

  it('does not for another account on the same device', async () => {
    const { refreshToken: previousRefreshToken } = await remembered();
    await under.confirmed('bo@linde.example');
    const other = await logIn({ previousRefreshToken }, 'bo@linde.example');
    expect(other.actingAs).toBeNull();
  });

  it('does not when the place is no more', async () => {
    const wilg = await tellOrganisation(under.gateway, { name: 'De Wilg' });
    const place = await wilg.member({ accountId });
    const login = await logIn();
    await eventually(async () => (await actAs(login.accessToken, idOf(wilg), { remember: true })).status === 200);
    await place.end();
    await eventually(async () => (await actAs(login.accessToken, idOf(wilg))).status === 422);
    const again = await logIn({ previousRefreshToken: login.refreshToken });
    expect([again.actingAs, claimsOf(again.accessToken)['kind']]).toEqual([null, 'account']);
  });
});
