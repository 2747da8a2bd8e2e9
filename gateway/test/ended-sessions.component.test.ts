import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier, fetchRevoked, InvalidToken, revokedActors } from '@leerhuis/auth';
import { type HttpClient, type TestClock, testClock } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, logInAsStaff, password, type Tokens } from './gateway-under-test.ts';

let clock: TestClock;
let under: GatewayUnderTest;
let nobody: HttpClient;
let staff: HttpClient;
/** As a service checks tokens: by what the gateway publishes, fetched anew after 4 s. */
let isTaken: (token: string) => Promise<boolean>;
beforeAll(async () => {
  clock = testClock(new Date());
  under = await gatewayUnderTest('ended', { DEMO_ACCOUNTS: 'true', SESSION_DAYS: '100' }, clock);
  nobody = under.gateway.http;
  staff = await logInAsStaff(under);
  const jwksUrl = `${under.gateway.url}/.well-known/jwks.json`;
  let seconds = 0;
  const isRevoked = revokedActors(
    () => fetchRevoked(jwksUrl),
    () => seconds * 1_000,
  );
  const verify = createTokenVerifier({ jwksUrl, clock, isRevoked });
  isTaken = async (token) => {
    seconds += 5;
    try {
      await verify(token);
      return true;
    } catch (error) {
      if (error instanceof InvalidToken) return false;
      throw error;
    }
  };
});
afterAll(() => under.stop());

interface LoggedIn extends Tokens {
  email: string;
  accountId: string;
  http: HttpClient;
}

const logIn = (email: string, secret = password) =>
  nobody.post<Tokens & { accountId: string }>('/api/v1/sessions', { email, password: secret, remember: true });
async function loggedIn(email: string): Promise<LoggedIn> {
  const { body } = await logIn(email);
  return { ...body, email, http: nobody.as(body.accessToken) };
}
const other = async ({ email }: LoggedIn) => (await loggedIn(email)).http;

const ways: Record<string, (me: LoggedIn) => Promise<unknown>> = {
  'who logs out': ({ http }) => http.delete('/api/v1/sessions/current'),
  'what was ended on another device': async (me) => {
    const elsewhere = await other(me);
    const { body } = await elsewhere.get<{ items: { id: string; isCurrent: boolean }[] }>('/api/v1/sessions');
    for (const { id } of body.items.filter(({ isCurrent }) => !isCurrent))
      await elsewhere.delete(`/api/v1/sessions/${id}`);
  },
  'what was ended everywhere else': async (me) => (await other(me)).delete('/api/v1/sessions/others'),
  'what staff ended': ({ accountId }) => staff.delete(`/api/v1/admin/accounts/${accountId}/sessions`),
  'what was ended as a refresh token came back': async ({ refreshToken }) => {
    await nobody.post('/api/v1/sessions/refresh', { refreshToken });
    clock.advance(60_000);
    await nobody.post('/api/v1/sessions/refresh', { refreshToken });
  },
  'whose password was changed elsewhere': async (me) =>
    (await other(me)).put('/api/v1/me/password', { currentPassword: password, newPassword: 'Andere-Sleutel-8' }),
  'whose password was chosen anew by a link': async ({ email }) => {
    await nobody.post('/api/v1/password-resets', { email });
    const token = await under.tokenMailedTo(email, 'reset-password');
    return nobody.put(`/api/v1/password-resets/${token}`, { password: 'Andere-Sleutel-8' });
  },
  'whose second factor staff took off': async ({ accountId }) => {
    const factors = under.gateway.database.connection.collection<{ _id: string }>('secondFactors');
    await factors.insertOne({ _id: accountId });
    return staff.post(`/api/v1/admin/accounts/${accountId}/second-factor-resets`, { reason: 'telefoon kwijt' });
  },
};

describe('a session that ended is refused with a token that still runs, here at once and by services within 5 s (ASVS 7.4):', () => {
  it.each(Object.entries(ways))('%s', async (way, end) => {
    const email = `${Object.keys(ways).indexOf(way)}@voorbeeld.be`;
    await under.confirmed(email);
    const me = await loggedIn(email);
    expect([(await me.http.get('/api/v1/me')).status, await isTaken(me.accessToken)]).toEqual([200, true]);
    await end(me);
    expect([(await me.http.get('/api/v1/me')).status, await isTaken(me.accessToken)]).toEqual([401, false]);
  });

  it('whose time has come: no token outlives it', async () => {
    await under.confirmed('lang@voorbeeld.be');
    let me = await loggedIn('lang@voorbeeld.be');
    for (const days of [40, 40, 19.999]) {
      clock.advance(days * 86_400_000);
      const { body } = await nobody.post<Tokens>('/api/v1/sessions/refresh', { refreshToken: me.refreshToken });
      me = { ...me, ...body };
    }
    expect(await isTaken(me.accessToken)).toBe(true);
    clock.advance(120_000);
    expect([(await nobody.as(me.accessToken).get('/api/v1/me')).status, await isTaken(me.accessToken)]).toEqual([
      401,
      false,
    ]);
  });
});

it('the trail tells of sessions and second factors that staff ended, by what was done, page by page (ASVS 16.3)', async () => {
  interface Trail {
    items: { action: string; byName?: string; reason: string | null }[];
    nextCursor: string | null;
    total: { count: number } | null;
  }
  staff = await logInAsStaff(under);
  const trail = async (query: string) => (await staff.get<Trail>(`/api/v1/admin/audit?${query}`)).body;
  expect(await trail('action=sessions.ended')).toMatchObject({
    items: [{ action: 'sessions.ended', byName: 'Griet Willems' }],
    total: { count: 1 },
  });
  expect(await trail('action=second-factor.reset')).toMatchObject({ items: [{ reason: 'telefoon kwijt' }] });
  await staff.post('/api/v1/admin/partners', { federation: 'OVB', name: 'OVB' });
  const first = await trail('limit=1');
  expect(first.items).toMatchObject([{ action: 'partner.added' }]);
  expect((await trail(`limit=1&cursor=${first.nextCursor}`)).items).toMatchObject([{ action: 'second-factor.reset' }]);
  await under.confirmed('nieuwsgierig@voorbeeld.be');
  const { http } = await loggedIn('nieuwsgierig@voorbeeld.be');
  expect([(await http.get('/api/v1/admin/audit')).status, (await nobody.get('/api/v1/admin/audit')).status]).toEqual([
    403, 401,
  ]);
});
