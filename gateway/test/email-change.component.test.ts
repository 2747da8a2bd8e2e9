import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountChangedV1 } from '@leerhuis/contracts';
import { consumeEvents, type EventCollector, testClock } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, logInAsStaff, password, registration } from './gateway-under-test.ts';

const clock = testClock('2026-11-30T09:00:00Z');
let under: GatewayUnderTest;
let events: EventCollector;
beforeAll(async () => {
  const env = { DEMO_ACCOUNTS: 'true', REGISTRATIONS_PER_HOUR: '1000' };
  under = await gatewayUnderTest('email-change', env, clock);
  events = await consumeEvents(under.gateway.namespace, [accountChangedV1]);
});
afterAll(async () => {
  await events.stop();
  await under.stop();
});

interface Me {
  id: string;
  email: string;
  pendingEmail: { email: string; expiresAt: string } | null;
}
const http = () => under.gateway.http;
const as = async (email: string) => http().as((await under.logIn(email)).accessToken);
/** Somebody with a confirmed account, who is logged in. */
async function somebody(email: string) {
  await under.confirmed(email);
  return as(email);
}
const confirm = (token: string) => http().put(`/api/v1/email-changes/${token}`);
const mailsTo = (email: string) =>
  under.mails.jobs.filter(({ data }) => data.recipient.email === email).map(({ data }) => data.template);
const mailed = (email: string, template: string) =>
  under.mails.waitFor(({ data }) => data.recipient.email === email && data.template === template);
const form = { raw: { content: 'confirm=yes', contentType: 'application/x-www-form-urlencoded' } };

describe('another e-mail address (B-4)', () => {
  it('counts once the link that was mailed there is followed; the old address is told twice', async () => {
    const [old, email] = ['b4@werk.example', 'b4@thuis.example'];
    const me = await somebody(old);
    const elsewhere = await as(old);
    const asked = await me.put('/api/v1/me/email', { email: ` B4@Thuis.example `, password });
    const expiresAt = '2026-12-02T22:59:59.999Z';
    expect(asked).toMatchObject({ status: 202, body: { email, state: 'confirmation-sent', expiresAt } });
    const pending = (await me.get<Me>('/api/v1/me')).body;
    expect(pending).toMatchObject({ email: old, pendingEmail: { email, expiresAt } });
    await mailed(old, 'email-change-asked');

    const token = await under.tokenMailedTo(email, 'email-change');
    const reset = (await http().post('/api/v1/password-resets', { email: old })).status;
    const resetToken = await under.tokenMailedTo(old, 'reset-password');
    expect(reset).toBe(202);
    const page = await http().get(`/account/email/${token}`, { headers: { 'accept-language': '*' } });
    expect(page.bytes.toString()).toContain(email);
    expect((await me.get<Me>('/api/v1/me')).body.email).toBe(old);
    const done = await http().post(`/account/email/${token}`, undefined, form);
    expect(done.bytes.toString()).toContain('heeft nu dit e-mailadres');
    expect((await confirm(token)).status).toBe(404);

    expect((await me.get<Me>('/api/v1/me')).body).toMatchObject({ email, pendingEmail: null });
    expect((await elsewhere.get('/api/v1/me')).status).toBe(401);
    expect((await http().put(`/api/v1/password-resets/${resetToken}`, { password: 'Andere-Kanaal-8' })).status).toBe(
      404,
    );
    expect((await http().post('/api/v1/sessions', { email: old, password })).status).toBe(401);
    await under.logIn(email);
    await mailed(old, 'email-changed');
    await events.waitFor(accountChangedV1, ({ data }) => data.accountId === pending.id && data.email === email);
    const audit = await (await logInAsStaff(under)).get(`/api/v1/admin/audit?subject=${pending.id}`);
    expect(audit.body).toMatchObject({
      items: [
        { action: 'account.email-changed', by: pending.id, before: { email: old }, after: { email } },
        { action: 'account.email-change-asked', by: pending.id },
      ],
    });
  });

  it('asks the password again, and refuses the address that the account has', async () => {
    const me = await somebody('again@werk.example');
    const wrong = await me.put('/api/v1/me/email', { email: 'x@thuis.example', password: 'Verkeerd-1' });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'password' }] } });
    const same = await me.put('/api/v1/me/email', { email: 'again@werk.example', password });
    expect(same).toMatchObject({ status: 422, body: { errors: [{ field: 'email' }] } });
    expect((await http().put('/api/v1/me/email', { email: 'x@thuis.example', password })).status).toBe(401);
  });

  it('tells nobody whose the address is: who has it is told instead', async () => {
    const holder = 'holder@werk.example';
    const holding = await somebody(holder);
    const me = await somebody('curious@werk.example');
    const taken = await me.put<object>('/api/v1/me/email', { email: holder, password });
    const seen = (await me.get<Me>('/api/v1/me')).body.pendingEmail;
    await mailed(holder, 'email-change-taken');
    const free = await me.put<object>('/api/v1/me/email', { email: 'free@werk.example', password });
    expect([free.status, Object.keys(free.body)]).toEqual([taken.status, Object.keys(taken.body)]);
    expect(seen).toMatchObject({ email: holder });
    const { data } = await mailed('free@werk.example', 'email-change');
    expect(data.recipient.accountId).toBeNull();
    expect(mailsTo(holder)).not.toContain('email-change');
    expect((await holding.get<Me>('/api/v1/me')).body.email).toBe(holder);
  });

  it('replaces the request before, and is taken back; a new password takes it back too', async () => {
    const me = await somebody('often@werk.example');
    const ask = async (email: string) => {
      expect((await me.put('/api/v1/me/email', { email, password })).status).toBe(202);
      return under.tokenMailedTo(email, 'email-change');
    };
    const first = await ask('one@thuis.example');
    const second = await ask('two@thuis.example');
    expect((await confirm(first)).status).toBe(404);
    expect((await me.delete('/api/v1/me/email')).status).toBe(204);
    expect((await me.delete('/api/v1/me/email')).status).toBe(204);
    expect((await confirm(second)).status).toBe(404);
    const third = await ask('three@thuis.example');
    const change = { currentPassword: password, newPassword: 'Andere-Kanaal-8' };
    expect((await me.put('/api/v1/me/password', change)).status).toBe(204);
    expect((await me.get<Me>('/api/v1/me')).body.pendingEmail).toBeNull();
    expect((await confirm(third)).status).toBe(404);
  });

  it('works to the end of the last day that the mail names', async () => {
    const me = await somebody('late@werk.example');
    await me.put('/api/v1/me/email', { email: 'late@thuis.example', password });
    const token = await under.tokenMailedTo('late@thuis.example', 'email-change');
    const before = clock();
    clock.set('2026-12-02T22:59:59.999Z');
    const { bytes } = await http().get(`/account/email/${token}`, { headers: { 'accept-language': 'fr' } });
    expect(bytes.toString()).toContain('ne fonctionne pas (ou plus)');
    expect((await confirm(token)).status).toBe(404);
    clock.set('2026-12-02T22:59:59Z');
    expect((await confirm(token)).status).toBe(200);
    clock.set(before);
  });

  it('whose domain has letters beyond ASCII is kept as name servers know it', async () => {
    const me = await somebody('puny@werk.example');
    await me.put('/api/v1/me/email', { email: 'lena@café-gent.be', password });
    const token = await under.tokenMailedTo('lena@xn--caf-gent-d1a.be', 'email-change').catch(() => null);
    const ascii = (await me.get<Me>('/api/v1/me')).body.pendingEmail?.email ?? '';
    expect(ascii).toMatch(/^lena@xn--/);
    expect((await confirm(token ?? (await under.tokenMailedTo(ascii, 'email-change')))).status).toBe(200);
    expect((await me.get<Me>('/api/v1/me')).body.email).toBe(ascii);
  });

  it('that two accounts ask for is one’s: the other gets a page that says so', async () => {
    const email = 'both@thuis.example';
    const people = [await somebody('both1@werk.example'), await somebody('both2@werk.example')];
    const tokens: string[] = [];
    for (const me of people) {
      await me.put('/api/v1/me/email', { email, password });
      tokens.push(await under.tokenMailedTo(email, 'email-change'));
    }
    const answers = await Promise.all(tokens.map(confirm));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = tokens[answers.findIndex(({ status }) => status === 409)];
    const page = await http().post(`/account/email/${lost}`, undefined, {
      ...form,
      headers: { 'accept-language': 'en' },
    });
    expect(page.bytes.toString()).toContain('has an account of its own meanwhile');
    const emails = await Promise.all(people.map(async (me) => (await me.get<Me>('/api/v1/me')).body?.email));
    expect(emails.filter((one) => one === email)).toHaveLength(1);
  });

  it('confirmed fifty times at the same moment, or while somebody registers it, changes once', async () => {
    const me = await somebody('fifty@werk.example');
    await me.put('/api/v1/me/email', { email: 'fifty@thuis.example', password });
    const token = await under.tokenMailedTo('fifty@thuis.example', 'email-change');
    const [registered, ...answers] = await Promise.all([
      http().post('/api/v1/accounts', registration('fifty@thuis.example')),
      ...Array.from({ length: 50 }, () => confirm(token)),
    ]);
    expect(registered.status).toBe(201);
    expect(answers.filter(({ status }) => ![200, 404, 409].includes(status))).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const accounts = under.gateway.database.connection.collection('accounts');
    expect(await accounts.countDocuments({ email: 'fifty@thuis.example' })).toBe(1);
  });

  it('is not asked for so often that somebody’s mailbox is filled', async () => {
    const me = await somebody('fill@werk.example');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1)
      statuses.push((await me.put('/api/v1/me/email', { email: 'filled@thuis.example', password })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
  });
});

describe('who lost their address and their password (B-6)', () => {
  it('gets another address from staff, who saw who they are; then a link to choose a password', async () => {
    const [old, email] = ['lost@werk.example', 'lost@thuis.example'];
    const me = await somebody(old);
    const { id } = (await me.get<Me>('/api/v1/me')).body;
    const staff = await logInAsStaff(under);
    const at = `/api/v1/admin/accounts/${id}/email`;
    const reason = 'Identiteitskaart gezien aan de balie';
    expect((await staff.put(at, { email, identityChecked: false, reason })).status).toBe(400);
    expect((await staff.put(at, { email, identityChecked: true })).status).toBe(400);
    const taken = { email: 'staf@demo.leerhuis.test', identityChecked: true, reason };
    expect((await staff.put(at, taken)).status).toBe(409);
    expect((await me.put(at, { email, identityChecked: true, reason })).status).toBe(403);
    expect((await staff.put(at, { email, identityChecked: true, reason })).status).toBe(202);
    expect((await mailed(old, 'email-change-asked')).data.data).toMatchObject({ byStaff: true });

    const token = await under.tokenMailedTo(email, 'email-change');
    const done = await http().post(`/account/email/${token}`, undefined, form);
    expect(done.bytes.toString()).toContain('Kies een nieuw wachtwoord');
    expect((await me.get('/api/v1/me')).status).toBe(401);
    const reset = await under.tokenMailedTo(email, 'reset-password');
    expect((await http().put(`/api/v1/password-resets/${reset}`, { password: 'Andere-Kanaal-8' })).status).toBe(200);
    await under.logIn(email, 'Andere-Kanaal-8');
    const audit = await staff.get(`/api/v1/admin/audit?subject=${id}&action=account.email-change-asked`);
    expect(audit.body).toMatchObject({ items: [{ reason, before: { email: old }, after: { email } }] });
    const unknown = '/api/v1/admin/accounts/019cae5c-0001-7c3a-9d21-5b0f6e7a0001/email';
    expect((await staff.put(unknown, { email, identityChecked: true, reason })).status).toBe(404);
  });
});

it('reads no collection without an index', async () => {
  expect(await under.gateway.scansSeen()).toEqual([]);
});
