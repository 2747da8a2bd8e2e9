import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountChangedV1, accountConfirmedV1, accountRegisteredV1, type SendMessage } from '@leerhuis/contracts';
import { consumeEvents, type EventCollector, type JobCollector, type ServiceUnderTest } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, password, registration, type Tokens } from './gateway-under-test.ts';

let under: GatewayUnderTest;
let gateway: ServiceUnderTest;
let mails: JobCollector<SendMessage>;
let events: EventCollector;
const confirmed = (email: string) => under.confirmed(email);
const logIn = (email: string, secret?: string) => under.logIn(email, secret);

beforeAll(async () => {
  under = await gatewayUnderTest('gateway', { REGISTRATIONS_PER_HOUR: '1000' });
  ({ gateway, mails } = under);
  events = await consumeEvents(gateway.namespace, [accountRegisteredV1]);
});

afterAll(async () => {
  await events.stop();
  await under.stop();
});

describe('an account', () => {
  it('is registered, confirmed by the link of the mail, and only then can log in', async () => {
    const email = 'first@voorbeeld.be';
    expect((await gateway.http.post('/api/v1/accounts', registration(email))).status).toBe(201);
    const early = await gateway.http.post('/api/v1/sessions', { email, password });
    expect(early).toMatchObject({ status: 403, body: { type: expect.stringContaining('email-not-confirmed') } });
    const token = await under.tokenMailedTo(email, 'confirm-email');
    expect((await gateway.http.put(`/api/v1/email-confirmations/${token}`)).body).toEqual({
      email,
      emailConfirmed: true,
    });
    expect((await gateway.http.put(`/api/v1/email-confirmations/${token}`)).status).toBe(404);
    const { accessToken } = await logIn(email);
    expect((await gateway.http.as(accessToken).get('/api/v1/me')).body).toMatchObject({ email, emailConfirmed: true });
    await events.waitFor(accountRegisteredV1, ({ data }) => data.email === email);
    await events.waitFor(accountConfirmedV1, ({ data }) => data.email === email);
  });

  it('is refused once, for all that is wrong with it', async () => {
    const memberships = [{ federation: 'OVB', memberNumber: 'ABC' }];
    type Refused = { type: string; errors: { field: string }[] };
    const fieldsOf = async (body: object) => {
      const { status, body: refused } = await gateway.http.post<Refused>('/api/v1/accounts', body);
      return [status, [...new Set(refused.errors.map(({ field }) => field))].sort()];
    };
    const typed = registration('rondes@voorbeeld.be', { memberships, password: 'kort' });
    expect(await fieldsOf(typed)).toEqual([422, ['memberships[0].memberNumber', 'password']]);
    expect(await fieldsOf({ ...typed, email: 'geen adres', firstName: '', company: { name: 'x' } })).toEqual([
      400,
      ['company.enterpriseNumber', 'email', 'firstName', 'memberships[0].memberNumber', 'password'],
    ]);
    expect(await fieldsOf({})).toEqual([400, ['email', 'firstName', 'lastName', 'password']]);
  });

  it('gives strangers the same answer for a taken address, and tells the owner (C-3)', async () => {
    const email = 'taken@voorbeeld.be';
    await confirmed(email);
    const again = await gateway.http.post('/api/v1/accounts', registration(email));
    const fresh = await gateway.http.post('/api/v1/accounts', registration('fresh@voorbeeld.be'));
    expect(again.status).toBe(fresh.status);
    expect(Object.keys(again.body as object)).toEqual(Object.keys(fresh.body as object));
    await mails.waitFor(({ data }) => data.recipient.email === email && data.template === 'email-taken');
  });

  it.each([
    ['firstName', 'Win op evil.example', 'Dit lijkt een webadres'],
    ['firstName', 'https://evil.example', 'Dit lijkt een webadres'],
    ['lastName', 'Maes\nBcc: iedereen', 'Een naam is één regel'],
    ['lastName', 'Maes\u202eseaM', 'zonder bijzondere tekens'],
    ['lastName', '0475', 'minstens één letter'],
    ['company.name', 'evil.example/win', 'Dit lijkt een webadres'],
  ])('refuses %s %j, in words', async (field, name, words) => {
    const more = field === 'company.name' ? { company: { name, enterpriseNumber: null } } : { [field]: name };
    const errors = [{ field, message: expect.stringContaining(words) }];
    const refused = await gateway.http.post('/api/v1/accounts', registration('named@voorbeeld.be', more));
    expect(refused).toMatchObject({ status: 400, body: { errors } });
  });

  it('with a stored name that would be refused now shows it, and may change all else', async () => {
    const email = 'oldname@voorbeeld.be';
    await confirmed(email);
    const accounts = gateway.database.connection.collection('accounts');
    await accounts.updateOne({ email }, { $set: { firstName: 'evil.example' } });
    const me = gateway.http.as((await logIn(email)).accessToken);
    expect((await me.get('/api/v1/me')).body).toMatchObject({ firstName: 'evil.example' });
    expect(await me.patch('/api/v1/me', { lastName: 'O’Neill' })).toMatchObject({
      status: 200,
      body: { firstName: 'evil.example', lastName: 'O’Neill' },
    });
    expect((await me.patch('/api/v1/me', { firstName: 'evil.example' })).status).toBe(400);
  });

  it('refuses a weak password and says which parts fail, in the language asked for (C-4)', async () => {
    const answer = await gateway.http.post(
      '/api/v1/accounts',
      registration('weak@voorbeeld.be', { password: 'lena' }),
      { headers: { 'accept-language': 'fr' } },
    );
    expect(answer.status).toBe(422);
    expect((answer.body as { errors: unknown[] }).errors).toHaveLength(4);
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([{ field: 'password', message: 'Utilisez au moins 8 caractères.' }]),
    });
  });

  it('refuses a member number that is not of the right form, by its field', async () => {
    const memberships = [{ federation: 'ITAA', memberNumber: '12' }];
    const answer = await gateway.http.post('/api/v1/accounts', registration('m@voorbeeld.be', { memberships }));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'memberships[0].memberNumber' }] } });
  });

  it.each(['0123456789', '2123456749', '0123.456.748'])(
    'refuses %s for an enterprise number, by its field, when registering and when changing',
    async (enterpriseNumber) => {
      const email = `firm-${enterpriseNumber}@voorbeeld.be`;
      const refused = { status: 400, body: { errors: [{ field: 'company.enterpriseNumber' }] } };
      const company = { name: 'Maes BV', enterpriseNumber };
      expect(await gateway.http.post('/api/v1/accounts', registration(email, { company }))).toMatchObject(refused);
      await confirmed(email);
      const me = gateway.http.as((await logIn(email)).accessToken);
      expect(await me.patch('/api/v1/me', { company })).toMatchObject(refused);
      const sound = { name: 'Maes BV', enterpriseNumber: '0123456749' };
      for (const written of ['0123456749', '0123.456.749', 'BE 0123.456.749', 'BE0123456749', '0123 456 749'])
        expect(await me.patch('/api/v1/me', { company: { ...sound, enterpriseNumber: written } })).toMatchObject({
          status: 200,
          body: { company: sound },
        });
    },
  );

  it('takes names of all scripts that documents can show, in one form of each letter, and no others', async () => {
    const named = (firstName: string, email = 'letters@voorbeeld.be') =>
      gateway.http.post('/api/v1/accounts', registration(email, { firstName }));
    const refused = await named('สมชาย');
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'firstName' }] } });
    expect(JSON.stringify(refused.body)).toContain('ส ม ช า ย');
    const names = ['محمد', '王小明', 'שלום', 'Zoe\u0308'];
    for (const [index, name] of names.entries())
      expect((await named(name, `letters${index}@voorbeeld.be`)).status).toBe(201);
    const accounts = gateway.database.connection.collection('accounts');
    expect(await accounts.findOne({ email: 'letters3@voorbeeld.be' })).toMatchObject({ firstName: 'Zo\u00eb' });
  });

  it('changes under If-Match, and tells the others of it (V-28)', async () => {
    const email = 'change@voorbeeld.be';
    await confirmed(email);
    const me = gateway.http.as((await logIn(email)).accessToken);
    const etag = (await me.get('/api/v1/me')).headers.get('etag') ?? '';
    expect((await me.get('/api/v1/me', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const change = { lastName: 'Peeters', memberships: [{ federation: 'OVB', memberNumber: '123.456' }] };
    const changed = await me.patch('/api/v1/me', change, { headers: { 'if-match': etag } });
    expect(changed).toMatchObject({
      status: 200,
      body: { lastName: 'Peeters', memberships: [{ memberNumber: '123456' }] },
    });
    expect((await me.patch('/api/v1/me', change, { headers: { 'if-match': etag } })).status).toBe(412);
    await events.waitFor(accountChangedV1, ({ data }) => data.email === email && data.lastName === 'Peeters');
  });

  it('is not registered so often that somebody’s mailbox is filled', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await gateway.http.post('/api/v1/accounts', registration('often@voorbeeld.be'))).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 201), 429]);
  });

  it('has one effect when registered twenty times at the same moment under one key', async () => {
    const email = 'twenty@voorbeeld.be';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        gateway.http.post('/api/v1/accounts', registration(email), { idempotencyKey: 'register-once' }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(await gateway.database.connection.collection('accounts').countDocuments({ email })).toBe(1);
  });
});

describe('an address whose domain has letters beyond ASCII', () => {
  const typed = 'info@café-luik.be';
  const ascii = 'info@xn--caf-luik-d1a.be';

  it('has one account, however it is typed', async () => {
    const registered = await gateway.http.post('/api/v1/accounts', registration(` ${typed} `));
    expect(registered).toMatchObject({ status: 201, body: { email: ascii } });
    const token = await under.tokenMailedTo(ascii, 'confirm-email');
    expect((await gateway.http.put(`/api/v1/email-confirmations/${token}`)).status).toBe(200);
    for (const email of [typed, ascii, 'INFO@Cafe\u0301-Luik.BE', `\t${typed}\n`])
      expect((await gateway.http.as((await logIn(email)).accessToken).get('/api/v1/me')).body).toMatchObject({
        email: ascii,
      });
    expect((await gateway.http.post('/api/v1/accounts', registration(ascii))).status).toBe(201);
    await under.mails.waitFor(({ data }) => data.recipient.email === ascii && data.template === 'email-taken');
    expect((await gateway.http.post('/api/v1/password-resets', { email: typed })).status).toBe(202);
    await under.tokenMailedTo(ascii, 'reset-password');
    expect(await gateway.database.connection.collection('accounts').countDocuments({ email: /luik/ })).toBe(1);
  });

  it('counts as one for wrong passwords', async () => {
    const forms = [
      'gok@café-luik.be',
      'gok@xn--caf-luik-d1a.be',
      'Gok@Café-Luik.be',
      ' gok@café-luik.be',
      'gok@cafe\u0301-luik.be',
    ];
    for (const email of forms)
      expect((await gateway.http.post('/api/v1/sessions', { email, password: 'Wrong-1' })).status).toBe(401);
    const next = await gateway.http.post('/api/v1/sessions', { email: forms[0], password: 'Wrong-1' });
    expect(next.status).toBe(429);
  });

  it('is no part of a password (C-4)', async () => {
    const answer = await gateway.http.post('/api/v1/accounts', registration(typed, { password: 'Café-Luik-27' }));
    expect(answer.status).toBe(422);
  });

  it('tells whose part before the @ is not ASCII why it can’t be', async () => {
    const answer = await gateway.http.post('/api/v1/accounts', registration('café@voorbeeld.be'), {
      headers: { 'accept-language': 'en' },
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'email', message: expect.stringContaining('Before the @ only letters') }] },
    });
  });
});

describe('a session', () => {
  it('trades its refresh token once; the old one ends the session for everybody', async () => {
    const email = 'refresh@voorbeeld.be';
    await confirmed(email);
    const first = await logIn(email);
    const second = await gateway.http.post<Tokens>('/api/v1/sessions/refresh', { refreshToken: first.refreshToken });
    expect(second.status).toBe(200);
    expect((await gateway.http.as(second.body.accessToken).get('/api/v1/me')).status).toBe(200);
    const { refreshToken } = second.body;
    const third = await gateway.http.post<Tokens>('/api/v1/sessions/refresh', { refreshToken });
    expect(third.status).toBe(200);
    const thief = await gateway.http.post('/api/v1/sessions/refresh', { refreshToken: first.refreshToken });
    expect(thief.status).toBe(401);
    const owner = await gateway.http.post('/api/v1/sessions/refresh', { refreshToken: third.body.refreshToken });
    expect(owner.status).toBe(401);
    expect((await gateway.http.as(second.body.accessToken).get('/api/v1/me')).status).toBe(401);
  });

  it('no longer counts once logged out', async () => {
    const email = 'out@voorbeeld.be';
    await confirmed(email);
    const { accessToken, refreshToken } = await logIn(email);
    const me = gateway.http.as(accessToken);
    expect((await me.get('/api/v1/me')).status).toBe(200);
    expect((await me.delete('/api/v1/sessions/current')).status).toBe(204);
    const left = await me.get('/api/v1/me');
    expect(left).toMatchObject({ status: 401, body: { type: expect.stringMatching(/invalid-token$/) } });
    expect(left.headers.get('www-authenticate')).toContain('invalid_token');
    const nobody = await gateway.http.get('/api/v1/me');
    expect(nobody).toMatchObject({ status: 401, body: { type: expect.stringMatching(/unauthorized$/) } });
    expect((await gateway.http.post('/api/v1/sessions/refresh', { refreshToken })).status).toBe(401);
  });

  it('is refused for a while after five wrong passwords from one address, also with the right one', async () => {
    const email = 'guess@voorbeeld.be';
    await confirmed(email);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const wrong = await gateway.http.post('/api/v1/sessions', { email, password: `Wrong-${attempt}` });
      expect(wrong.status).toBe(401);
    }
    const refused = await gateway.http.post('/api/v1/sessions', { email, password });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a password', () => {
  it('changes with the current one, and logs out other devices (V-28)', async () => {
    const email = 'device@voorbeeld.be';
    await confirmed(email);
    const [here, there] = [await logIn(email), await logIn(email)];
    const me = gateway.http.as(here.accessToken);
    const body = { currentPassword: 'verkeerd', newPassword: 'Nieuwe-Kanaal-8' };
    expect((await me.put('/api/v1/me/password', body)).status).toBe(422);
    expect((await me.put('/api/v1/me/password', { ...body, currentPassword: password })).status).toBe(204);
    expect((await me.get('/api/v1/me')).status).toBe(200);
    expect((await gateway.http.as(there.accessToken).get('/api/v1/me')).status).toBe(401);
  });

  it('is not changed to the one that it is, nor to a weak one (C-4)', async () => {
    const email = 'same@voorbeeld.be';
    await confirmed(email);
    const me = gateway.http.as((await logIn(email)).accessToken);
    const change = (newPassword: string) =>
      me.put<{ type: string }>('/api/v1/me/password', { currentPassword: password, newPassword });
    const same = await change(password);
    expect(same).toMatchObject({ status: 422, body: { errors: [{ field: 'newPassword' }] } });
    expect(same.body.type).toContain('same-password');
    expect((await change('Zomer2026!')).body.type).toContain('weak-password');
  });
});

it('reads no collection without an index', async () => {
  expect(await gateway.scansSeen()).toEqual([]);
});
