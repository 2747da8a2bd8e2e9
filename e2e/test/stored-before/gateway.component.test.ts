import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config } from '@leerhuis/gateway/config';
import { startGateway } from '@leerhuis/gateway/service';
import { type OnStored, onStored } from './stored-before.ts';

/** Of the system that was kept: its signing keys are encrypted with it. */
const keySecret = '9494242748f0eddb785226b55065d0f1a898a7f9cd8e3b8b7a6f6fa16f73e8d8';

let gateway: OnStored;
beforeAll(async () => {
  gateway = await onStored({
    name: 'gateway',
    config,
    start: startGateway,
    env: { KEY_ENCRYPTION_SECRET: keySecret },
  });
}, 90_000);
afterAll(() => gateway?.stop());

describe('the gateway, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await gateway.lost()).toEqual({});
  });

  it('lets people in with the password that they had', async () => {
    const { http } = gateway.service;
    const learner = { email: 'advocaat@demo.leerhuis.test', password: 'Pleidooi-2026!' };
    const { status, body } = await http.post<{ accessToken: string }>('/api/v1/sessions', learner);
    expect(status).toBe(201);
    expect(await http.as(body.accessToken).get('/api/v1/me')).toMatchObject({
      status: 200,
      body: { id: gateway.before('accounts').find(({ email }) => email === learner.email)?._id, lastName: 'Maes' },
    });
  });

  it('has names with letters and accents in one, under the same revision', async () => {
    const zoe = (await gateway.now('accounts')).find(({ firstName }) => firstName === 'Zo\u00eb');
    const before = gateway.before('accounts').find(({ _id }) => _id === zoe?._id);
    expect(zoe).toMatchObject({ lastName: 'Dvo\u0159\u00e1k', revision: before?.['revision'] });
    expect(before?.['firstName']).toBe('Zoe\u0308');
    expect(gateway.told.all).toEqual([]);
  });

  it('signs with the key that it had', async () => {
    const { body } = await gateway.service.http.get<{ keys: { kid: string }[] }>('/.well-known/jwks.json');
    const kept = gateway.before('signingKeys').map(({ _id }) => _id);
    expect(body.keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(kept));
  });
});
