import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceUnderTest } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, password, registration, type Tokens } from './gateway-under-test.ts';

let under: GatewayUnderTest;
let gateway: ServiceUnderTest;
const confirmed = (email: string) => under.confirmed(email);
const logIn = (email: string, secret?: string) => under.logIn(email, secret);

beforeAll(async () => {
  under = await gatewayUnderTest('links');
  ({ gateway } = under);
});
afterAll(() => under.stop());

async function askReset(email: string): Promise<string> {
  expect((await gateway.http.post('/api/v1/password-resets', { email })).status).toBe(202);
  return under.tokenMailedTo(email, 'reset-password');
}
const reset = (token: string, chosen: string) =>
  gateway.http.put<Tokens>(`/api/v1/password-resets/${token}`, { password: chosen });
const page = async (path: string, language = 'nl') => {
  const { status, bytes } = await gateway.http.get(path, {
    headers: { accept: 'text/html', 'accept-language': language },
  });
  expect(status).toBe(200);
  return String(bytes);
};
const form = (content: string) => ({ raw: { content, contentType: 'application/x-www-form-urlencoded' } });

describe('a forgotten password (C-3)', () => {
  it('is replaced by a link that works once, ends all sessions and logs in', async () => {
    const email = 'forgot@voorbeeld.be';
    await confirmed(email);
    const before = await logIn(email);
    expect((await gateway.http.post('/api/v1/password-resets', { email })).status).toBe(202);
    const token = await under.tokenMailedTo(email, 'reset-password');
    const weak = await gateway.http.put(`/api/v1/password-resets/${token}`, { password: 'zwak' });
    expect(weak.status).toBe(422);
    const reset = await gateway.http.put<Tokens>(`/api/v1/password-resets/${token}`, { password: 'Andere-Kanaal-8' });
    expect(reset.status).toBe(200);
    expect((await gateway.http.as(reset.body.accessToken).get('/api/v1/me')).status).toBe(200);
    expect((await gateway.http.as(before.accessToken).get('/api/v1/me')).status).toBe(401);
    expect((await gateway.http.put(`/api/v1/password-resets/${token}`, { password: 'Derde-Kanaal-9' })).status).toBe(
      404,
    );
    await logIn(email, 'Andere-Kanaal-8');
  });

  it('answers the same for an address that nobody has', async () => {
    const unknown = await gateway.http.post('/api/v1/password-resets', { email: 'nobody@voorbeeld.be' });
    expect(unknown).toMatchObject({ status: 202, body: { status: 'link-sent-if-known' } });
  });

  it('can be chosen on the page of the link; opening the page uses nothing up', async () => {
    const email = 'page@voorbeeld.be';
    await confirmed(email);
    await gateway.http.post('/api/v1/password-resets', { email });
    const token = await under.tokenMailedTo(email, 'reset-password');
    const path = `/account/password/${token}`;
    expect(String((await gateway.http.get(path)).bytes)).toContain('Kies een nieuw wachtwoord');
    const form = (content: string) => ({ raw: { content, contentType: 'application/x-www-form-urlencoded' } });
    expect(String((await gateway.http.post(path, undefined, form('password=kort'))).bytes)).toContain(
      'minstens 8 tekens',
    );
    // in Latin-1, which would be kept otherwise than it was typed
    expect(String((await gateway.http.post(path, undefined, form('password=Vi%E9rde-Kanaal-9'))).bytes)).toContain(
      'Verkeerd gecodeerd',
    );
    expect(String((await gateway.http.post(path, undefined, form('password=Vierde-Kanaal-9'))).bytes)).toContain(
      'gewijzigd',
    );
    await logIn(email, 'Vierde-Kanaal-9');
  });
});

describe('a link to choose a password (C-3, ASVS 6.4)', () => {
  it('dies when a newer one is asked for, and with the newer one when that is used', async () => {
    const email = 'newer@voorbeeld.be';
    await confirmed(email);
    const [older, newer] = [await askReset(email), await askReset(email)];
    expect((await reset(older, 'Vijfde-Kanaal-1')).status).toBe(404);
    expect((await reset(newer, 'Vijfde-Kanaal-1')).status).toBe(200);
    expect((await reset(older, 'Zesde-Kanaal-2')).status).toBe(404);
    await logIn(email, 'Vijfde-Kanaal-1');
  });

  it('dies when the password is changed otherwise', async () => {
    const email = 'otherwise@voorbeeld.be';
    await confirmed(email);
    const token = await askReset(email);
    const me = gateway.http.as((await logIn(email)).accessToken);
    const change = { currentPassword: password, newPassword: 'Zevende-Kanaal-3' };
    expect((await me.put('/api/v1/me/password', change)).status).toBe(204);
    expect((await reset(token, 'Achtste-Kanaal-4')).status).toBe(404);
    await logIn(email, 'Zevende-Kanaal-3');
  });

  it('is the only one that works of those that were asked for at the same moment', async () => {
    const email = 'atonce@voorbeeld.be';
    await confirmed(email);
    await Promise.all(Array.from({ length: 5 }, () => gateway.http.post('/api/v1/password-resets', { email })));
    const tokens: string[] = [];
    while (tokens.length < 5) tokens.push(await under.tokenMailedTo(email, 'reset-password'));
    const pages = await Promise.all(tokens.map((token) => page(`/account/password/${token}`)));
    expect(pages.filter((one) => one.includes('<form'))).toHaveLength(1);
  });

  it('belongs to its account alone', async () => {
    const [one, other] = ['one@voorbeeld.be', 'other@voorbeeld.be'];
    for (const email of [one, other]) await confirmed(email);
    const token = await askReset(one);
    await reset(await askReset(other), 'Negende-Kanaal-5');
    expect((await reset(token, 'Tiende-Kanaal-6')).status).toBe(200);
  });
});

describe('a link to confirm an address', () => {
  it('works until the address is confirmed, also when a newer one was sent; then none does', async () => {
    const email = 'twice@voorbeeld.be';
    await gateway.http.post('/api/v1/accounts', registration(email));
    const older = await under.tokenMailedTo(email, 'confirm-email');
    expect((await gateway.http.post('/api/v1/email-confirmations', { email })).status).toBe(204);
    const newer = await under.tokenMailedTo(email, 'confirm-email');
    expect((await gateway.http.put(`/api/v1/email-confirmations/${older}`)).status).toBe(200);
    expect((await gateway.http.put(`/api/v1/email-confirmations/${newer}`)).status).toBe(404);
    expect(await page(`/account/confirm/${newer}`)).toContain('werkt niet (meer)');
  });
});

describe('the address that people were sent to after paying', () => {
  it.each([
    [
      '/orders/0190a000-0000-7000-8000-000000000001',
      '/api/v1/orders/0190a000-0000-7000-8000-000000000001/payment-page',
    ],
    ['/orders/x?payment=p%261&key=k-_1&other=y', '/api/v1/orders/x/payment-page?payment=p%261&key=k-_1'],
    ['/orders/a%2F..%2Fb%0D%0Ac', '/api/v1/orders/a%2F..%2Fb%0D%0Ac/payment-page'],
  ])('claims nothing, and leads on to the page that looks: %s', async (from, to) => {
    const { status, headers, bytes } = await gateway.http.get(from);
    expect([status, headers.get('location'), bytes.length]).toEqual([303, to, 0]);
  });
});

describe('an address that a stranger registered before its owner', () => {
  const stranger = { password: 'Vreemde-Kanaal-7', firstName: 'Bram' };
  /** @returns the token of the owner's own registration */
  async function registeredTwice(email: string): Promise<string> {
    expect((await gateway.http.post('/api/v1/accounts', registration(email, stranger))).status).toBe(201);
    await under.tokenMailedTo(email, 'confirm-email');
    expect((await gateway.http.post('/api/v1/accounts', registration(email))).status).toBe(201);
    return under.tokenMailedTo(email, 'confirm-email');
  }
  const logInWith = (email: string, secret: string) =>
    gateway.http.post('/api/v1/sessions', { email, password: secret });

  it('becomes the account that was typed for the link that is followed, and opens to no other password', async () => {
    const email = 'owner@voorbeeld.be';
    const token = await registeredTwice(email);
    expect((await gateway.http.put(`/api/v1/email-confirmations/${token}`)).status).toBe(200);
    expect((await logInWith(email, stranger.password)).status).toBe(401);
    const { accessToken } = await logIn(email);
    expect((await gateway.http.as(accessToken).get<{ firstName: string }>('/api/v1/me')).body.firstName).not.toBe(
      stranger.firstName,
    );
  });

  it('becomes what was typed last when the link is sent again', async () => {
    const email = 'again@voorbeeld.be';
    await registeredTwice(email);
    await gateway.http.post('/api/v1/email-confirmations', { email });
    const sentAgain = await under.tokenMailedTo(email, 'confirm-email');
    expect((await gateway.http.put(`/api/v1/email-confirmations/${sentAgain}`)).status).toBe(200);
    expect((await logInWith(email, stranger.password)).status).toBe(401);
    await logIn(email);
  });
});

it('a link to choose a password proves the address too: its owner can log in afterwards (C-3)', async () => {
  const email = 'unconfirmed@voorbeeld.be';
  await gateway.http.post('/api/v1/accounts', registration(email));
  expect((await reset(await askReset(email), 'Veertiende-Kanaal-1')).status).toBe(200);
  await logIn(email, 'Veertiende-Kanaal-1');
});

it('mails about an account carry nothing that was typed when it was made: a stranger may have made it', async () => {
  const email = 'typed@voorbeeld.be';
  const typed = {
    firstName: 'Lokaas',
    lastName: 'Lokvogel',
    company: { name: 'Lokvogel.com BV', enterpriseNumber: null },
  };
  await gateway.http.post('/api/v1/accounts', registration(email, typed));
  await under.tokenMailedTo(email, 'confirm-email');
  await gateway.http.post('/api/v1/email-confirmations', { email });
  await under.tokenMailedTo(email, 'confirm-email');
  expect((await reset(await askReset(email), 'Veertiende-Kanaal-1')).status).toBe(200);
  await gateway.http.post('/api/v1/accounts', registration(email, typed));
  const sent = () => under.mails.jobs.filter(({ data }) => data.recipient.email === email);
  await under.mails.waitFor(({ data }) => data.recipient.email === email && data.template === 'email-taken');
  await under.mails.waitFor(({ data }) => data.recipient.email === email && data.template === 'welcome');
  await under.mails.waitFor(({ data }) => data.recipient.email === email && data.template === 'password-changed');
  expect(sent()).toHaveLength(6);
  expect(JSON.stringify(sent())).not.toMatch(/lok(aas|vogel)/i);
});

it.each([
  ['/api/v1/password-resets', (email: string) => ({ email })],
  ['/api/v1/email-confirmations', (email: string) => ({ email })],
  ['/api/v1/accounts', (email: string) => registration(email)],
])('%s takes the time of a step, whoever has the address (C-3)', async (path, body) => {
  const known = `even${path.length}@voorbeeld.be`;
  await gateway.http.post('/api/v1/accounts', registration(known));
  for (const email of [known, `odd${path.length}@voorbeeld.be`]) {
    const start = performance.now();
    await gateway.http.post(path, body(email));
    expect([email, performance.now() - start > 240]).toEqual([email, true]);
  }
});

it('the page of a link is in the language of its account, where who opens it wishes none of ours', async () => {
  const email = 'amelie@voorbeeld.be';
  await gateway.http.post('/api/v1/accounts', registration(email, { locale: 'fr' }));
  const path = `/account/confirm/${await under.tokenMailedTo(email, 'confirm-email')}`;
  const languageOf = async (headers: Record<string, string>, method: 'get' | 'post' = 'get') => {
    const form = { content: 'confirm=yes', contentType: 'application/x-www-form-urlencoded' };
    const page =
      method === 'get'
        ? await gateway.http.get(path, { headers })
        : await gateway.http.post(path, undefined, { headers, raw: form });
    return /<html lang="(..)">/.exec(String(page.bytes))?.[1];
  };
  expect([await languageOf({ 'accept-language': '*' }), await languageOf({ 'accept-language': 'de' })]).toEqual([
    'fr',
    'fr',
  ]);
  expect(await languageOf({ 'accept-language': 'en' })).toBe('en');
  expect(await languageOf({ 'accept-language': '*' }, 'post')).toBe('fr');
});

describe('the page of a link that does not work', () => {
  it.each([
    ['nl', 'werkt niet (meer)'],
    ['fr', 'ne fonctionne pas (ou plus)'],
    ['en', 'does not work (any more)'],
  ])('says so in %s, whether the token is malformed, unknown or used', async (language, words) => {
    const email = `used-${language}@voorbeeld.be`;
    await confirmed(email);
    const used = await askReset(email);
    expect((await reset(used, 'Elfde-Kanaal-7')).status).toBe(200);
    for (const kind of ['confirm', 'password']) {
      for (const token of ['xyz', 'a'.repeat(43), `${used}.`, used, 'x%0A']) {
        const shown = await page(`/account/${kind}/${token}`, language);
        expect(shown).toContain(words);
        expect(shown).not.toContain('<form');
      }
    }
  });

  it('says so too after the button, without the form', async () => {
    const email = 'spent@voorbeeld.be';
    await confirmed(email);
    const token = await askReset(email);
    await reset(token, 'Twaalfde-Kanaal-8');
    const answer = await gateway.http.post(
      `/account/password/${token}`,
      undefined,
      form('password=Dertiende-Kanaal-9'),
    );
    expect(String(answer.bytes)).toContain('werkt niet (meer)');
    expect(String(answer.bytes)).not.toContain('<form');
  });
});

it('reads no collection without an index', async () => {
  expect(await gateway.scansSeen()).toEqual([]);
});
