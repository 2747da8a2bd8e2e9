import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HttpClient, ServiceUnderTest } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, registration } from './gateway-under-test.ts';

interface Partner {
  clientId: string;
  clientSecret: string;
}

let under: GatewayUnderTest;
let gateway: ServiceUnderTest;
let staff: HttpClient;

beforeAll(async () => {
  under = await gatewayUnderTest('limits', {
    REGISTRATIONS_PER_HOUR: '3',
    WRONG_SECRETS_PER_QUARTER: '50',
    DEMO_ACCOUNTS: 'true',
  });
  ({ gateway } = under);
  staff = gateway.http.as((await under.logIn('staf@demo.leerhuis.test', 'Kantoor-2026!')).accessToken);
});
afterAll(() => under.stop());

const register = (email: string, more = {}) => gateway.http.post('/api/v1/accounts', registration(email, more));

describe('an address', () => {
  it('may register so many accounts in an hour; what is refused does not count', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await register('weak@voorbeeld.be', { password: 'Zomer2026!' })).status).toBe(422);
      const memberships = [{ federation: 'ITAA', memberNumber: '12' }];
      expect((await register('wrong@voorbeeld.be', { memberships })).status).toBe(422);
    }
    for (let account = 0; account < 3; account += 1)
      expect((await register(`account${account}@voorbeeld.be`)).status).toBe(201);
    const refused = await register('toomany@voorbeeld.be');
    expect(refused).toMatchObject({ status: 429, body: { type: expect.stringContaining('too-many-attempts') } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('that may register no more can still ask for links, which count apart', async () => {
    const statuses = async (path: string) => {
      const found: number[] = [];
      for (let account = 0; account < 4; account += 1)
        found.push((await gateway.http.post(path, { email: `account${account}@voorbeeld.be` })).status);
      return found;
    };
    expect(await statuses('/api/v1/password-resets')).toEqual([202, 202, 202, 429]);
    expect(await statuses('/api/v1/email-confirmations')).toEqual([204, 204, 204, 429]);
  });
});

describe("a partner's token", () => {
  const partnerOf = async (federation: string) =>
    (await staff.post<Partner>('/api/v1/admin/partners', { name: 'Balie', federation })).body;
  const ask = ({ clientId, clientSecret }: Partner, language?: string) => {
    const headers: Record<string, string> = language ? { 'accept-language': language } : {};
    return gateway.http.post('/api/v1/partner-tokens', { clientId, clientSecret }, { headers });
  };

  it('is given as often as it is asked for; wrong secrets are held back', async () => {
    const partner = await partnerOf('OVB');
    for (let attempt = 0; attempt < 12; attempt += 1) expect((await ask(partner)).status).toBe(200);
    const wrong = { ...partner, clientSecret: 'guessed' };
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await ask(wrong)).status).toBe(401);
    expect((await ask(wrong)).status).toBe(429);
    expect((await ask(partner)).status).toBe(429);
    expect((await ask(await partnerOf('NKN'))).status).toBe(200);
  });

  it('is refused in Dutch unless another language is asked for', async () => {
    const wrong = { ...(await partnerOf('BIV')), clientSecret: 'guessed' };
    expect((await ask(wrong)).body).toMatchObject({ detail: expect.stringContaining('klopt niet') });
    expect((await ask(wrong, 'fr')).body).toMatchObject({ detail: expect.stringContaining('retiré') });
  });

  it('counts no more once the access was taken away, and others go on counting', async () => {
    const [gone, stays] = [await partnerOf('OVB'), await partnerOf('OVB')];
    const tokens = [];
    for (const partner of [gone, stays]) tokens.push((await ask(partner)).body as { accessToken: string });
    const [lost, kept] = tokens.map(({ accessToken }) => gateway.http.as(accessToken));
    // a partner is no person: 403 says that the token counts
    for (const http of [lost, kept]) expect((await http?.get('/api/v1/me'))?.status).toBe(403);
    expect((await staff.delete(`/api/v1/admin/partners/${gone.clientId}`)).status).toBe(204);
    expect((await lost?.get('/api/v1/me'))?.status).toBe(401);
    expect((await kept?.get('/api/v1/me'))?.status).toBe(403);
    const { body } = await gateway.http.get<{ clientIds: string[] }>('/.well-known/revoked-partners.json');
    expect(body.clientIds).toEqual([gone.clientId]);
    const listed = (await staff.get<{ items: object[]; total: object }>('/api/v1/admin/partners?limit=100')).body;
    expect(listed.items).toContainEqual(
      expect.objectContaining({ clientId: gone.clientId, revokedAt: expect.any(String) }),
    );
    expect(listed.total).toEqual({ count: listed.items.length, more: false });
  });

  it('is for no partner of FBC, which takes no registrations (V-26)', async () => {
    const refused = await staff.post('/api/v1/admin/partners', { name: 'FBC', federation: 'FBC' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'federation' }] } });
  });
});

describe('the current password', () => {
  it('is not to be guessed by who has a token: five wrong ones, and weak new ones do not count', async () => {
    const { accessToken } = await under.logIn('advocaat@demo.leerhuis.test', 'Pleidooi-2026!');
    const change = (currentPassword: string, newPassword = 'Zomer2026!') =>
      gateway.http.as(accessToken).put('/api/v1/me/password', { currentPassword, newPassword });
    for (let attempt = 0; attempt < 7; attempt += 1) expect((await change('Pleidooi-2026!')).status).toBe(422);
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await change(`Wrong-${attempt}`)).status).toBe(422);
    expect((await change('Pleidooi-2026!', 'Nieuwe-Kanaal-8')).status).toBe(429);
  });
});

it('a burst of wrong passwords for one account counts like a sequence: five are tried, the others refused', async () => {
  const attempt = () =>
    gateway.http.post('/api/v1/sessions', { email: 'comptable@demo.leerhuis.test', password: 'Wrong-Guess-1' });
  const statuses = (await Promise.all(Array.from({ length: 30 }, attempt))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(25);
});

// last: nobody can log in from here afterwards
describe('logins from one address', () => {
  it('are refused for a while after so many wrong ones, each for another account', async () => {
    const attempt = (n: number) =>
      gateway.http.post('/api/v1/sessions', { email: `guessed${n}@voorbeeld.be`, password: 'Wrong-Guess-1' });
    // five of the fifty were used up by the burst before
    for (let n = 0; n < 45; n += 1) {
      expect((await attempt(n)).status).toBe(401);
      if (n % 10 === 0) await under.logIn('mediator@demo.leerhuis.test', 'Gesprek-2026!');
    }
    const refused = await attempt(50);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  });
});

it('reads no collection without an index', async () => {
  expect(await gateway.scansSeen()).toEqual([]);
});
