import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addressBouncedV1, addressReachedV1, type SendMessage, sendMessage } from '@leerhuis/contracts';
import {
  consumeEvents,
  drainParkedJobs,
  type EventCollector,
  eventually,
  type HttpClient,
  publishJob,
  type ServiceUnderTest,
  serviceUnderTest,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

interface MessageJson {
  id: string;
  state: string;
  reason: string | null;
  bounce: { why: string; at: string } | null;
}
type Page = { items: MessageJson[] };
type Addresses = { items: { email: string; why: string; times: number }[] };

let mails: MailCatcher;
let service: ServiceUnderTest;
let staff: HttpClient;
let told: EventCollector;
beforeAll(async () => {
  mails = await startMailCatcher();
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: mails.smtpUrl },
  });
  staff = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'operations'] }));
  told = await consumeEvents(service.namespace, [addressBouncedV1]);
});
afterAll(async () => {
  await told.stop();
  await service.stop();
  await mails.stop();
});

const send = (message: SendMessage) => publishJob(service.namespace, sendMessage, message);
const someone = (name: string) => {
  const recipient = newRecipient();
  return { ...recipient, email: `${name}.${recipient.email}` };
};
const becomes = (accountId: string, state: string) =>
  eventually(async () => {
    const { body } = await staff.get<Page>(`/api/v1/admin/messages?accountId=${accountId}&state=${state}`);
    return body.items[0] ?? null;
  });
const marked = async (email: string) =>
  (await staff.get<Addresses>('/api/v1/admin/bounced-addresses?limit=100')).body.items.find(
    (each) => each.email === email,
  );

describe('a mail to an address that the mail server refuses', () => {
  it('bounced: who it is to, staff and who sent it learn why, and its address is marked', async () => {
    const recipient = someone('bounce');
    const organisationId = randomUUID();
    await send({ ...invoiceTo(recipient), organisationId });
    const failed = await becomes(recipient.accountId, 'failed');
    expect(failed).toMatchObject({ bounce: { why: 'unknown' }, reason: '550 5.1.1 No such mailbox' });
    expect(await marked(recipient.email)).toMatchObject({ why: 'unknown', times: 1 });
    const mine = service.http.as(await tokenFor({ accountId: recipient.accountId }));
    expect((await mine.get<Page>('/api/v1/messages')).body.items).toMatchObject([{ bounce: { why: 'unknown' } }]);
    expect((await mine.get<MessageJson>(`/api/v1/messages/${failed.id}`)).body).toMatchObject({
      bounce: { why: 'unknown' },
    });
    const { accountId, email } = recipient;
    const fact = await told.waitFor(addressBouncedV1, ({ data }) => data.email === email);
    expect(fact.data).toMatchObject({ messageId: failed.id, accountId, organisationId, template: 'invoice' });
    expect(fact.data).toMatchObject({ why: 'unknown', addressId: fact.subject });
    expect(JSON.stringify(fact)).not.toContain('No such mailbox');
    expect(await drainParkedJobs(service.namespace, sendMessage)).toEqual([]);
  });

  it('is tried again when another is sent there, as its mailbox may be there again', async () => {
    const recipient = newRecipient();
    const { accountId, email } = recipient;
    await mails.refuse('permanent', email, 2);
    for (const times of [1, 2]) {
      await send(invoiceTo(recipient, `F-${times}`));
      await eventually(async () => (await marked(email))?.times === times);
    }
    expect((await becomes(accountId, 'failed')).bounce).not.toBeNull();
    await send(invoiceTo(recipient, 'F-3'));
    expect(await becomes(accountId, 'sent')).toMatchObject({ bounce: null });
    const { data } = await told.waitFor(addressReachedV1, (event) => event.data.email === email);
    expect(data.addressId).toBe(told.of(addressBouncedV1).find((event) => event.data.email === email)?.subject);
    expect(await marked(email)).toBeUndefined();
  });

  it('that arrives when it is sent again is no bounce any more', async () => {
    const recipient = newRecipient();
    await mails.refuse('permanent', recipient.email);
    await send(invoiceTo(recipient));
    const { id } = await becomes(recipient.accountId, 'failed');
    await staff.post(`/api/v1/admin/messages/${id}/resend`);
    expect(await becomes(recipient.accountId, 'sent')).toMatchObject({ id, bounce: null });
    await eventually(async () => (await marked(recipient.email)) === undefined);
  });

  it('for now only is none', async () => {
    const recipient = someone('greylisted');
    await send(invoiceTo(recipient));
    const reason = '450 4.2.0 Try again later';
    const tried = await eventually(() =>
      service.database.connection.collection('messages').findOne({ accountId: recipient.accountId, attempts: 1 }),
    );
    expect(tried).toMatchObject({ state: 'queued', bounce: null, reason: expect.stringContaining(reason) });
    expect(await marked(recipient.email)).toBeUndefined();
  });
});

it('addresses that bounce are for staff alone', async () => {
  const path = '/api/v1/admin/bounced-addresses';
  const learner = service.http.as(await tokenFor({ accountId: randomUUID() }));
  const teacher = service.http.as(await tokenFor({ accountId: randomUUID(), roles: ['learner', 'teacher'] }));
  expect((await service.http.get(path)).status).toBe(401);
  expect([(await learner.get(path)).status, (await teacher.get(path)).status]).toEqual([403, 403]);
});
