import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config, startNotifications } from '@leerhuis/notifications';
import { type OnStored, onStored } from './stored-before.ts';

let notifications: OnStored;
beforeAll(async () => {
  notifications = await onStored({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
    env: { SMTP_URL: 'smtp://127.0.0.1:9' },
  });
}, 90_000);
afterAll(() => notifications?.stop());

describe('notifications, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await notifications.lost()).toEqual({});
  });

  it('knows whose each newsletter subscription is, its link and how it was asked for (V-5)', async () => {
    for (const { _id, subscribed, token } of notifications.before('newsletterSubscriptions')) {
      const reader = await notifications.as(String(_id));
      const { body } = await reader.get<{ unsubscribeUrl: string }>('/api/v1/newsletter');
      expect(body).toMatchObject({ subscribed, locale: 'nl', professions: [] });
      expect(body.unsubscribeUrl).toContain(String(token));
    }
  });

  it('shows every message with what was attached to it', async () => {
    for (const { _id, accountId, subject } of notifications.before('messages')) {
      // teachers have no account
      if (!accountId) continue;
      const reader = await notifications.as(String(accountId));
      const { body } = await reader.get<{ subject: string; attachments: { url: string }[] }>(`/api/v1/messages/${_id}`);
      expect(body.subject).toBe(subject);
      for (const { url } of body.attachments) expect((await reader.get(url)).status).toBe(200);
    }
  });
});
