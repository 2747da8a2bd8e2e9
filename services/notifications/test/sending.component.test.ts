import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SendMessage, sendMessage } from '@leerhuis/contracts';
import {
  drainParkedJobs,
  eventually,
  type HttpClient,
  publishJob,
  type ServiceUnderTest,
  serviceUnderTest,
  tellSettings,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

interface MessageJson {
  id: string;
  subject: string;
  text: string;
  html: string;
  state: string;
  reason: string | null;
  attempts: number;
  attachments: { filename: string; url: string }[];
}
type Page = { items: MessageJson[]; nextCursor: string | null };

let mails: MailCatcher;
let service: ServiceUnderTest;
let staff: HttpClient;
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: mails.smtpUrl, SMTP_PATIENCE_SECONDS: '1' },
  });
  staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'staff'] }));
});
afterAll(async () => {
  await service.stop();
  await mails.stop();
});

const send = (message: SendMessage, id?: string) => publishJob(service.namespace, sendMessage, message, id);
const reader = async (accountId: string) => service.http.as(await tokenFor({ accountId }));
const stored = () => service.database.connection.collection('messages');

async function sentTo(accountId: string, state = 'sent'): Promise<MessageJson> {
  return eventually(async () => {
    const { body } = await staff.get<Page>(`/api/v1/admin/messages?accountId=${accountId}&state=${state}`);
    return body.items[0] ?? null;
  });
}

describe('a message', () => {
  it('is mailed, and kept in the file of the person that it is for', async () => {
    const recipient = newRecipient('fr');
    await send(invoiceTo(recipient));
    const { id } = await sentTo(recipient.accountId);
    const [mail] = await mails.to(recipient.email);
    expect(mail).toMatchObject({
      subject: 'Facture F-2026-1',
      from: { name: 'Leerhuis', address: 'info@leerhuis.example' },
      to: [{ name: 'Zoë Kovačić', address: recipient.email }],
      attachments: [{ filename: 'F-2026-1.pdf', contentType: 'application/pdf', size: 19 }],
    });

    const http = await reader(recipient.accountId);
    const { body: page } = await http.get<Page>('/api/v1/messages');
    expect(page).toMatchObject({ items: [{ id, subject: 'Facture F-2026-1', state: 'sent' }], nextCursor: null });
    const { body: message } = await http.get<MessageJson>(`/api/v1/messages/${id}`);
    expect(message.text).toBe(mail?.text.trimEnd());
    const url = message.attachments[0]?.url ?? '';
    const file = await http.get(url);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="F-2026-1.pdf"');
    expect(String(file.bytes)).toBe('%PDF-1.7 not really');
    const part = await http.get(url, { headers: { range: 'bytes=0-3' } });
    expect([part.status, String(part.bytes)]).toEqual([206, '%PDF']);
  });

  it('goes to the domain in ASCII that name servers know, also of an address in its own letters', async () => {
    const recipient = { ...newRecipient(), email: 'info@café-luik.be' };
    await send(invoiceTo(recipient));
    await sentTo(recipient.accountId);
    expect(await mails.to('info@xn--caf-luik-d1a.be')).toHaveLength(1);
  });

  it('is answered to who wrote, where that is not the provider', async () => {
    const email = `desk.${randomUUID()}@provider.example`;
    await send({
      recipient: { accountId: null, email, name: 'Leerhuis', locale: 'nl' },
      template: 'suggestion-received',
      data: {
        ...{ suggestionId: randomUUID(), name: 'Renée Ščepán', email: 'renee@example.com' },
        ...{ profession: 'Advocaten', topic: 'Erfrecht', message: null },
      },
      secrets: {},
      attachments: [],
    });
    const [mail] = await eventually(async () => {
      const found = await mails.to(email);
      return found.length > 0 && found;
    });
    expect(mail?.headers).toMatchObject({ 'reply-to': 'renee@example.com' });
    const recipient = newRecipient();
    await send(invoiceTo(recipient));
    await sentTo(recipient.accountId);
    expect((await mails.to(recipient.email))[0]?.headers).not.toHaveProperty('reply-to');
  });

  it('is nobody else’s to read', async () => {
    const recipient = newRecipient();
    await send(invoiceTo(recipient));
    const { id, attachments } = await sentTo(recipient.accountId);
    const other = await reader(randomUUID());
    for (const path of [`/api/v1/messages/${id}`, attachments[0]?.url ?? '', `/api/v1/messages/${randomUUID()}`]) {
      expect((await other.get(path)).status).toBe(404);
      expect((await service.http.get(path)).status).toBe(401);
    }
    expect((await other.get<Page>('/api/v1/messages')).body.items).toEqual([]);
    expect((await other.get('/api/v1/admin/messages')).status).toBe(403);
    expect((await other.post(`/api/v1/admin/messages/${id}/resend`)).status).toBe(403);
  });

  it('is listed page by page, the newest first', async () => {
    const recipient = newRecipient();
    for (const n of [1, 2, 3]) {
      await send(invoiceTo(recipient, `F-${n}`));
      await eventually(async () => (await mails.to(recipient.email)).length === n);
    }
    await eventually(
      async () => (await stored().countDocuments({ accountId: recipient.accountId, state: 'sent' })) === 3,
    );
    const http = await reader(recipient.accountId);
    const first = await http.get<Page>('/api/v1/messages?limit=2');
    expect(first.body.items.map(({ subject }) => subject)).toEqual(['Factuur F-3', 'Factuur F-2']);
    const rest = await http.get<Page>(`/api/v1/messages?limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ subject: 'Factuur F-1' }], nextCursor: null });
    expect([first.body, rest.body]).toMatchObject([{ total: { count: 3, more: false } }, { total: null }]);
    const ofStaff = `/api/v1/admin/messages?accountId=${recipient.accountId}&limit=2`;
    expect((await staff.get(ofStaff)).body).toMatchObject({ total: { count: 3, more: false } });
  });

  it('keeps no link that lets anybody in', async () => {
    const recipient = newRecipient('en');
    const link = 'http://localhost:8080/account/confirm/secret-token';
    const message: SendMessage = {
      recipient,
      template: 'confirm-email',
      data: { firstName: 'Zoë' },
      secrets: { link },
      attachments: [],
    };
    await send(message);
    const { id } = await sentTo(recipient.accountId);
    const [mail] = await mails.to(recipient.email);
    expect(mail?.text).toContain(link);
    // whoever asked for it typed the name
    expect(mail?.text).not.toContain('Zoë');
    expect(mail?.to).toEqual([{ name: '', address: recipient.email }]);
    expect(JSON.stringify(await stored().find({ accountId: recipient.accountId }).toArray())).not.toContain(
      'secret-token',
    );
    const again = await staff.post(`/api/v1/admin/messages/${id}/resend`);
    expect([again.status, again.body]).toMatchObject([409, { type: expect.stringContaining('message-had-secrets') }]);
  });
});

describe('a job that comes twice', () => {
  it('sends nothing when the message is known to be sent', async () => {
    const recipient = newRecipient();
    const jobId = await send(invoiceTo(recipient));
    await sentTo(recipient.accountId);
    await send(invoiceTo(recipient), jobId);
    const after = newRecipient();
    await send(invoiceTo(after)); // behind it in the queue
    await sentTo(after.accountId);
    expect(await mails.to(recipient.email)).toHaveLength(1);
    expect(await stored().countDocuments({ accountId: recipient.accountId })).toBe(1);
  });

  it('sends the same Message-ID again when a crash came between sending and noting it', async () => {
    const recipient = newRecipient();
    const jobId = await send(invoiceTo(recipient));
    await sentTo(recipient.accountId);
    await stored().updateOne({ jobId }, { $set: { state: 'queued', sentAt: null } });
    await send(invoiceTo(recipient), jobId);
    await sentTo(recipient.accountId);
    const caught = await mails.to(recipient.email);
    expect(caught).toHaveLength(2);
    expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await stored().countDocuments({ jobId })).toBe(1);
  });

  it('is one message, also when it comes five times at the same moment', async () => {
    const recipient = newRecipient();
    const jobId = randomUUID();
    await Promise.all(Array.from({ length: 5 }, () => send(invoiceTo(recipient), jobId)));
    await sentTo(recipient.accountId);
    expect(await stored().countDocuments({ accountId: recipient.accountId })).toBe(1);
    expect(new Set((await mails.to(recipient.email)).map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('a mail that is not taken', () => {
  it('is tried again when the mail server says later', async () => {
    const recipient = newRecipient();
    await mails.refuse('temporary', recipient.email);
    await send(invoiceTo(recipient));
    expect(await sentTo(recipient.accountId)).toMatchObject({ attempts: 2, reason: null });
    expect(await mails.to(recipient.email)).toHaveLength(1);
  });

  it('is tried three times when the mail server takes it and says nothing: else who it is to would get it for a day', async () => {
    const recipient = newRecipient();
    await mails.refuse('silent', recipient.email, 1_000);
    await send(invoiceTo(recipient));
    const { accountId } = recipient;
    const failed = await eventually(() => stored().findOne({ accountId, state: 'failed' }), { within: 50_000 });
    expect(failed).toMatchObject({ attempts: 3, reason: 'Timeout' });
    expect(await mails.to(recipient.email)).toHaveLength(3);
    await drainParkedJobs(service.namespace, sendMessage);
  }, 60_000);

  it('has failed when the mail server says never: staff see why, the job is parked, and it can be sent again', async () => {
    const recipient = newRecipient();
    await mails.refuse('unwanted', recipient.email);
    const jobId = await send(invoiceTo(recipient));
    const failed = await sentTo(recipient.accountId, 'failed');
    expect(failed).toMatchObject({ attempts: 1, reason: expect.stringContaining('Looks unsolicited') });
    const parked = await eventually(async () => {
      const jobs = await drainParkedJobs(service.namespace, sendMessage);
      return jobs.length > 0 && jobs;
    });
    expect(parked).toMatchObject([{ id: jobId, reason: expect.stringContaining('answered 554 5.7.1 to DATA') }]);

    const http = await reader(recipient.accountId);
    expect((await http.get<Page>('/api/v1/messages')).body.items).toMatchObject([{ state: 'failed' }]);
    const key = { idempotencyKey: randomUUID() };
    const again = await staff.post(`/api/v1/admin/messages/${failed.id}/resend`, undefined, key);
    expect([again.status, again.body]).toMatchObject([202, { id: failed.id, state: 'queued' }]);
    expect((await staff.post(`/api/v1/admin/messages/${failed.id}/resend`, undefined, key)).status).toBe(202);
    await sentTo(recipient.accountId);
    expect(await mails.to(recipient.email)).toMatchObject([{ attachments: [{ filename: 'F-2026-1.pdf' }] }]);
  });

  it('has failed when the address is none', async () => {
    const recipient = { ...newRecipient(), email: 'nobody at all' };
    await send(invoiceTo(recipient));
    await sentTo(recipient.accountId, 'failed');
  });
});

describe('a mail that another makes untrue, as queues have no order', () => {
  const attestIssued = (recipient: SendMessage['recipient']): SendMessage => ({
    recipient,
    template: 'attest-issued',
    data: { firstName: 'Zoë', courseTitle: 'Huurrecht', federations: 'OVB', verifyUrl: 'http://localhost:8080/v' },
    secrets: {},
    attachments: [],
  });
  const attestRevoked = (recipient: SendMessage['recipient'], insteadOf: string): SendMessage => ({
    ...attestIssued(recipient),
    template: 'attest-revoked',
    data: { firstName: 'Zoë', courseTitle: 'Huurrecht', revokedAt: '2026-11-22T10:00:00.000Z' },
    insteadOf,
  });
  const subjectsTo = async ({ email }: SendMessage['recipient']) =>
    (await mails.to(email)).map(({ subject }) => subject);
  const revoked = 'Uw attest is ingetrokken: Huurrecht';

  it('is not sent when it comes after it, nor when staff send it again', async () => {
    const recipient = newRecipient();
    const issued = randomUUID();
    await send(attestRevoked(recipient, issued));
    await sentTo(recipient.accountId);
    await send(attestIssued(recipient), issued);
    const { id, reason } = await sentTo(recipient.accountId, 'overtaken');
    expect(reason).toBe('another message says what became of it');
    expect((await staff.post(`/api/v1/admin/messages/${id}/resend`)).status).toBe(202);
    await sentTo(recipient.accountId, 'overtaken');
    expect(await subjectsTo(recipient)).toEqual([revoked]);
  });

  it('is not sent when the mail server had said later', async () => {
    const recipient = newRecipient();
    const issued = randomUUID();
    await mails.refuse('temporary', recipient.email);
    await send(attestIssued(recipient), issued);
    await eventually(() => stored().findOne({ jobId: issued, attempts: 1 }));
    await send(attestRevoked(recipient, issued));
    await sentTo(recipient.accountId, 'overtaken');
    await sentTo(recipient.accountId);
    expect(await subjectsTo(recipient)).toEqual([revoked]);
  });

  it('stays sent when it was', async () => {
    const recipient = newRecipient();
    const issued = randomUUID();
    await send(attestIssued(recipient), issued);
    await sentTo(recipient.accountId);
    await send(attestRevoked(recipient, issued));
    await eventually(
      async () => (await stored().countDocuments({ accountId: recipient.accountId, state: 'sent' })) === 2,
    );
    expect(await subjectsTo(recipient)).toEqual(expect.arrayContaining([revoked, 'Uw attest: Huurrecht']));
  });
});

describe('the name of the provider', () => {
  it('is under mails and on their buttons in its colour, as it is when they are sent', async () => {
    const told = { revision: 1, changedAt: '2026-11-02T09:00:00Z' };
    const record = { id: 'x', validFrom: '2020-01-01', source: 'test', email: 'info@house.example' };
    const records = [{ ...record, name: 'Huis & Co', colour: '#123456' }];
    await tellSettings(service, { kind: 'brand', ...told, records });
    const recipient = newRecipient();
    const secrets = { link: 'https://house.example/account/confirm/secret-token' };
    await send({ recipient, template: 'confirm-email', data: {}, secrets, attachments: [] });
    await sentTo(recipient.accountId);
    const [mail] = await mails.to(recipient.email);
    expect(mail?.from).toEqual({ name: 'Huis & Co', address: 'info@leerhuis.example' });
    expect(mail?.text.trimEnd()).toMatch(/Met vriendelijke groet,\nHuis & Co$/);
    expect(mail?.html).toContain('Huis &#38; Co');
    expect(mail?.html).toContain('background:#123456');
  });
});
