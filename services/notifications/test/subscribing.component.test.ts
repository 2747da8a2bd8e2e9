import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpClient, type ServiceUnderTest, serviceUnderTest, tokenFor } from '@leerhuis/testkit';
import { config, startNotifications } from '../src/index.ts';

interface Subscription {
  subscribed: boolean;
  unsubscribeUrl: string | null;
}

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await serviceUnderTest({
    name: 'notifications',
    config,
    start: (settings, stops) => startNotifications(settings, stops),
  });
});
afterAll(() => service.stop());

const path = '/api/v1/newsletter';
const pathOf = (url: string | null) => new URL(url ?? '').pathname;

describe('the newsletter (V-5)', () => {
  it('is a choice, which can be changed at any time', async () => {
    const http = service.http.as(await tokenFor({ accountId: randomUUID() }));
    const nothing = { subscribed: false, changedAt: null, unsubscribeUrl: null };
    const asked = { preferencesUrl: null, locale: 'nl', professions: [] };
    expect((await http.get(path)).body).toEqual({ ...nothing, ...asked });
    const on = await http.put<Subscription>(path, { subscribed: true });
    expect(on.body.subscribed).toBe(true);
    const off = await http.put<Subscription>(path, { subscribed: false });
    expect(off.body).toMatchObject({ subscribed: false, unsubscribeUrl: on.body.unsubscribeUrl });
    expect((await http.put(path, { subscribed: 'yes' })).status).toBe(400);
    expect((await service.http.put(path, { subscribed: true })).status).toBe(401);
  });

  it('ends with one click, without logging in; opening the link alone changes nothing', async () => {
    const http = service.http.as(await tokenFor({ accountId: randomUUID() }));
    const { body } = await http.put<Subscription>(path, { subscribed: true });
    const visitor = httpClient(service.url);
    const page = await visitor.get(pathOf(body.unsubscribeUrl), { headers: { 'accept-language': 'fr' } });
    expect(String(page.bytes)).toContain('Me désinscrire');
    expect((await http.get<Subscription>(path)).body.subscribed).toBe(true);
    // as a mail program does (RFC 8058)
    const raw = { content: 'List-Unsubscribe=One-Click', contentType: 'application/x-www-form-urlencoded' };
    for (let n = 0; n < 2; n++) {
      expect((await visitor.post(pathOf(body.unsubscribeUrl), undefined, { raw })).status).toBe(200);
    }
    expect((await http.get<Subscription>(path)).body.subscribed).toBe(false);
    const again = await visitor.get(pathOf(body.unsubscribeUrl), { headers: { 'accept-language': 'en' } });
    expect(String(again.bytes)).toContain('You are unsubscribed already');
    expect(String(again.bytes)).not.toContain('<form');
  });

  it('knows no other links, and says so on a page to people', async () => {
    for (const token of ['A'.repeat(43), 'short', 'x'.repeat(500)]) {
      const asPerson = { headers: { accept: 'text/html,*/*', 'accept-language': 'en' } };
      for (const page of [
        await service.http.get(`${path}/unsubscribe/${token}`, asPerson),
        await service.http.post(`${path}/unsubscribe/${token}`, undefined, asPerson),
      ]) {
        expect(page.headers.get('content-type')).toContain('text/html');
        expect(String(page.bytes)).toContain('We do not know this link.');
      }
      expect((await service.http.get(`${path}/unsubscribe/${token}`)).status).toBe(404);
      expect((await service.http.post(`${path}/unsubscribe/${token}`)).status).toBe(404);
    }
  });
});
