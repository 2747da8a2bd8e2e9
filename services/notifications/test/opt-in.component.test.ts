import { randomUUID } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatDay, zonedDay } from '@leerhuis/calendar';
import { type AccountSnapshot, accountChangedV1, accountRegisteredV1 } from '@leerhuis/contracts';
import {
  eventually,
  httpClient,
  publishEvent,
  type ServiceUnderTest,
  serviceUnderTest,
  testClock,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { messageStore } from '../src/sending/message-store.ts';
import { forgetUnconfirmed } from '../src/subscribing/opt-in-commands.ts';
import { optInStore } from '../src/subscribing/opt-in-store.ts';
import { idOfAddress } from '../src/subscribing/subscription-store.ts';
import { type MailCatcher, startMailCatcher } from './under-test.ts';

interface Subscription {
  subscribed: boolean;
  unsubscribeUrl: string | null;
  locale: string;
  professions: string[];
}

let mails: MailCatcher;
let service: ServiceUnderTest;
const clock = testClock(new Date());
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops, { clock }),
    env: { SMTP_URL: mails.smtpUrl, NEWSLETTER_REQUESTS_PER_HOUR: '50' },
  });
});
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const path = '/api/v1/newsletter';
const asPerson = { headers: { accept: 'text/html', 'accept-language': 'en' } };
const newAddress = () => `${randomUUID().slice(0, 8)}@example.com`;

async function ask(email: string, body: object = {}) {
  return service.http.post(`${path}/subscriptions`, { email, locale: 'en', ...body });
}

async function linkTo(email: string, nth = 1): Promise<string> {
  // the newest comes first
  const mail = await eventually(async () => (await mails.to(email)).at(-nth) ?? null);
  return new URL(/https?:\/\/\S+/.exec(mail.text)?.[0] ?? '').pathname;
}

async function subscribersOf(email: string) {
  const staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'staff'] }));
  const { body } = await staff.get<{ items: Record<string, unknown>[] }>(
    `/api/v1/admin/newsletter-subscriptions?email=${encodeURIComponent(email)}`,
  );
  return body.items;
}

function account(email: string, fields: Partial<AccountSnapshot> = {}): AccountSnapshot {
  return {
    accountId: randomUUID(),
    revision: 1,
    email,
    emailConfirmed: true,
    firstName: 'Zoë',
    lastName: 'Kovačić',
    locale: 'fr',
    memberships: [],
    company: null,
    address: null,
    roles: ['learner'],
    changedAt: new Date().toISOString(),
    ...fields,
  };
}

describe('the newsletter without an account (V-5)', () => {
  it('is subscribed to from the mailbox: asking and opening the link change nothing', async () => {
    const email = newAddress();
    const asked = await ask(email.toUpperCase(), { professions: ['lawyer'] });
    expect(asked).toMatchObject({ status: 202, body: { email } });
    const link = await linkTo(email);
    expect(await subscribersOf(email)).toEqual([]);
    const visitor = httpClient(service.url);
    expect(String((await visitor.get(link, asPerson)).bytes)).toContain('Yes, send me the newsletter');
    expect(await subscribersOf(email)).toEqual([]);
    for (let n = 0; n < 2; n++) {
      expect(String((await visitor.post(link, undefined, asPerson)).bytes)).toContain('Your subscription is confirmed');
    }
    expect(await subscribersOf(email)).toMatchObject([
      {
        accountId: null,
        subscribed: true,
        locale: 'en',
        professions: ['lawyer'],
        consent: { way: 'double-opt-in', textVersion: '2026-12' },
      },
    ]);
  });

  it('says of a link that was used that the subscription was ended since, and takes no unsubscribe back', async () => {
    const email = newAddress();
    await ask(email);
    const link = await linkTo(email);
    const visitor = httpClient(service.url);
    expect(String((await visitor.post(link, undefined, asPerson)).bytes)).toContain('Your subscription is confirmed');
    const subscriptions = service.database.connection.collection('newsletterSubscriptions');
    const token = (await subscriptions.findOne({ email }))?.['token'];
    expect((await visitor.post(`${path}/unsubscribe/${token}`)).status).toBe(200);
    for (const page of [await visitor.get(link, asPerson), await visitor.post(link, undefined, asPerson)]) {
      expect(String(page.bytes)).toContain('You have unsubscribed since');
    }
    expect(await subscribersOf(email)).toEqual([]);
  });

  it('answers the same to an address that is known, and tells its owner alone', async () => {
    const email = newAddress();
    await ask(email);
    await httpClient(service.url).post(await linkTo(email));
    expect(await ask(email)).toMatchObject({ status: 202, body: { email } });
    clock.advance(2 * 3_600_000);
    expect(await ask(email)).toMatchObject({ status: 202, body: { email } });
    expect(await linkTo(email, 2)).toContain('/newsletter/preferences/');
  });

  it('mails an address once an hour at most, whoever asks', async () => {
    const email = newAddress();
    await Promise.all([ask(email), ask(email), ask(email)]);
    await linkTo(email);
    clock.advance(3_600_000);
    await ask(email);
    await linkTo(email, 2);
    expect(await mails.to(email)).toHaveLength(2);
  });

  it('forgets who did not confirm, mail and all, and says that the link has expired', async () => {
    const email = newAddress();
    await ask(email);
    const link = await linkTo(email);
    const { connection } = service.database;
    const optIns = connection.collection<{ _id: string; mails: string[] }>('newsletterOptIns');
    const jobId = (await optIns.findOne({ _id: idOfAddress(email) }))?.mails[0];
    const kept = connection.collection('messages');
    await eventually(async () => (await kept.findOne({ jobId }))?.['state'] === 'sent');
    clock.advance(8 * 86_400_000);
    for (const way of ['get', 'post'] as const) {
      const page =
        way === 'get' ? await service.http.get(link, asPerson) : await service.http.post(link, undefined, asPerson);
      expect(String(page.bytes)).toContain('This link has expired');
    }
    const stores = { optIns: optInStore(connection), forgetMessages: messageStore(connection).forget };
    while (await forgetUnconfirmed(stores, clock()));
    expect(await kept.findOne({ jobId })).toBeNull();
    expect(await optIns.findOne({ _id: idOfAddress(email) })).toBeNull();
    expect(String((await service.http.get(link, asPerson)).bytes)).toContain('This link has expired');
  });

  it('confirms through the whole of the day that the mail names', async () => {
    const email = newAddress();
    clock.set(new Date(Math.ceil(clock().getTime() / 86_400_000) * 86_400_000 + 10 * 3_600_000));
    await ask(email);
    const link = await linkTo(email);
    const [mail] = await mails.to(email);
    const lastEvening = new Date(clock().getTime() + 7 * 86_400_000 + 11 * 3_600_000);
    expect(mail?.text).toContain(`Valid until: ${formatDay(zonedDay(lastEvening, 'Europe/Brussels'), 'en')}`);
    clock.set(lastEvening);
    expect(String((await service.http.post(link, undefined, asPerson)).bytes)).toContain('is confirmed');
    expect(await subscribersOf(email)).toHaveLength(1);
  });

  it('refuses addresses that are none, unknown professions, and too many requests', async () => {
    for (const email of ['zoe', 'zoe@example.com\nbcc: all@example.com', 'a'.repeat(300), '<script>@example.com']) {
      expect((await ask(email)).status).toBe(400);
    }
    expect((await ask(newAddress(), { professions: ['pirate'] })).status).toBe(400);
    const statuses = new Set<number>();
    for (let n = 0; n < 60; n++) statuses.add((await ask(newAddress())).status);
    expect([...statuses]).toEqual([202, 429]);
    clock.advance(3_600_000);
  });

  it('knows a domain of any script by one address', async () => {
    const user = randomUUID().slice(0, 8);
    await ask(`${user}@café-luik.be`);
    await httpClient(service.url).post(await linkTo(`${user}@${domainToASCII('café-luik.be')}`));
    expect(await subscribersOf(`${user}@CAFÉ-LUIK.be`)).toHaveLength(1);
  });
});

describe('an account with the same address (V-5)', () => {
  it('takes the subscription over, with its links; one unsubscribe counts for both', async () => {
    const email = newAddress();
    await ask(email);
    await httpClient(service.url).post(await linkTo(email));
    const { token } = (await service.database.connection
      .collection('newsletterSubscriptions')
      .findOne({ email })) as never as {
      token: string;
    };
    const snapshot = account(email);
    const http = service.http.as(await tokenFor({ accountId: snapshot.accountId }));
    await publishEvent(service.namespace, accountRegisteredV1, {
      subject: snapshot.accountId,
      data: { ...snapshot, emailConfirmed: false },
    });
    await publishEvent(service.namespace, accountChangedV1, {
      subject: snapshot.accountId,
      data: { ...snapshot, revision: 2 },
    });
    await eventually(async () => (await http.get<Subscription>(path)).body.subscribed, { within: 20_000 });
    expect(await subscribersOf(email)).toMatchObject([{ accountId: snapshot.accountId, locale: 'en' }]);
    expect((await service.http.post(`${path}/unsubscribe/${token}`)).status).toBe(200);
    expect((await http.get<Subscription>(path)).body.subscribed).toBe(false);
    expect(await subscribersOf(email)).toEqual([]);
  }, 40_000);

  it('that has an address already is what a confirmation subscribes, and its choices go with it', async () => {
    const email = newAddress();
    const snapshot = account(email, { memberships: [{ federation: 'OVB', memberNumber: '123456' }] });
    const http = service.http.as(await tokenFor({ accountId: snapshot.accountId }));
    await publishEvent(service.namespace, accountRegisteredV1, { subject: snapshot.accountId, data: snapshot });
    await eventually(async () => (await http.get<Subscription>(path)).body.professions.includes('lawyer'), {
      within: 20_000,
    });
    await ask(email, { locale: 'nl' });
    await httpClient(service.url).post(await linkTo(email));
    expect((await http.get<Subscription>(path)).body).toMatchObject({
      subscribed: true,
      locale: 'nl',
      professions: ['lawyer'],
    });
    const put = await http.put<Subscription>(path, { subscribed: true, locale: 'fr', professions: [] });
    expect(put.body).toMatchObject({ locale: 'fr', professions: [] });
  }, 40_000);
});

describe('the preferences of a subscriber', () => {
  it('are chosen on the page behind the link in each letter', async () => {
    const email = newAddress();
    await ask(email);
    await httpClient(service.url).post(await linkTo(email));
    const doc = (await service.database.connection
      .collection('newsletterSubscriptions')
      .findOne({ email })) as never as {
      token: string;
    };
    const page = `${path}/preferences/${doc.token}`;
    expect(String((await service.http.get(page, asPerson)).bytes)).toContain('For which professions?');
    const raw = {
      content: 'locale=fr&profession-notary=yes&profession-lawyer=no',
      contentType: 'application/x-www-form-urlencoded',
    };
    const saved = await service.http.post(page, undefined, { raw, ...asPerson });
    expect(String(saved.bytes)).toContain('Your preferences are saved');
    expect(await subscribersOf(email)).toMatchObject([{ locale: 'fr', professions: ['notary'], subscribed: true }]);
    expect((await service.http.get(`${path}/preferences/${'x'.repeat(43)}`)).status).toBe(404);
    expect(String((await service.http.get(`${path}/preferences/none`, asPerson)).bytes)).toContain(
      'We do not know this link',
    );
  });
});

it('finds everything by an index', async () => {
  expect(await service.scansSeen()).toEqual([]);
});
