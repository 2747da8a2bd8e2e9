import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type AccountSnapshot, accountChangedV1, newEvent } from '@leerhuis/contracts';
import {
  eventually,
  publishEvent,
  publishFor,
  type ServiceUnderTest,
  serviceUnderTest,
  tellEverythingAgain,
  tokenFor,
} from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { type MailCatcher, startMailCatcher } from './under-test.ts';

let service: ServiceUnderTest;
let mails: MailCatcher;
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

const subscriptions = () =>
  service.database.connection.collection<{ _id: string; [field: string]: unknown }>('newsletterSubscriptions');

function account(): AccountSnapshot {
  const accountId = randomUUID();
  return {
    accountId,
    revision: 1,
    email: `${accountId.slice(0, 8)}@example.com`,
    emailConfirmed: true,
    firstName: 'Zoë',
    lastName: 'Kovačić',
    locale: 'fr',
    memberships: [{ federation: 'OVB', memberNumber: '12345' }],
    company: null,
    address: null,
    roles: ['learner'],
    changedAt: '2026-11-20T10:00:00.000Z',
  };
}

it('accounts told again change no subscription and mail nobody', async () => {
  const [one, two] = [account(), account()];
  for (const data of [one, two, { ...two, revision: 2, locale: 'en' as const }])
    await publishEvent(service.namespace, accountChangedV1, { subject: data.accountId, data });
  await eventually(() => subscriptions().findOne({ _id: two.accountId, revision: 2 }));
  const http = service.http.as(await tokenFor({ accountId: one.accountId }));
  expect((await http.put('/api/v1/newsletter', { subscribed: true })).status).toBe(200);
  await eventually(() => subscriptions().findOne({ _id: one.accountId, revision: 1 }));

  const { told, changed } = await tellEverythingAgain(service, 'notifications');
  expect(told).toEqual({ 'gateway.account.changed.v1': 3 });
  expect(changed).toEqual([]);
  expect(await mails.all()).toEqual([]);
}, 120_000);

it('a subscription that lacks what was not kept before is filled, and what its owner chose stays', async () => {
  const data = account();
  await publishEvent(service.namespace, accountChangedV1, { subject: data.accountId, data });
  await eventually(() => subscriptions().findOne({ _id: data.accountId, revision: 1 }));
  const http = service.http.as(await tokenFor({ accountId: data.accountId }));
  await http.put('/api/v1/newsletter', { subscribed: true, locale: 'en' });
  const whole = await subscriptions().findOne({ _id: data.accountId });
  await subscriptions().updateOne({ _id: data.accountId }, { $unset: { name: 1, professions: 1 } });
  const event = newEvent(accountChangedV1, { id: randomUUID(), subject: data.accountId, time: new Date(), data });
  await publishFor(service.namespace, 'notifications', [event]);
  await eventually(async () => expect(await subscriptions().findOne({ _id: data.accountId })).toEqual(whole));
}, 60_000);
