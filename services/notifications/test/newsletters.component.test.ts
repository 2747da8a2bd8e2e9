import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventually,
  type HttpAnswer,
  type HttpClient,
  type ServiceUnderTest,
  serviceUnderTest,
  testClock,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { type MailCatcher, startMailCatcher } from './under-test.ts';

interface Newsletter {
  id: string;
  revision: number;
  state: string;
  scheduledFor: string | null;
  recipients: number | null;
  progress: { waiting: number; sent: number; failed: number; skipped: number } | null;
}

let mails: MailCatcher;
let service: ServiceUnderTest;
let staff: HttpClient;
let accountId: string;
let deliveries: ReturnType<ServiceUnderTest['database']['connection']['collection']>;
const clock = testClock(new Date());
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops, { clock }),
    env: { SMTP_URL: mails.smtpUrl, NEWSLETTER_MAILS_PER_MINUTE: '6000', SMTP_PATIENCE_SECONDS: '2' },
  });
  deliveries = service.database.connection.collection('newsletterDeliveries');
  accountId = randomUUID();
  staff = service.http.as(await tokenFor({ accountId, roles: ['learner', 'staff'] }));
});
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const base = '/api/v1/admin/newsletters';
const text = (subject: string, ...blocks: object[]) => ({
  subject,
  blocks: [{ kind: 'paragraph', text: `Over ${subject}` }, ...blocks],
});

/** Only subscribers of this test read it. */
const audienceOfTest = { professions: ['mediator'], locales: [] };
function content(fields: object = {}) {
  return { texts: { nl: text('Nieuw'), fr: text('Du neuf') }, fallback: 'nl', audience: audienceOfTest, ...fields };
}

async function write(fields: object = {}): Promise<Newsletter> {
  const { status, body } = await staff.post<Newsletter>(base, content(fields));
  expect(status).toBe(201);
  return body;
}

/** Subscribers who read what is for mediators and notaries, and no more after the test. */
async function subscribe(count: number, fields: object = {}): Promise<{ email: string; token: string }[]> {
  const subscriptions = service.database.connection.collection<{ _id: string }>('newsletterSubscriptions');
  await subscriptions.updateMany({ subscribed: true } as never, { $set: { subscribed: false } });
  const docs = Array.from({ length: count }, (_, n) => ({
    _id: randomUUID(),
    accountId: null,
    email: `${n}-${randomUUID().slice(0, 8)}@example.com`,
    subscribed: true,
    changedAt: new Date(),
    token: randomUUID(),
    locale: 'nl',
    localeChosen: true,
    professions: ['mediator'],
    professionsChosen: true,
    formerTokens: [],
    consent: null,
    revision: 0,
    ...fields,
  }));
  await subscriptions.insertMany(docs);
  return docs;
}

async function becomes(id: string, state: string, within = 20_000): Promise<Newsletter> {
  return eventually(
    async () => {
      const { body } = await staff.get<Newsletter>(`${base}/${id}`);
      return body.state === state ? body : null;
    },
    { within },
  );
}
const do_ = (step: string, id: string): Promise<HttpAnswer<Newsletter>> =>
  staff.post<Newsletter>(`${base}/${id}/${step}`);

describe('a newsletter of the provider (V-5)', () => {
  it('is written, looked at per language, scheduled by the clock of the provider, and sent once its moment has come', async () => {
    const [reader] = await subscribe(1, { locale: 'en' });
    const { id } = await write();
    const own = await staff.get<{ writtenIn: string; notice: string | null; text: string }>(`${base}/${id}/preview/fr`);
    expect(own.body).toMatchObject({ writtenIn: 'fr', notice: null, subject: 'Du neuf' });
    const fallback = await staff.get(`${base}/${id}/preview/en`, { headers: { 'accept-language': 'en' } });
    expect(fallback.body).toMatchObject({
      writtenIn: 'nl',
      notice: 'There is no text in English: these readers get the newsletter in Dutch.',
    });
    expect((await staff.get(`${base}/${id}/preview/en`)).body).toMatchObject({
      notice: 'Er is geen tekst in het Engels: deze lezers krijgen de nieuwsbrief in het Nederlands.',
    });
    const page = await staff.get(`${base}/${id}/preview/nl/page`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(String(page.bytes)).toContain('Over Nieuw');
    expect((await staff.get(`${base}/${id}/audience`)).body).toEqual({
      getIt: 1,
      byLanguage: {
        nl: { readers: 0, writtenIn: 'nl' },
        fr: { readers: 0, writtenIn: 'fr' },
        en: { readers: 1, writtenIn: 'nl' },
      },
    });

    clock.set(new Date(Math.max(Date.now(), clock().getTime())));
    const day = clock().toISOString().slice(0, 10);
    const past = await staff.put(`${base}/${id}/schedule`, { day: '2020-01-01', time: '09:00' });
    expect(past).toMatchObject({ status: 422 });
    const nextYear = `${Number(day.slice(0, 4)) + 1}-07-01`;
    const scheduled = await staff.put<Newsletter>(`${base}/${id}/schedule`, { day: nextYear, time: '09:30' });
    expect(scheduled.body).toMatchObject({ state: 'scheduled', scheduledFor: `${nextYear}T07:30:00.000Z` });
    expect((await staff.put(`${base}/${id}`, content())).status).toBe(409);
    expect((await staff.delete<Newsletter>(`${base}/${id}/schedule`)).body.state).toBe('draft');
    await staff.put<Newsletter>(`${base}/${id}/schedule`, { day: nextYear, time: '09:30' });
    clock.set(`${nextYear}T07:30:01Z`);
    expect(await becomes(id, 'sent')).toMatchObject({ recipients: 1, progress: { sent: 1, waiting: 0 } });
    const [mail] = await mails.to(reader?.email ?? '');
    expect(mail).toMatchObject({ subject: 'Nieuw', from: { name: 'Leerhuis' } });
    const trail = await staff.get<{ items: { action: string; by: string }[] }>(
      `/api/v1/admin/newsletters-audit?subject=${id}`,
    );
    expect(trail.body.items.map(({ action }) => action)).toEqual([
      'newsletter.sent',
      'newsletter.started',
      'newsletter.scheduled',
      'newsletter.unscheduled',
      'newsletter.scheduled',
      'newsletter.written',
    ]);
    expect(trail.body.items.at(-1)?.by).toBe(accountId);
  }, 60_000);

  it('carries what ends the subscription with one click, in the mail and in its headers (RFC 8058)', async () => {
    const [reader] = await subscribe(1);
    const { id } = await write();
    await do_('send', id);
    await becomes(id, 'sent');
    const [mail] = await mails.to(reader?.email ?? '');
    const url = /<(.+)>/.exec(mail?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(mail?.text).toContain(url);
    expect(mail?.html).toContain(url);
    const raw = { content: 'List-Unsubscribe=One-Click', contentType: 'application/x-www-form-urlencoded' };
    expect((await service.http.post(new URL(url).pathname, undefined, { raw })).status).toBe(200);
    const second = await write();
    expect(await do_('send', second.id)).toMatchObject({ status: 422 });
  }, 40_000);

  it('goes in the language of the reader, or not at all where staff chose so', async () => {
    const [none] = await subscribe(1, { locale: 'en' });
    const subscriptions = service.database.connection.collection<{ _id: string }>('newsletterSubscriptions');
    const doc = await subscriptions.findOne({ email: none?.email ?? '' });
    const french = {
      ...doc,
      _id: randomUUID(),
      token: randomUUID(),
      locale: 'fr',
      email: `${randomUUID()}@example.com`,
    };
    await subscriptions.insertOne(french);
    const { id } = await write({ fallback: null });
    await do_('send', id);
    expect(await becomes(id, 'sent')).toMatchObject({ recipients: 1 });
    expect(await mails.to(none?.email ?? '')).toEqual([]);
    expect(await mails.to(french.email)).toMatchObject([{ subject: 'Du neuf' }]);
  }, 40_000);

  it('is mailed to oneself before, with its links leading nowhere', async () => {
    const { id } = await write();
    expect((await staff.post(`${base}/${id}/test-mail`, { locale: 'nl' })).status).toBe(409);
    const email = `staff-${randomUUID().slice(0, 8)}@example.com`;
    const subscriptions = service.database.connection.collection<{ _id: string }>('newsletterSubscriptions');
    await subscriptions.insertOne({
      _id: accountId,
      accountId,
      name: 'Griet Willems',
      email,
      subscribed: false,
      token: randomUUID(),
    } as never);
    expect(await staff.post(`${base}/${id}/test-mail`, { locale: 'nl' })).toMatchObject({
      status: 202,
      body: { email },
    });
    expect(await mails.to(email)).toMatchObject([{ subject: '[Test] Nieuw' }]);
    const trail = await staff.get(`/api/v1/admin/newsletters-audit?subject=${id}`);
    expect(trail.body).toMatchObject({
      items: [
        { action: 'newsletter.mailed-to-oneself', by: accountId, byName: 'Griet Willems' },
        { action: 'newsletter.written', by: accountId, byName: 'Griet Willems' },
      ],
    });
  });

  it('is sent once when two send it at the same moment, and never changed afterwards', async () => {
    const [reader] = await subscribe(1);
    const { id } = await write();
    const statuses = (await Promise.all([do_('send', id), do_('send', id), do_('send', id)])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 409, 409]);
    await becomes(id, 'sent');
    expect(await mails.to(reader?.email ?? '')).toHaveLength(1);
    expect((await staff.put(`${base}/${id}`, content())).status).toBe(409);
    expect((await staff.delete(`${base}/${id}`)).status).toBe(409);
    const copied = await staff.post<Newsletter>(`${base}/${id}/copy`);
    expect(copied).toMatchObject({ status: 201, body: { state: 'draft', recipients: null } });
    const stale = { headers: { 'if-match': '"7"' } };
    expect((await staff.put(`${base}/${copied.body.id}`, content(), stale)).status).toBe(412);
    expect((await staff.put(`${base}/${copied.body.id}`, content(), { headers: { 'if-match': '"1"' } })).status).toBe(
      200,
    );
    expect((await staff.delete(`${base}/${copied.body.id}`)).status).toBe(204);
  }, 40_000);

  it('is paused, goes on where it was, and is stopped; who unsubscribes before their turn gets none', async () => {
    const readers = await subscribe(300);
    const { id } = await write();
    await do_('send', id);
    await eventually(async () => ((await staff.get<Newsletter>(`${base}/${id}`)).body.progress?.sent ?? 0) > 20);
    expect((await do_('pause', id)).body.state).toBe('paused');
    const quiet = await eventually(async () => {
      const { progress } = (await staff.get<Newsletter>(`${base}/${id}`)).body;
      await new Promise((resolve) => setTimeout(resolve, 300));
      const again = (await staff.get<Newsletter>(`${base}/${id}`)).body.progress;
      return progress?.sent === again?.sent ? again : null;
    });
    expect(quiet?.waiting).toBeGreaterThan(0);
    const waiting = await deliveries.findOne({ newsletterId: id, state: 'waiting' }, { sort: { email: 1 } });
    const leaving = readers.find(({ email }) => email === waiting?.['email']);
    await service.http.post(`/api/v1/newsletter/unsubscribe/${leaving?.token}`);
    await do_('resume', id);
    const sent = await becomes(id, 'sent', 30_000);
    expect(sent).toMatchObject({ recipients: 300, progress: { sent: 299, skipped: 1, failed: 0, waiting: 0 } });
    expect(await mails.to(leaving?.email ?? '')).toEqual([]);

    const other = await write();
    await do_('send', other.id);
    await eventually(async () => (await staff.get<Newsletter>(`${base}/${other.id}`)).body.state === 'sending');
    expect((await do_('stop', other.id)).body.state).toBe('stopped');
    expect((await do_('resume', other.id)).status).toBe(409);
  }, 90_000);

  it('follows who moves to another address, and goes once to one that two come to have', async () => {
    await subscribe(120);
    const { id } = await write();
    await do_('send', id);
    const progress = async () => (await staff.get<Newsletter>(`${base}/${id}`)).body.progress;
    await eventually(async () => ((await progress())?.sent ?? 0) > 5);
    await do_('pause', id);
    await eventually(async () => (await deliveries.findOne({ newsletterId: id, state: 'sending' })) === null);
    const subscriptions = service.database.connection.collection<{ _id: string }>('newsletterSubscriptions');
    const found = await deliveries.find({ newsletterId: id, state: 'waiting' }).sort({ email: 1 }).limit(3).toArray();
    const [moving, taking, taken] = found.map((doc) => ({
      id: String(doc['subscriptionId']),
      email: String(doc['email']),
    }));
    const moved = `moved-${randomUUID().slice(0, 8)}@example.com`;
    await subscriptions.updateOne({ _id: moving?.id ?? '' }, { $set: { email: moved } });
    // as when an account gets the address that was subscribed without one
    await subscriptions.updateOne({ _id: taking?.id ?? '' }, { $set: { email: taken?.email } });
    await subscriptions.deleteOne({ _id: taken?.id ?? '' });
    await do_('resume', id);
    expect(await becomes(id, 'sent', 30_000)).toMatchObject({ progress: { sent: 119, skipped: 1, waiting: 0 } });
    const counts = await Promise.all(
      [moved, moving?.email, taking?.email, taken?.email].map(async (email) => (await mails.to(email ?? '')).length),
    );
    expect(counts).toEqual([1, 0, 0, 1]);
  }, 60_000);

  it('notes whom the mail server refuses, and tries again later what it wants later', async () => {
    const [refused, delayed] = await subscribe(2);
    await mails.refuse('permanent', refused?.email ?? '');
    const { id } = await write();
    await do_('send', id);
    expect(await becomes(id, 'sent')).toMatchObject({ progress: { sent: 1, failed: 1 } });
    const failed = await staff.get(`${base}/${id}/deliveries?state=failed`);
    expect(failed.body).toMatchObject({ items: [{ email: refused?.email, state: 'failed' }], total: { count: 1 } });

    await mails.refuse('temporary', delayed?.email ?? '');
    const other = await write();
    await do_('send', other.id);
    await eventually(async () => (await staff.get<Newsletter>(`${base}/${other.id}`)).body.progress?.sent === 1);
    const waiting = await staff.get(`${base}/${other.id}/deliveries?state=waiting`);
    expect(waiting.body).toMatchObject({ items: [{ email: delayed?.email, attempts: 1 }] });
    clock.advance(61_000);
    expect(await becomes(other.id, 'sent')).toMatchObject({ progress: { sent: 2, failed: 0 } });
  }, 60_000);

  it('passes an address over that three mails bounced at, until one arrives there', async () => {
    const [reader] = await subscribe(1);
    const email = reader?.email ?? '';
    await mails.refuse('permanent', email, 3);
    for (const progress of [{ failed: 1 }, { failed: 1 }, { failed: 1 }, { skipped: 1 }]) {
      const { id } = await write();
      await do_('send', id);
      expect(await becomes(id, 'sent')).toMatchObject({ progress });
    }
    const marked = await staff.get('/api/v1/admin/bounced-addresses?limit=1');
    expect(marked.body).toMatchObject({ items: [{ email, why: 'unknown', times: 3 }] });
  }, 60_000);

  it('goes on where the mail server takes a mail and says nothing: nobody gets it twice at once, and others get theirs', async () => {
    const [silent, ...others] = await subscribe(8);
    await mails.refuse('silent', silent?.email ?? '', 1_000);
    const { id } = await write();
    await do_('send', id);
    await eventually(async () => (await staff.get<Newsletter>(`${base}/${id}`)).body.progress?.sent === 7);
    await eventually(async () => {
      const waiting = await staff.get(`${base}/${id}/deliveries?state=waiting`);
      expect(waiting.body).toMatchObject({ items: [{ email: silent?.email, attempts: 1 }] });
    });
    const counts = await Promise.all(
      [silent, ...others].map(async (each) => (await mails.to(each?.email ?? '')).length),
    );
    expect(counts).toEqual(Array.from({ length: 8 }, () => 1));
    await do_('stop', id);
  }, 60_000);

  it('holds up nobody else: a mail that somebody waits for overtakes it', async () => {
    await subscribe(200);
    const { id } = await write();
    await do_('send', id);
    await eventually(async () => ((await staff.get<Newsletter>(`${base}/${id}`)).body.progress?.sent ?? 0) > 5);
    const email = `${randomUUID().slice(0, 8)}@example.com`;
    await service.http.post('/api/v1/newsletter/subscriptions', { email });
    await eventually(async () => (await mails.to(email)).length === 1);
    expect((await staff.get<Newsletter>(`${base}/${id}`)).body.state).toBe('sending');
    await do_('stop', id);
  }, 40_000);
});

describe('what a newsletter may not hold', () => {
  const bad: [why: string, fields: object][] = [
    ['a subject of two lines, which would be a header', { texts: { nl: text('Nieuw\r\nBcc: all@example.com') } }],
    ['a link that runs script', { texts: { nl: text('A', { kind: 'link', text: 'x', url: 'javascript:alert(1)' }) } }],
    ['a link that is data', { texts: { nl: text('A', { kind: 'link', text: 'x', url: 'data:text/html,x' }) } }],
    [
      'a link that ends its attribute',
      { texts: { nl: text('A', { kind: 'link', text: 'x', url: 'https://a.be/"><b' }) } },
    ],
    ['a block of another kind', { texts: { nl: text('A', { kind: 'html', html: '<b>x</b>' }) } }],
    ['no choice of what readers of other languages get', { fallback: undefined }],
    ['a profession that there is none of', { audience: { professions: ['pirate'], locales: [] } }],
    ['a paragraph without end', { texts: { nl: text('A', { kind: 'paragraph', text: 'x'.repeat(4_001) }) } }],
  ];
  it.each(bad)('%s', async (_, fields) => {
    expect((await staff.post(base, content(fields))).status).toBe(400);
  });

  it.each([
    ['nl', 'Kies een van deze: heading, paragraph, list, link, course', 'Geef er minstens één'],
    ['fr', 'Choisissez parmi\u00a0: heading, paragraph', 'Donnez-en au moins un'],
    ['en', 'Choose one of: heading, paragraph', 'Give at least one'],
  ])(
    'nothing to read, or a kind of block that there is none of: in %s it says what to do',
    async (locale, kind, none) => {
      const headers = { 'accept-language': locale };
      const wrong = { nl: text('A', { kind: 'html', html: 'x' }), fr: { subject: 'B', blocks: [] } };
      const refused = await staff.post(base, content({ texts: wrong }), { headers });
      expect(refused).toMatchObject({
        status: 400,
        body: {
          errors: expect.arrayContaining([
            { field: 'texts.nl.blocks[1].kind', message: expect.stringContaining(kind) },
            { field: 'texts.fr.blocks', message: expect.stringContaining(none) },
          ]),
        },
      });
    },
  );

  it.each(['9:00', '24:00', '9u30', '12:60'])('a moment at %s: it says how a time is written', async (time) => {
    const { id } = await write();
    const refused = await staff.put(`${base}/${id}/schedule`, { day: '2099-01-01', time });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'time', message: 'Geef een tijd van 00:00 tot en met 23:59, zo geschreven: 09:00' }] },
    });
  });

  it('more than a megabyte', async () => {
    const blocks = Array.from({ length: 400 }, () => ({ kind: 'paragraph', text: 'x'.repeat(4_000) }));
    expect((await staff.post(base, content({ texts: { nl: { subject: 'A', blocks } } }))).status).toBe(413);
  });

  it('script: what looks like it is shown as it was typed', async () => {
    const { id } = await write({ texts: { nl: text('A', { kind: 'paragraph', text: '<script>alert(1)</script>' }) } });
    const page = await staff.get(`${base}/${id}/preview/nl/page`);
    expect(String(page.bytes)).not.toContain('<script');
  });

  it('nothing at all, when it is to be sent', async () => {
    const { id } = await write({ texts: {} });
    expect((await do_('send', id)).status).toBe(422);
    const other = await write({ fallback: 'en' });
    expect((await do_('send', other.id)).status).toBe(422);
  });
});

describe('whose business newsletters are', () => {
  it('administration’s alone', async () => {
    const finance = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'finance'] }));
    const learner = service.http.as(await tokenFor({ accountId: randomUUID() }));
    for (const somebody of [finance, learner]) expect((await somebody.get(base)).status).toBe(403);
    expect((await service.http.get(base)).status).toBe(401);
    expect((await staff.get(`${base}?state=sent&limit=2`)).body).toMatchObject({ total: { more: false } });
  });
});

it('finds everything by an index', async () => {
  expect(await service.scansSeen()).toEqual([]);
});
