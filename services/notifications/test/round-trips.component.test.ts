import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sendMessage } from '@leerhuis/contracts';
import {
  commandsOf,
  eventually,
  type HttpAnswer,
  type HttpClient,
  publishJob,
  type ServiceUnderTest,
  serviceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

let mails: MailCatcher;
let service: ServiceUnderTest;
let reader: HttpClient;
let staff: HttpClient;
let id: string;
let newsletterId: string;
let token: string;
const letter = {
  texts: { nl: { subject: 'Nieuw', blocks: [{ kind: 'paragraph', text: 'Dag' }] } },
  fallback: null,
  audience: { professions: [], locales: [] },
};
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: mails.smtpUrl },
  });
  const recipient = newRecipient();
  reader = service.http.as(await tokenFor({ accountId: recipient.accountId }));
  staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'staff'] }));
  await publishJob(service.namespace, sendMessage, invoiceTo(recipient));
  id = await eventually(async () => {
    const { body } = await reader.get<{ items: { id: string; state: string }[] }>('/api/v1/messages');
    return body.items.find(({ state }) => state === 'sent')?.id ?? null;
  });
  newsletterId = (await staff.post<{ id: string }>('/api/v1/admin/newsletters', letter)).body.id;
  const mine = await reader.put<{ unsubscribeUrl: string }>('/api/v1/newsletter', { subscribed: true });
  token = mine.body.unsubscribeUrl.split('/').at(-1) ?? '';
});
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const operations: [operation: string, most: number, ask: () => Promise<HttpAnswer<unknown>>][] = [
  ['GET /messages', 1, () => reader.get('/api/v1/messages')],
  ['GET /messages/{id}', 1, () => reader.get(`/api/v1/messages/${id}`)],
  ['GET /messages/{id}/attachments/{n}', 3, () => reader.get(`/api/v1/messages/${id}/attachments/0`)],
  ['GET /file', 2, () => reader.get('/api/v1/file')],
  ['GET /newsletter', 1, () => reader.get('/api/v1/newsletter')],
  ['PUT /newsletter', 1, () => reader.put('/api/v1/newsletter', { subscribed: true })],
  [
    'POST /newsletter/subscriptions',
    9,
    () => reader.post('/api/v1/newsletter/subscriptions', { email: 'zoe@example.com' }),
  ],
  ['GET /newsletter/preferences/{token}', 1, () => reader.get(`/api/v1/newsletter/preferences/${token}`)],
  ['POST /newsletter/unsubscribe/{token}', 1, () => reader.post(`/api/v1/newsletter/unsubscribe/${token}`)],
  ['GET /admin/newsletters', 2, () => staff.get('/api/v1/admin/newsletters')],
  ['POST /admin/newsletters', 4, () => staff.post('/api/v1/admin/newsletters', letter)],
  ['PUT /admin/newsletters/{id}', 5, () => staff.put(`/api/v1/admin/newsletters/${newsletterId}`, letter)],
  ['GET /admin/newsletters/{id}', 1, () => staff.get(`/api/v1/admin/newsletters/${newsletterId}`)],
  [
    'GET /admin/newsletters/{id}/preview/{locale}',
    1,
    () => staff.get(`/api/v1/admin/newsletters/${newsletterId}/preview/nl`),
  ],
  ['GET /admin/newsletter-subscriptions', 2, () => staff.get('/api/v1/admin/newsletter-subscriptions')],
  ['GET /admin/messages', 1, () => staff.get('/api/v1/admin/messages')],
  ['GET /admin/bounced-addresses', 2, () => staff.get('/api/v1/admin/bounced-addresses')],
  ['POST /admin/messages/{id}/resend', 6, () => staff.post(`/api/v1/admin/messages/${id}/resend`)],
];

it.each(operations)('%s waits for the database %d times at most', async (_, most, ask) => {
  const sent = await commandsOf(ask);
  expect(String(sent.answer.status)).toMatch(/^2/);
  expect(sent.beyond(most)).toBe('');
});
