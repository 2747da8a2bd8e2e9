import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  attestIssuedV1,
  attestRevokedV1,
  type CloudEvent,
  type CourseSnapshot,
  coursePublishedV1,
  enrolmentClosedV1,
  enrolmentOpenedV1,
  orderPaidV1,
  orderPlacedV1,
  orderWithdrawnV1,
  sendMessage,
} from '@leerhuis/contracts';
import {
  eventually,
  type HttpClient,
  publishEvent,
  publishJob,
  type ServiceUnderTest,
  serviceUnderTest,
  tellEverythingAgain,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

interface Item {
  kind: string;
  at: string;
  title: string;
  url: string;
  state: string;
  accountId: string | null;
  organisationId: string | null;
  number: string | null;
  total: { amount: number } | null;
  attachments: { filename: string; url: string }[];
}
type Page = { items: Item[]; nextCursor: string | null; total: { count: number } | null };

let mails: MailCatcher;
let service: ServiceUnderTest;
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: mails.smtpUrl },
  });
});
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const sample = <D>(type: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../libs/contracts/samples/${type}.json`, import.meta.url), 'utf8'),
  ) as CloudEvent<D>;
const euros = (amount: number) => ({ amount, currency: 'EUR' as const });

/** What other parts tell of somebody: a course that they took, an order, an attest. */
async function told(accountId: string, organisationId: string | null = null) {
  const { namespace } = service;
  const [courseId, enrolmentId, orderId, attestId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const course = sample<CourseSnapshot>('catalog.course.published.v1').data;
  const title = { nl: 'Huurrecht', fr: 'Le bail' };
  const published = { ...course, courseId, title };
  await publishEvent(namespace, coursePublishedV1, { subject: courseId, data: published });
  const enrolled = { enrolmentId, accountId, courseId, organisationId };
  await publishEvent(namespace, enrolmentOpenedV1, {
    subject: enrolmentId,
    data: { ...enrolled, openedAt: '2026-11-03T09:00:00.000Z', accessUntil: '2027-11-03T09:00:00.000Z' },
  });
  const line = { lineId: 'l', kind: 'course' as const, itemId: courseId, title, price: euros(10_000) };
  const order = { orderId, accountId, organisationId };
  await publishEvent(namespace, orderPlacedV1, {
    subject: orderId,
    data: {
      ...order,
      lines: [line, { ...line, lineId: 'm', title: { nl: 'Erfrecht' } }],
      ...{ total: euros(24_200), proFormaNumber: 'PF-1', dueDate: '2026-12-01' },
      placedAt: '2026-11-02T09:00:00.000Z',
    },
  });
  await publishEvent(namespace, attestIssuedV1, {
    subject: attestId,
    data: { ...enrolled, attestId, issuedAt: '2026-11-09T09:00:00.000Z' },
  });
  const pay = () =>
    publishEvent(namespace, orderPaidV1, {
      subject: orderId,
      data: { ...order, total: euros(24_200), invoiceNumber: 'F-1', paidAt: '2026-11-05T09:00:00.000Z' },
    });
  return { ...enrolled, ...order, attestId, pay };
}

const readerOf = async (accountId: string) => service.http.as(await tokenFor({ accountId }));
const fileOf = async (reader: HttpClient, query = '') => (await reader.get<Page>(`/api/v1/file${query}`)).body;
const until = (reader: HttpClient, count: number) =>
  eventually(async () => {
    const page = await fileOf(reader, '?limit=100');
    return page.items.length >= count && page.items.every(({ title }) => title !== '') ? page : null;
  });

describe('the digital file of a person (C-15)', () => {
  it('has what they took, owe, reached and were written, the newest first, each with the address where it is opened', async () => {
    const recipient = newRecipient();
    const { accountId } = recipient;
    const { enrolmentId, orderId, attestId, pay } = await told(accountId);
    await pay();
    await publishJob(service.namespace, sendMessage, invoiceTo(recipient));
    const reader = await readerOf(accountId);
    await until(reader, 5);
    const page = await eventually(async () => {
      const found = await fileOf(reader);
      return found.items[0]?.state === 'sent' && found.items.some(({ kind }) => kind === 'invoice') ? found : null;
    });
    const shown = page.items.map(({ kind, title, url, state, number }) => [kind, title, url, state, number]);
    const message = page.items.find(({ kind }) => kind === 'message');
    expect(shown).toEqual([
      ['message', 'Factuur F-2026-1', message?.url, 'sent', null],
      ['attest', 'Huurrecht', `/api/v1/attests/${attestId}`, 'current', null],
      ['invoice', 'Huurrecht, Erfrecht', `/api/v1/orders/${orderId}`, 'current', 'F-1'],
      ['enrolment', 'Huurrecht', `/api/v1/enrolments/${enrolmentId}`, 'current', null],
      ['pro-forma', 'Huurrecht, Erfrecht', `/api/v1/orders/${orderId}`, 'replaced', 'PF-1'],
    ]);
    expect(page).toMatchObject({ nextCursor: null, total: { count: 5 } });
    expect(message?.attachments).toMatchObject([{ filename: 'F-2026-1.pdf' }]);
    const opened = await reader.get<{ text: string }>(message?.url ?? '');
    expect(opened.body.text).toContain('F-2026-1');
    expect((await reader.get(message?.attachments[0]?.url ?? '')).status).toBe(200);
    const french = await reader.get<Page>('/api/v1/file?kind=attest', { headers: { 'accept-language': 'fr' } });
    expect(french.body.items).toMatchObject([{ title: 'Le bail' }]);
  });

  it('is narrowed by kind and period, and paged', async () => {
    const recipient = newRecipient();
    const { accountId } = recipient;
    await (await told(accountId)).pay();
    await publishJob(service.namespace, sendMessage, invoiceTo(recipient));
    const reader = await readerOf(accountId);
    await until(reader, 5);
    const kinds = async (query: string) => (await fileOf(reader, query)).items.map(({ kind }) => kind);
    expect(await kinds('?kind=invoice&kind=enrolment')).toEqual(['invoice', 'enrolment']);
    expect(await kinds('?kind=message')).toEqual(['message']);
    expect(await kinds('?from=2026-11-03T00:00:00Z&to=2026-11-06T00:00:00Z')).toEqual(['invoice', 'enrolment']);
    const first = await fileOf(reader, '?limit=2');
    const second = await fileOf(reader, `?limit=2&cursor=${first.nextCursor}`);
    const third = await fileOf(reader, `?limit=2&cursor=${second.nextCursor}`);
    const all = [first, second, third].flatMap(({ items }) => items.map(({ kind }) => kind));
    expect(all).toEqual(['message', 'attest', 'invoice', 'enrolment', 'pro-forma']);
    expect([first.total, second.total, third.nextCursor]).toEqual([{ count: 5, more: false }, null, null]);
    expect((await reader.get('/api/v1/file?kind=cat')).status).toBe(400);
  });

  it('says what became of things', async () => {
    const accountId = randomUUID();
    const { enrolmentId, courseId, orderId, attestId } = await told(accountId);
    const reader = await readerOf(accountId);
    await until(reader, 3);
    const { namespace } = service;
    const ref = { accountId, courseId, enrolmentId };
    const at = '2026-11-10T09:00:00.000Z';
    await publishEvent(namespace, enrolmentClosedV1, { subject: enrolmentId, data: { ...ref, closedAt: at } });
    await publishEvent(namespace, orderWithdrawnV1, {
      subject: orderId,
      data: { orderId, accountId, withdrawnAt: at },
    });
    await publishEvent(namespace, attestRevokedV1, {
      subject: attestId,
      data: { ...ref, attestId, reason: 'order-withdrawn', revokedAt: at },
    });
    await eventually(async () => {
      const { items } = await fileOf(reader);
      expect(items.map(({ kind, state }) => [kind, state])).toEqual([
        ['attest', 'revoked'],
        ['enrolment', 'closed'],
        ['pro-forma', 'withdrawn'],
      ]);
    });
  });

  it('is nobody else’s, and has what they learn for an organisation, but nothing that was bought for it', async () => {
    const accountId = randomUUID();
    await (await told(accountId, randomUUID())).pay();
    const reader = await readerOf(accountId);
    const page = await until(reader, 2);
    expect(page.items.map(({ kind }) => kind)).toEqual(['attest', 'enrolment']);
    expect((await fileOf(await readerOf(randomUUID()))).items).toEqual([]);
    expect((await service.http.get('/api/v1/file')).status).toBe(401);
  });
});

it('finds everything by an index', async () => {
  expect(await service.scansSeen()).toEqual([]);
});

it('told again it is as it was, and nobody is mailed', async () => {
  const before = (await mails.all()).length;
  const { changed } = await tellEverythingAgain(service, 'notifications');
  expect(changed).toEqual([]);
  expect(await mails.all()).toHaveLength(before);
}, 120_000);
