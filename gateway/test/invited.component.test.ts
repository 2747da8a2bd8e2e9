import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountConfirmedV1, invitationChangedV1 } from '@leerhuis/contracts';
import { consumeEvents, type EventCollector, eventually, publishEvent, testClock } from '@leerhuis/testkit';
import { type GatewayUnderTest, gatewayUnderTest, password, registration } from './gateway-under-test.ts';

const clock = testClock('2026-11-30T09:00:00Z');
let under: GatewayUnderTest;
let events: EventCollector;
beforeAll(async () => {
  under = await gatewayUnderTest('invited', { REGISTRATIONS_PER_HOUR: '1000' }, clock);
  events = await consumeEvents(under.gateway.namespace, [accountConfirmedV1]);
});
afterAll(async () => {
  await events.stop();
  await under.stop();
});

const http = () => under.gateway.http;
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');
const secretOf = (name: string) => hashOf(`secret of ${name}`);
const expiresAt = '2026-12-30T22:59:59.999Z';

async function tell(membershipId: string, revision: number, offer: object | null): Promise<void> {
  await publishEvent(under.gateway.namespace, invitationChangedV1, {
    subject: membershipId,
    data: { membershipId, revision, offer: offer as never, changedAt: '2026-11-30T09:00:00.000Z' },
  });
}

/** An organisation invited this address, and the gateway heard of it. */
async function invited(email: string, more: object = {}): Promise<{ id: string; secret: string }> {
  const [id, secret] = [randomUUID(), secretOf(email)];
  const names = { firstName: 'Zoë', lastName: 'Kovačić', locale: 'nl', organisationName: 'De Linde' };
  await tell(id, 2, { email, tokens: [hashOf(secret)], ...names, expiresAt, ...more });
  await eventually(async () => (await http().get(at(secret))).status === 200);
  return { id, secret };
}
const at = (secret: string) => `/api/v1/invited-accounts/${secret}`;
const account = (email: string) => under.gateway.database.connection.collection('accounts').findOne({ email });
const form = (content: string) => ({ raw: { content, contentType: 'application/x-www-form-urlencoded' } });

describe('who was invited by an organisation (B-2, C-1)', () => {
  it('registers by the link with a password, without another mail', async () => {
    const email = 'zoe@delinde.example';
    const { secret } = await invited(email);
    expect((await http().get(at(secret))).body).toMatchObject({
      email,
      organisationName: 'De Linde',
      hasAccount: false,
    });
    const weak = await http().put(at(secret), { password: 'zwak', firstName: 'evil.example' });
    expect(weak.status).toBe(400);
    const tooWeak = await http().put(at(secret), { password: 'zwak' });
    expect(tooWeak).toMatchObject({
      status: 422,
      body: { errors: expect.arrayContaining([expect.objectContaining({ field: 'password' })]) },
    });
    const done = await http().put(at(secret), { password, newsletter: true });
    expect(done).toMatchObject({ status: 200, body: { email, emailConfirmed: true } });
    const { accessToken } = await under.logIn(email);
    expect((await http().as(accessToken).get('/api/v1/me')).body).toMatchObject({
      firstName: 'Zoë',
      emailConfirmed: true,
    });
    const { data } = await events.waitFor(accountConfirmedV1, (event) => event.data.email === email);
    expect(data).toMatchObject({ emailConfirmed: true, newsletter: true });
    expect(
      under.mails.jobs.filter((job) => job.data.recipient.email === email).map((job) => job.data.template),
    ).not.toContain('confirm-email');
    expect((await http().put(at(secret), { password: 'Andere-Kanaal-8' })).status).toBe(409);
    await under.logIn(email);
  });

  it('does so on a page, in the language of the invitation; opening it changes nothing', async () => {
    const email = 'page@delinde.example';
    const { secret } = await invited(email, { locale: 'fr' });
    const page = `/account/invited/${secret}`;
    const shown = (await http().get(page, { headers: { 'accept-language': '*' } })).bytes.toString();
    expect(shown).toContain('<html lang="fr">');
    expect(shown).toContain('value="Kovačić"');
    expect(await account(email)).toBeNull();
    const names = 'firstName=Zo%C3%A9&lastName=Maes';
    const weak = await http().post(page, undefined, form(`${names}&password=kort&newsletter=yes`));
    expect(weak.bytes.toString()).toContain('role="alert"');
    expect(weak.bytes.toString()).toContain('value="Zoé"');
    expect(weak.bytes.toString()).toContain(' checked');
    const nameless = await http().post(page, undefined, form(`password=${password}`));
    expect(nameless.bytes.toString()).toContain('id="firstName-wrong"');
    const done = await http().post(page, undefined, form(`${names}&password=${password}`));
    expect(done.bytes.toString()).toContain('role="status"');
    await under.logIn(email);
    expect(await account(email)).toMatchObject({ firstName: 'Zoé', locale: 'fr' });
    expect((await http().get(page)).bytes.toString()).toContain('role="alert"');
  });

  it('gets no account of another, and none by a link that is over, corrected or unknown', async () => {
    const holder = 'holder@delinde.example';
    await under.confirmed(holder);
    const taken = await invited(holder);
    expect((await http().get(at(taken.secret))).body).toMatchObject({ hasAccount: true });
    expect((await http().put(at(taken.secret), { password: 'Andere-Kanaal-8' })).status).toBe(409);
    await under.logIn(holder);

    const over = await invited('over@delinde.example');
    await tell(over.id, 3, null);
    await eventually(async () => (await http().get(at(over.secret))).status === 404);
    expect((await http().put(at(over.secret), { password })).status).toBe(404);
    // told before it, and come after it
    await tell(over.id, 2, {
      email: 'over@delinde.example',
      tokens: [hashOf(over.secret)],
      firstName: 'A',
      lastName: 'B',
      locale: 'nl',
      organisationName: 'X',
      expiresAt,
    });
    const late = await invited('late@delinde.example');
    expect((await http().put(at(over.secret), { password })).status).toBe(404);
    clock.set('2026-12-30T23:00:00Z');
    expect((await http().put(at(late.secret), { password })).status).toBe(404);
    clock.set('2026-11-30T09:00:00Z');
    const unknown = await http().put(at(secretOf('nobody')), { password }, { headers: { 'accept-language': 'en' } });
    expect(unknown).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('register as anybody does') },
    });
    const page = await http().get('/account/invited/cut-in-two', { headers: { 'accept-language': 'nl' } });
    expect(page.bytes.toString()).toContain('werkt niet (meer)');
  });

  it('gets the account that a stranger registered under their address and never confirmed', async () => {
    const email = 'stranger@delinde.example';
    const strange = {
      password: 'Vreemde-Kanaal-7',
      firstName: 'Bram',
      company: { name: 'Lokvogel', enterpriseNumber: null },
    };
    await http().post('/api/v1/accounts', registration(email, strange));
    const confirming = await under.tokenMailedTo(email, 'confirm-email');
    const { secret } = await invited(email);
    expect((await http().put(at(secret), { password })).status).toBe(200);
    expect((await http().post('/api/v1/sessions', { email, password: strange.password })).status).toBe(401);
    expect((await http().put(`/api/v1/email-confirmations/${confirming}`)).status).toBe(404);
    expect(await account(email)).toMatchObject({ firstName: 'Zoë', company: null });
    await under.logIn(email);
  });

  it('fifty times at the same moment is one account', async () => {
    const email = 'fifty@delinde.example';
    const { secret } = await invited(email);
    const answers = await Promise.all(Array.from({ length: 50 }, () => http().put(at(secret), { password })));
    const counts = [200, 409].map((status) => answers.filter((answer) => answer.status === status).length);
    expect(counts).toEqual([1, 49]);
    const accounts = under.gateway.database.connection.collection('accounts');
    expect(await accounts.countDocuments({ email })).toBe(1);
  });
});

it('reads no collection without an index', async () => {
  expect(await under.gateway.scansSeen()).toEqual([]);
});
