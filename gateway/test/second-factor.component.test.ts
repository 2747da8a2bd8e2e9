import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type HttpClient, type TestClock, testClock } from '@leerhuis/testkit';
import { Secret, TOTP } from 'otpauth';
import { anotherCopy, type GatewayUnderTest, gatewayUnderTest, password, type Tokens } from './gateway-under-test.ts';
import { type PasskeyOptions, SoftPasskey } from './soft-passkey.ts';

interface SetUp {
  accessToken: string;
  until: string;
  recoveryCodes: string[] | null;
}
interface Login extends Tokens {
  accountId: string;
  secondFactor: string;
  expiresIn: number;
}

const base = '/api/v1/me/second-factor';
const give = '/api/v1/sessions/current/second-factor';
const ofStaff = '/api/v1/admin/partners';
const needed = { status: 403, body: { type: expect.stringContaining('second-factor-needed') } };
const wrong = { status: 422, body: { type: expect.stringContaining('wrong-second-factor') } };
const email = 'griet@voorbeeld.be';

const env = { DEMO_ACCOUNTS: 'true', SECOND_FACTOR_FOR: 'staff', WRONG_SECRETS_PER_QUARTER: '1000' };
let clock: TestClock;
let under: GatewayUnderTest;
let nobody: HttpClient;
beforeAll(async () => {
  clock = testClock(new Date());
  under = await gatewayUnderTest('second-factor', env, clock);
  nobody = under.gateway.http;
  await under.confirmed(email);
});
afterAll(() => under.stop());

const collection = (name: string) => under.gateway.database.connection.collection<{ _id: string }>(name);
const forgetAttempts = () => collection('attempts').deleteMany({ _id: { $exists: true } });
beforeEach(async () => {
  // codes of the test before are over
  clock.advance(120_000);
  const account = await collection('accounts').findOneAndUpdate({ email }, { $set: { roles: ['learner', 'staff'] } });
  await collection('secondFactors').deleteOne({ _id: account?._id ?? '' });
  await forgetAttempts();
});

async function loggedIn(who = email, secret = password): Promise<Login & { http: HttpClient }> {
  const { status, body } = await nobody.post<Login>('/api/v1/sessions', { email: who, password: secret });
  expect(status).toBe(201);
  return { ...body, http: nobody.as(body.accessToken) };
}
const codeOf = (secret: string, more = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock().getTime() + more });

/** Somebody of the staff with an authenticator. */
async function enrolled() {
  const login = await loggedIn();
  const { body: begun } = await login.http.post<{ secret: string }>(`${base}/authenticator`, { password });
  const { status, body } = await login.http.put<SetUp>(`${base}/authenticator`, { code: codeOf(begun.secret) });
  expect(status).toBe(200);
  clock.advance(60_000);
  const recoveryCodes = body.recoveryCodes ?? [];
  return { ...login, secret: begun.secret, recoveryCodes, staff: nobody.as(body.accessToken) };
}

describe('routes of staff, where a second factor is demanded', () => {
  it.each([
    ['nl', 'Geef eerst uw tweede factor'],
    ['fr', "Donnez d'abord votre second facteur"],
    ['en', 'Give your second factor first'],
  ])('refuse a session without it, and say what to do in %s', async (language, words) => {
    const { http, secondFactor } = await loggedIn();
    expect(secondFactor).toBe('needed');
    const refused = await http.get(ofStaff, { headers: { 'accept-language': language } });
    expect(refused).toMatchObject(needed);
    expect(refused).toMatchObject({ body: { detail: expect.stringContaining(words) } });
    expect((await http.get('/api/v1/me')).status).toBe(200);
  });

  it('serve a session that gave it, and its refreshed tokens, for twelve hours', async () => {
    const { staff, refreshToken } = await enrolled();
    expect((await staff.get(ofStaff)).status).toBe(200);
    const refresh = async (token: string) =>
      (await nobody.post<Login>('/api/v1/sessions/refresh', { refreshToken: token })).body;
    const next = await refresh(refreshToken);
    expect(next.secondFactor).toBe('given');
    expect((await nobody.as(next.accessToken).get(ofStaff)).status).toBe(200);
    clock.advance(6 * 3_600_000);
    const later = await refresh(next.refreshToken);
    clock.advance(6 * 3_600_000);
    const last = await refresh(later.refreshToken);
    expect([later.secondFactor, last.secondFactor]).toEqual(['given', 'needed']);
    expect(await nobody.as(last.accessToken).get(ofStaff)).toMatchObject(needed);
  });

  it('serve no token beyond the hours of the factor that it came by', async () => {
    const { refreshToken } = await enrolled();
    clock.advance(12 * 3_600_000 - 3 * 60_000);
    const { body } = await nobody.post<Login>('/api/v1/sessions/refresh', { refreshToken });
    expect(body).toMatchObject({ secondFactor: 'given' });
    expect(body.expiresIn).toBeLessThanOrEqual(120);
    clock.advance(110_000);
    expect((await nobody.as(body.accessToken).get(ofStaff)).status).toBe(200);
    clock.advance(15_000);
    expect((await nobody.as(body.accessToken).get(ofStaff)).status).toBe(401);
  });

  it('refuse learners as ever, who need none and can set up none', async () => {
    await under.confirmed('learner@voorbeeld.be');
    const { http, secondFactor } = await loggedIn('learner@voorbeeld.be');
    expect(secondFactor).toBe('not-demanded');
    expect(await http.get(ofStaff)).toMatchObject({ status: 403, body: { type: expect.stringMatching(/forbidden$/) } });
    expect((await http.post(`${base}/authenticator`, { password })).status).toBe(403);
    expect((await http.get(base)).body).toMatchObject({ demanded: false, authenticator: null });
  });

  it('ask it of every session apart', async () => {
    const { secret } = await enrolled();
    const [one, other] = [await loggedIn(), await loggedIn()];
    const given = await one.http.post<SetUp>(give, { code: codeOf(secret) });
    expect(given.status).toBe(200);
    expect((await nobody.as(given.body.accessToken).get(ofStaff)).status).toBe(200);
    expect(await other.http.get(ofStaff)).toMatchObject(needed);
  });
});

describe('an authenticator', () => {
  it('is set up by the password and its first code, and what is kept of it can be read by nobody', async () => {
    const { http } = await loggedIn();
    expect((await http.post(`${base}/authenticator`, { password: 'Wrong-1' })).status).toBe(422);
    const { status, body } = await http.post<{ secret: string; uri: string }>(`${base}/authenticator`, { password });
    expect(status).toBe(201);
    expect(body.uri).toContain(`secret=${body.secret}`);
    expect(await http.put(`${base}/authenticator`, { code: '000000' })).toMatchObject(wrong);
    const confirmed = await http.put<SetUp>(`${base}/authenticator`, { code: codeOf(body.secret) });
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    const kept = JSON.stringify(
      await collection('secondFactors')
        .find({ _id: { $exists: true } })
        .toArray(),
    );
    for (const secret of [body.secret, ...(confirmed.body.recoveryCodes ?? [])]) expect(kept).not.toContain(secret);
    expect((await http.get(base)).body).toMatchObject({
      demanded: true,
      authenticator: { since: clock().toISOString() },
      recoveryCodesLeft: 10,
    });
  });

  it('takes no code twice, of twenty who offer it at once one, and none before a code that was taken', async () => {
    const { secret } = await enrolled();
    const code = codeOf(secret);
    const { http } = await loggedIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => http.post(give, { code })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await forgetAttempts();
    expect(await http.post(give, { code })).toMatchObject(wrong);
    expect(await http.post(give, { code: codeOf(secret, -30_000) })).toMatchObject(wrong);
    expect((await http.post(give, { code: codeOf(secret, 30_000) })).status).toBe(200);
  });

  it('takes a code once of who offer it at two copies of the gateway at once', async () => {
    const { secret } = await enrolled();
    const there = await anotherCopy(under, env, clock);
    try {
      for (let turn = 0; turn < 5; turn += 1) {
        clock.advance(60_000);
        await forgetAttempts();
        const code = codeOf(secret);
        const { accessToken } = await loggedIn();
        const copies = Array.from({ length: 10 }, (_, n) => (n % 2 ? nobody : there.http).as(accessToken));
        const answers = await Promise.all(copies.map((copy) => copy.post(give, { code })));
        expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      }
    } finally {
      await there.stop();
    }
  });

  it('is guessed at five times; then nobody may for a while, not with the right code either', async () => {
    const { secret } = await enrolled();
    const { http } = await loggedIn();
    for (let n = 0; n < 5; n += 1) expect(await http.post(give, { code: '000000' })).toMatchObject(wrong);
    const refused = await http.post(give, { code: codeOf(secret) });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const { items } = (await http.get<{ items: { outcome: string }[] }>('/api/v1/me/logins')).body;
    expect(items.slice(0, 5).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 5 }, () => 'second-factor-wrong'),
    );
  });

  it('is not replaced or taken away by who has the password alone', async () => {
    const { staff } = await enrolled();
    const { http: thief } = await loggedIn();
    expect(await thief.post(`${base}/authenticator`, { password })).toMatchObject(needed);
    expect(await thief.post(`${base}/passkeys/options`, { password })).toMatchObject(needed);
    expect(await thief.post(`${base}/recovery-codes`)).toMatchObject(needed);
    expect(await thief.delete(`${base}/authenticator`)).toMatchObject(needed);
    expect((await staff.delete(`${base}/authenticator`)).status).toBe(204);
    expect((await staff.get(base)).body).toMatchObject({ authenticator: null, recoveryCodesLeft: 0 });
  });
});

it('recovery codes work once each, however they are typed, until there are new ones', async () => {
  const { recoveryCodes, staff } = await enrolled();
  const { http } = await loggedIn();
  const recoveryCode = recoveryCodes[3]?.toUpperCase().replaceAll('-', ' ');
  expect((await http.post(give, { recoveryCode })).status).toBe(200);
  expect(await http.post(give, { recoveryCode })).toMatchObject(wrong);
  expect((await staff.get(base)).body).toMatchObject({ recoveryCodesLeft: 9 });
  const { body } = await staff.post<{ recoveryCodes: string[] }>(`${base}/recovery-codes`);
  expect(await http.post(give, { recoveryCode: recoveryCodes[4] })).toMatchObject(wrong);
  expect((await http.post(give, { recoveryCode: body.recoveryCodes[4] })).status).toBe(200);
});

describe('a passkey', () => {
  async function withPasskey() {
    const login = await loggedIn();
    const passkey = new SoftPasskey();
    const { body: options } = await login.http.post<PasskeyOptions>(`${base}/passkeys/options`, { password });
    const credential = passkey.make(options);
    const added = await login.http.post<SetUp>(`${base}/passkeys`, { name: 'Sleutel', credential });
    expect(added.status).toBe(201);
    return { ...login, passkey, credential, added: added.body, staff: nobody.as(added.body.accessToken) };
  }
  const optionsFor = async (http: HttpClient) => (await http.post<PasskeyOptions>(`${give}/options`)).body;

  it('is made by the browser, and opens what staff may do in a later login', async () => {
    const { passkey, added, staff } = await withPasskey();
    expect(added.recoveryCodes).toHaveLength(10);
    expect((await staff.get(ofStaff)).status).toBe(200);
    const { http } = await loggedIn();
    const given = await http.post<SetUp>(give, { passkey: passkey.use(await optionsFor(http)) });
    expect(given.status).toBe(200);
    expect((await nobody.as(given.body.accessToken).get(ofStaff)).status).toBe(200);
    const passkeys = [{ name: 'Sleutel', lastUsedAt: clock().toISOString() }];
    expect((await staff.get(base)).body).toMatchObject({ passkeys });
  });

  it('answers a challenge once, of its own session, of our address, within five minutes', async () => {
    const { passkey } = await withPasskey();
    const [one, other] = [await loggedIn(), await loggedIn()];
    const answer = passkey.use(await optionsFor(one.http));
    expect(await other.http.post(give, { passkey: answer })).toMatchObject(wrong);
    expect((await one.http.post(give, { passkey: answer })).status).toBe(200);
    expect(await one.http.post(give, { passkey: answer })).toMatchObject(wrong);
    const elsewhere = { ...(await optionsFor(other.http)), origin: 'https://leerhuis.example.net' };
    expect(await other.http.post(give, { passkey: passkey.use(elsewhere) })).toMatchObject(wrong);
    const late = await optionsFor(other.http);
    clock.advance(300_000);
    expect(await other.http.post(give, { passkey: passkey.use(late) })).toMatchObject(wrong);
  });

  it('of somebody else, or that was taken away, opens nothing', async () => {
    const { passkey, staff } = await withPasskey();
    const { http } = await loggedIn();
    expect(await http.post(give, { passkey: new SoftPasskey().use(await optionsFor(http)) })).toMatchObject(wrong);
    const id = passkey.id.toString('base64url');
    expect((await staff.delete(`${base}/passkeys/${id}`)).status).toBe(204);
    expect((await staff.delete(`${base}/passkeys/${id}`)).status).toBe(404);
    expect(await http.post(give, { passkey: passkey.use(await optionsFor(http)) })).toMatchObject(wrong);
  });

  it('is refused, not a fault, when what the browser gave is malformed or came before', async () => {
    const { http, credential } = await withPasskey();
    expect(await http.post(`${base}/passkeys`, { name: 'Weer', credential })).toMatchObject(wrong);
    for (const response of [{}, { clientDataJSON: 'e30' }, { clientDataJSON: '!', attestationObject: 7 }]) {
      await optionsFor(http);
      expect(await http.post(give, { passkey: { ...credential, response } })).toMatchObject(wrong);
    }
    expect((await http.post(give, {})).status).toBe(400);
  });
});

it('who lost the second factor is helped by staff, which is noted with the reason, and sets up another', async () => {
  const { accountId, staff: lost } = await enrolled();
  const colleague = await loggedIn('staf@demo.leerhuis.test', 'Kantoor-2026!');
  const path = `/api/v1/admin/accounts/${accountId}/second-factor-resets`;
  const reason = 'Rang terug op het bekende nummer';
  expect(await colleague.http.post(path, { reason })).toMatchObject(needed);
  const { body } = await colleague.http.post<SetUp>(give, { code: codeOf('LEERHUISDEMOLEERHUISDEMOLEERHUIS') });
  const staff = nobody.as(body.accessToken);
  expect((await staff.post(path, { reason })).status).toBe(204);
  expect((await staff.post(path, { reason })).status).toBe(404);
  expect((await lost.get('/api/v1/me')).status).toBe(401);
  const audit = await staff.get<{ items: unknown[] }>(`/api/v1/admin/settings-audit?subject=${accountId}&limit=1`);
  expect(audit.body.items).toMatchObject([{ action: 'second-factor.reset', by: colleague.accountId, reason }]);
  await enrolled();
});

it('reads no collection without an index', async () => {
  expect(await under.gateway.scansSeen()).toEqual([]);
});
