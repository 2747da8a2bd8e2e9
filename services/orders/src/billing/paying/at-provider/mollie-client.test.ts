import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mollieClient, type PaymentProvider, ProviderRefused, ProviderUnavailable } from './mollie-client.ts';

/** A provider that knows one payment, and answers everything else as it is told. */
let server: Server;
let provider: PaymentProvider;
let answerToOthers: number;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const id = /\/payments\/(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    asked.push(id);
    response.writeHead(id === 'tr_ours' ? 200 : answerToOthers, { 'content-type': 'application/json' });
    response.end(JSON.stringify(id === 'tr_ours' ? ours : { detail: 'as told' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  provider = mollieClient({ url: `http://127.0.0.1:${port}`, apiKey: 'test_key' });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ours = {
  id: 'tr_ours',
  status: 'paid',
  amount: { value: '12.10', currency: 'EUR' },
  method: 'bancontact',
  createdAt: '2026-03-02T11:58:00+00:00',
  paidAt: '2026-03-02T12:00:00+00:00',
  metadata: { orderId: 'order', paymentId: 'payment' },
  _links: {},
};
const askAboutStrangers = async (count: number) => {
  for (let n = 0; n < count; n += 1) {
    await expect(provider.get(`tr_strange${n}`, 'unknown')).rejects.toBeInstanceOf(ProviderUnavailable);
  }
};

describe('asking about ids that we don’t know', () => {
  it.each([429, 500, 503])('never keeps us from asking about our payments, when it is answered %i', async (status) => {
    answerToOthers = status;
    await askAboutStrangers(40);
    expect(await provider.get('tr_ours', 'ours')).toMatchObject({ id: 'tr_ours', status: 'paid' });
  });

  it('stops after a few that were turned away, and is asked once each', async () => {
    answerToOthers = 429;
    await askAboutStrangers(40);
    expect(asked).toEqual(['tr_strange0', 'tr_strange1', 'tr_strange2']);
  });

  it.each([400, 404, 410, 422])('says that there is none, when it is answered %i', async (status) => {
    answerToOthers = status;
    expect(await provider.get('tr_strange', 'unknown')).toBeNull();
  });

  it('doesn’t take a key that is refused for a payment that is not there', async () => {
    answerToOthers = 401;
    await expect(provider.get('tr_strange', 'unknown')).rejects.toBeInstanceOf(ProviderRefused);
  });
});

describe('asking about our payments', () => {
  it('stops for a while once the provider is away', async () => {
    answerToOthers = 503;
    for (let n = 0; n < 10; n += 1) {
      await expect(provider.get('tr_missing', 'ours')).rejects.toBeInstanceOf(ProviderUnavailable);
    }
    expect(asked).toHaveLength(6);
  });

  it('takes a refused request for what it is, not for a payment that is not there', async () => {
    answerToOthers = 422;
    await expect(provider.get('tr_missing', 'ours')).rejects.toBeInstanceOf(ProviderRefused);
  });
});
