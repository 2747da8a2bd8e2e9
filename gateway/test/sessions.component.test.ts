import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type HttpClient, type TestClock, testClock } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, logInAsStaff, password, type Tokens } from './gateway-under-test.ts';

interface Open {
  id: string;
  isCurrent: boolean;
  device: string | null;
  expiresAt: string;
}
interface Attempt {
  at: string;
  outcome: string;
  ip: string;
  device: string | null;
  accountId?: string | null;
}
interface Page<T> {
  items: T[];
}

const day = 86_400_000;
let clock: TestClock;
let under: GatewayUnderTest;
let nobody: HttpClient;
beforeAll(async () => {
  clock = testClock(new Date());
  under = await gatewayUnderTest('sessions', { DEMO_ACCOUNTS: 'true', SESSION_DAYS: '100' }, clock);
  nobody = under.gateway.http;
});
afterAll(() => under.stop());

async function loggedIn(email: string, device?: string): Promise<Tokens & { http: HttpClient }> {
  const headers = device === undefined ? {} : { 'user-agent': device };
  const { status, body } = await nobody.post<Tokens>('/api/v1/sessions', { email, password }, { headers });
  expect(status).toBe(201);
  return { ...body, http: nobody.as(body.accessToken) };
}
const openOf = async (http: HttpClient) => (await http.get<Page<Open>>('/api/v1/sessions')).body.items;
const statusOf = async (http: HttpClient) => (await http.get('/api/v1/me')).status;

describe('where somebody is logged in (ASVS 7.5)', () => {
  it('is listed for them alone, each device with its name', async () => {
    for (const email of ['devices@voorbeeld.be', 'other@voorbeeld.be']) await under.confirmed(email);
    await loggedIn('other@voorbeeld.be');
    await loggedIn('devices@voorbeeld.be', 'Firefox on Windows');
    const here = await loggedIn('devices@voorbeeld.be', `Leerhuis app ${'x'.repeat(300)}`);
    const open = await openOf(here.http);
    expect(open).toMatchObject([
      { isCurrent: true, device: expect.stringMatching(/^Leerhuis app x+$/) },
      { isCurrent: false, device: 'Firefox on Windows' },
    ]);
    expect(open[0]?.device).toHaveLength(200);
    expect((await nobody.get('/api/v1/sessions')).status).toBe(401);
  });

  it('can be ended on one device, and nobody else’s can', async () => {
    for (const email of ['one@voorbeeld.be', 'stranger@voorbeeld.be']) await under.confirmed(email);
    const [here, there, stranger] = [
      await loggedIn('one@voorbeeld.be'),
      await loggedIn('one@voorbeeld.be'),
      await loggedIn('stranger@voorbeeld.be'),
    ];
    const id = (await openOf(here.http)).find(({ isCurrent }) => !isCurrent)?.id;
    expect((await stranger.http.delete(`/api/v1/sessions/${id}`)).status).toBe(404);
    expect(await statusOf(there.http)).toBe(200);
    expect((await here.http.delete(`/api/v1/sessions/${id}`)).status).toBe(204);
    expect([await statusOf(there.http), await statusOf(here.http)]).toEqual([401, 200]);
    const { refreshToken } = there;
    expect((await nobody.post('/api/v1/sessions/refresh', { refreshToken })).status).toBe(401);
    expect((await here.http.delete(`/api/v1/sessions/${id}`)).status).toBe(404);
    expect(await openOf(here.http)).toHaveLength(1);
  });

  it('can be ended everywhere else at once', async () => {
    await under.confirmed('else@voorbeeld.be');
    const devices = [];
    for (let n = 0; n < 4; n += 1) devices.push(await loggedIn('else@voorbeeld.be'));
    const [here, ...others] = devices;
    expect((await here?.http.delete('/api/v1/sessions/others'))?.status).toBe(204);
    expect(await Promise.all(others.map(({ http }) => statusOf(http)))).toEqual([401, 401, 401]);
    expect(here && (await openOf(here.http))).toMatchObject([{ isCurrent: true }]);
  });

  it('can be ended everywhere by staff, which is noted', async () => {
    await under.confirmed('lost@voorbeeld.be');
    const { http } = await loggedIn('lost@voorbeeld.be');
    const { id } = (await http.get<{ id: string }>('/api/v1/me')).body;
    const path = `/api/v1/admin/accounts/${id}/sessions`;
    expect((await http.delete(path)).status).toBe(403);
    const staff = await logInAsStaff(under);
    expect((await staff.delete(path)).status).toBe(204);
    expect(await statusOf(http)).toBe(401);
    const audit = await staff.get<Page<unknown>>(`/api/v1/admin/settings-audit?subject=${id}`);
    expect(audit.body.items).toMatchObject([{ action: 'sessions.ended' }]);
  });

  it('ends for good after the days that are set, however much it is used (ASVS 7.3)', async () => {
    await under.confirmed('long@voorbeeld.be');
    const login = { email: 'long@voorbeeld.be', password, remember: true };
    let { refreshToken } = (await nobody.post<Tokens>('/api/v1/sessions', login)).body;
    const refresh = () =>
      nobody.post<Tokens & { sessionExpiresAt: string }>('/api/v1/sessions/refresh', { refreshToken });
    const begun = clock().getTime();
    for (const days of [40, 40]) {
      clock.advance(days * day);
      const { status, body } = await refresh();
      expect(status).toBe(200);
      ({ refreshToken } = body);
      expect(new Date(body.sessionExpiresAt).getTime()).toBeLessThanOrEqual(begun + 100 * day);
    }
    clock.advance(20 * day);
    expect((await refresh()).status).toBe(401);
  });
});

describe('the log of logins (ASVS 16.3)', () => {
  const attempt = (email: string, secret = password) => nobody.post('/api/v1/sessions', { email, password: secret });

  it('shows everybody their own, with what failed', async () => {
    await under.confirmed('log@voorbeeld.be');
    await attempt('log@voorbeeld.be', 'Wrong-1');
    const { http } = await loggedIn('log@voorbeeld.be', 'Firefox');
    const { items } = (await http.get<Page<Attempt>>('/api/v1/me/logins')).body;
    expect(items).toMatchObject([{ outcome: 'logged-in', device: 'Firefox' }, { outcome: 'wrong-password' }]);
    expect(items[0]).not.toHaveProperty('accountId');
    expect(items[0]?.ip).toBe('127.0.0.1');
  });

  it('shows staff all, also of addresses that nobody has, which are not kept; that they looked is noted', async () => {
    await attempt('typed-Geheim-7@voorbeeld.be', 'Wrong-1');
    const staff = await logInAsStaff(under);
    const { items } = (await staff.get<Page<Attempt>>('/api/v1/admin/logins?outcome=unknown-address')).body;
    expect(items[0]).toMatchObject({ outcome: 'unknown-address', accountId: null });
    const kept = await under.gateway.database.connection
      .collection('logins')
      .find({})
      .sort({ at: -1, _id: -1 })
      .toArray();
    expect(JSON.stringify(kept)).not.toMatch(/typed-|Wrong-1|voorbeeld/i);
    const audit = (await staff.get<Page<{ action: string }>>('/api/v1/admin/settings-audit')).body.items;
    expect(audit.map(({ action }) => action)).toContain('logins.looked-at');
    expect((await (await loggedIn('log@voorbeeld.be')).http.get('/api/v1/admin/logins')).status).toBe(403);
  });

  it('finds those of an account and a time', async () => {
    const staff = await logInAsStaff(under);
    const { body: me } = await (await loggedIn('log@voorbeeld.be')).http.get<{ id: string }>('/api/v1/me');
    const { items } = (await staff.get<Page<Attempt>>(`/api/v1/admin/logins?accountId=${me.id}&outcome=logged-in`))
      .body;
    expect(items.length).toBeGreaterThan(0);
    expect(new Set(items.map(({ accountId }) => accountId))).toEqual(new Set([me.id]));
    const later = new Date(clock().getTime() + day).toISOString();
    expect((await staff.get<Page<Attempt>>(`/api/v1/admin/logins?from=${later}`)).body.items).toEqual([]);
  });
});

it('notes who gave a partner access and who took it away, once each', async () => {
  const staff = await logInAsStaff(under);
  const { body } = await staff.post<{ clientId: string; clientSecret: string }>('/api/v1/admin/partners', {
    name: 'Balie',
    federation: 'OVB',
  });
  for (let n = 0; n < 2; n += 1)
    expect((await staff.delete(`/api/v1/admin/partners/${body.clientId}`)).status).toBe(204);
  const path = `/api/v1/admin/settings-audit?subject=${body.clientId}`;
  const { items } = (await staff.get<Page<{ action: string }>>(path)).body;
  expect(items).toMatchObject([
    { action: 'partner.revoked', before: { name: 'Balie', federation: 'OVB' }, after: null },
    { action: 'partner.added', after: { name: 'Balie', federation: 'OVB' } },
  ]);
  expect(JSON.stringify(items)).not.toContain(body.clientSecret);
});

it('reads no collection without an index', async () => {
  expect(await under.gateway.scansSeen()).toEqual([]);
});
