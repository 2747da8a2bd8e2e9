import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sendMessage } from '@leerhuis/contracts';
import { eventually, publishJob, type ServiceUnderTest, serviceUnderTest, walk, walkCast } from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';
import { invoiceTo, type MailCatcher, newRecipient, startMailCatcher } from './under-test.ts';

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

it('each operation gives to each what is theirs, and nothing of an organisation to others (C-5, C-15)', async () => {
  const cast = await walkCast(service);
  const { organisationId } = cast.office.organisation;
  // mailed to a colleague: whoever bought for the organisation sees it by their right, not by their address
  const job = { ...invoiceTo(newRecipient(), 'F-2026-77'), organisationId };
  await publishJob(service.namespace, sendMessage, job);
  const id = await eventually(async () => {
    const { body } = await cast.manager.get<{ items?: { id: string; state: string }[] }>('/api/v1/messages');
    return body.items?.find(({ state }) => state === 'sent')?.id ?? null;
  });
  const seenBy = ['finance', 'operations'];
  const hides = [id, 'F-2026-77'];
  const wrong = await walk(service, cast, {
    'GET /api/v1/file': () => ({ path: '/api/v1/file', hides }),
    'GET /api/v1/messages': () => ({ path: '/api/v1/messages', hides }),
    'GET /api/v1/messages/{id}': () => ({ path: `/api/v1/messages/${id}`, seenBy }),
    'GET /api/v1/messages/{id}/attachments/{n}': () => ({ path: `/api/v1/messages/${id}/attachments/0`, seenBy }),
  });
  expect(wrong).toEqual([]);
}, 60_000);
