import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endOfDayAfter } from '@leerhuis/calendar';
import { accountChangedV1 } from '@leerhuis/contracts';
import { consumeEvents, type EventCollector, testClock } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, password, registration } from './gateway-under-test.ts';

const clock = testClock('2026-11-30T09:00:00Z');
let under: GatewayUnderTest;
let events: EventCollector;
/** Of the demo: one account of before, which has all roles. */
const griet = { email: 'staf@demo.leerhuis.test', password: 'Kantoor-2026!' };

beforeAll(async () => {
  under = await gatewayUnderTest('people', { DEMO_ACCOUNTS: 'true' }, clock);
  events = await consumeEvents(under.gateway.namespace, [accountChangedV1]);
});
afterAll(async () => {
  await events.stop();
  await under.stop();
});

const http = () => under.gateway.http;
const as = async (email: string, secret = password) => http().as((await under.logIn(email, secret)).accessToken);
const administrator = () => as(griet.email, griet.password);
const people = '/api/v1/admin/people';
const invitations = '/api/v1/admin/staff-invitations';
const newcomer = { firstName: 'Noor', lastName: 'Peeters', password: 'Zonsondergang-41!' };

interface Person {
  accountId: string;
  email: string;
  roles: string[];
}

async function invite(email: string, roles: string[], more = {}): Promise<string> {
  const answer = await (await administrator()).post(invitations, { email, roles, ...more });
  expect(answer.status).toBe(201);
  return under.tokenMailedTo(email, 'staff-invitation');
}
const join = (token: string, body: object = {}) => http().put<Person>(`/api/v1/staff-invitations/${token}`, body);
async function idOf(email: string): Promise<string> {
  const { body } = await (await administrator()).get<{ items: Person[] }>(`${people}?limit=100`);
  return body.items.find((person) => person.email === email)?.accountId ?? '';
}

describe('somebody who phones', () => {
  it('gets an account that staff make, and owns it by the link in the mail', async () => {
    const email = 'bellen@voorbeeld.be';
    const body = {
      email,
      firstName: 'Wim',
      lastName: 'Janssens',
      memberships: [{ federation: 'OVB', memberNumber: '12.345' }],
    };
    const admin = await administrator();
    const made = await admin.post<{ id: string }>('/api/v1/admin/accounts', body);
    expect(made).toMatchObject({ status: 201, body: { email, emailConfirmed: false, roles: ['learner'] } });
    expect(await admin.post('/api/v1/admin/accounts', body)).toMatchObject({
      status: 409,
      body: { detail: expect.not.stringContaining(made.body.id), errors: [{ field: 'email' }] },
    });
    const found = await admin.get(`/api/v1/admin/accounts?email=${email.toUpperCase()}`);
    expect(found.body).toMatchObject({ total: { count: 1 }, items: [{ id: made.body.id }] });
    expect((await admin.get(`/api/v1/admin/accounts/${made.body.id}`)).body).toMatchObject({ firstName: 'Wim' });

    const token = await under.tokenMailedTo(email, 'account-made');
    clock.advance(1_000);
    // who forgets a password meanwhile gets a link that lives shorter, and works all the same
    await http().post('/api/v1/password-resets', { email });
    const newer = await under.tokenMailedTo(email, 'reset-password');
    const chosen = { password: 'Zonsondergang-41!' };
    expect((await http().put(`/api/v1/password-resets/${token}`, chosen)).status).toBe(404);
    expect((await http().put(`/api/v1/password-resets/${newer}`, chosen)).status).toBe(200);
    expect((await (await as(email, chosen.password)).get('/api/v1/me')).body).toMatchObject({ emailConfirmed: true });

    const trail = await admin.get<{ items: { action: string }[] }>(
      `/api/v1/admin/settings-audit?subject=${made.body.id}`,
    );
    expect(trail.body.items).toMatchObject([{ action: 'account.made-for', by: expect.any(String) }]);
  });
});

describe('people of the provider', () => {
  it('are invited by mail, choose a password by the link, and may what their roles say', async () => {
    const email = 'noor@leerhuis.example';
    const token = await invite(email, ['finance', 'teacher'], { locale: 'fr' });
    expect((await http().get(`/api/v1/staff-invitations/${token}`)).body).toMatchObject({
      email,
      roles: ['finance', 'teacher'],
      hasAccount: false,
    });
    const { status, body } = await join(token, newcomer);
    expect([status, body]).toEqual([200, expect.objectContaining({ email, roles: ['finance', 'teacher'] })]);
    const noor = await as(email, newcomer.password);
    expect((await noor.get('/api/v1/me')).body).toMatchObject({ roles: ['learner', 'finance', 'teacher'] });
    expect((await noor.get(people)).status).toBe(403);
    expect((await join(token, newcomer)).status).toBe(404);
    await events.waitFor(accountChangedV1, ({ data }) => data.email === email && data.roles.join() === 'learner');
  });

  it('who have an account keep it, and get the roles beside what they had', async () => {
    const email = 'bram@voorbeeld.be';
    await under.confirmed(email);
    const token = await invite(email, ['operations']);
    expect((await http().get(`/api/v1/staff-invitations/${token}`)).body).toMatchObject({ hasAccount: true });
    expect((await join(token)).body).toMatchObject({ roles: ['operations'], firstName: 'Lena' });
    expect((await (await as(email)).get('/api/v1/me')).body).toMatchObject({ roles: ['learner', 'operations'] });
    const again = await (await administrator()).post(invitations, { email, roles: ['operations'] });
    expect(again).toMatchObject({ status: 409, body: { type: expect.stringMatching(/has-roles$/) } });
    expect((await join(await invite(email, ['operations', 'finance']))).body.roles).toEqual(['finance', 'operations']);
  });

  it('do not become who registered the address of another first: the mailbox decides', async () => {
    const email = 'voorgoed@leerhuis.example';
    await http().post('/api/v1/accounts', registration(email, { password: 'Kaper-Sleutel-9!' }));
    const early = await under.tokenMailedTo(email, 'confirm-email');
    const token = await invite(email, ['administration']);
    expect((await join(token)).status).toBe(422);
    expect((await join(token, newcomer)).body).toMatchObject({ firstName: 'Noor', roles: ['administration'] });
    expect((await http().put(`/api/v1/email-confirmations/${early}`)).status).toBe(404);
    expect((await http().post('/api/v1/sessions', { email, password: 'Kaper-Sleutel-9!' })).status).toBe(401);
  });

  it('are told all that is wrong with what they filled in, and lose no link by it', async () => {
    const token = await invite('fout@leerhuis.example', ['teacher']);
    const { status, body } = await http().put<{ errors: { field: string }[] }>(`/api/v1/staff-invitations/${token}`, {
      firstName: 'Noor',
      password: 'kort',
    });
    expect(status).toBe(422);
    expect(new Set(body.errors.map(({ field }) => field))).toEqual(new Set(['lastName', 'password']));
    expect((await join(token, newcomer)).status).toBe(200);
  });

  it('take an invitation up on its page, once, within a week', async () => {
    const email = 'pagina@leerhuis.example';
    const page = async (token: string, form?: Record<string, string>) => {
      const url = `${under.gateway.url}/account/staff/${token}`;
      const answer = await fetch(url, {
        headers: { 'accept-language': 'nl' },
        ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      });
      return answer.text();
    };
    const lapsed = await invite(email, ['teacher']);
    const lastMoment = endOfDayAfter(clock(), 7, 'Europe/Brussels');
    clock.advance(lastMoment.getTime() - clock().getTime() - 60_000);
    expect(await page(lapsed)).toContain('docent');
    clock.advance(60_000);
    expect(await page(lapsed)).toContain('werkt niet (meer)');
    const replaced = await invite(email, ['teacher']);
    const token = await invite(email, ['teacher', 'operations']);
    expect(await page(replaced)).toContain('werkt niet (meer)');
    expect(await page(token)).toMatch(/dagelijkse werking.*docent/s);
    expect(await page(token, { firstName: '<b>', lastName: 'x', password: 'kort', join: 'yes' })).toContain(
      '&lt;b&gt;',
    );
    expect(await page(token, { ...newcomer, join: 'yes' })).toContain('U bent nu medewerker');
    expect(await page(token)).toContain('werkt niet (meer)');
    expect(await (await as(email, newcomer.password)).get('/api/v1/me')).toMatchObject({
      body: { locale: 'nl', roles: ['learner', 'operations', 'teacher'] },
    });
  });

  it('are not invited any more once that was taken back, or who invited is no administrator', async () => {
    const withdrawn = await invite('terug@leerhuis.example', ['teacher']);
    const { body } = await (await administrator()).get<{ items: { id: string; email: string }[] }>(invitations);
    const open = body.items.find(({ email }) => email === 'terug@leerhuis.example');
    expect((await (await administrator()).delete(`${invitations}/${open?.id}`)).status).toBe(204);
    expect((await join(withdrawn, newcomer)).status).toBe(404);

    await join(await invite('kort@leerhuis.example', ['administration']), newcomer);
    const briefly = await as('kort@leerhuis.example', newcomer.password);
    await briefly.post(invitations, { email: 'vriend@voorbeeld.be', roles: ['administration'] });
    const offered = await under.tokenMailedTo('vriend@voorbeeld.be', 'staff-invitation');
    await (await administrator()).delete(`${people}/${await idOf('kort@leerhuis.example')}`);
    expect((await join(offered, newcomer)).status).toBe(404);
  });

  it('lose rights at once, here and by the list that services read, and are told by mail', async () => {
    const email = 'weniger@leerhuis.example';
    await join(await invite(email, ['administration', 'finance']), newcomer);
    const { accessToken, refreshToken } = await under.logIn(email, newcomer.password);
    const id = await idOf(email);
    const sid = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).sid as string;
    const roles = (wanted: string[]) => ({ roles: wanted, reason: 'andere taken' });
    const more = await (await administrator()).put(
      `${people}/${id}/roles`,
      roles(['administration', 'finance', 'teacher']),
    );
    expect(more.status).toBe(200);
    expect((await http().as(accessToken).get(people)).status).toBe(200);
    await (await administrator()).put(`${people}/${id}/roles`, roles(['finance']));
    expect((await http().as(accessToken).get('/api/v1/me')).status).toBe(401);
    expect((await http().post('/api/v1/sessions/refresh', { refreshToken })).status).toBe(401);
    const revoked = await http().get<{ sessionIds: string[] }>('/.well-known/revoked-partners.json');
    expect(revoked.body.sessionIds).toContain(sid);
    await under.mails.waitFor(
      ({ data }) =>
        data.recipient.email === email && data.template === 'staff-roles-changed' && data.data['roles'] === 'finance',
    );
    expect((await (await administrator()).delete(`${people}/${id}?reason=uit%20dienst`)).status).toBe(204);
    expect((await (await as(email, newcomer.password)).get('/api/v1/me')).body).toMatchObject({ roles: ['learner'] });
    expect((await (await administrator()).delete(`${people}/${id}`)).status).toBe(404);
  });

  it('keep one administrator, also when two end each other at the same moment', async () => {
    const admin = await administrator();
    for (const { accountId, roles } of (await admin.get<{ items: Person[] }>(`${people}?limit=100`)).body.items)
      if (roles.includes('administration') && accountId !== (await idOf(griet.email)))
        await admin.delete(`${people}/${accountId}`);
    const own = `${people}/${await idOf(griet.email)}`;
    expect(await admin.delete(own)).toMatchObject({ status: 409, body: { type: expect.stringMatching(/last-admin/) } });
    expect((await admin.put(`${own}/roles`, { roles: ['finance'] })).status).toBe(409);

    await join(await invite('tweede@leerhuis.example', ['administration']), newcomer);
    const second = await as('tweede@leerhuis.example', newcomer.password);
    const other = `${people}/${await idOf('tweede@leerhuis.example')}`;
    const ended = await Promise.all([admin.delete(other), second.delete(own)]);
    expect(ended.filter(({ status }) => status === 204)).toHaveLength(1);
  });
});
