import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readConfig } from '@leerhuis/service-runtime/config';
import { createStopList, type Stops } from '@leerhuis/service-runtime/stop-list';
import { createLogger } from '@leerhuis/telemetry';
import { eventually, testClock } from '@leerhuis/testkit';
import { config } from '../src/config.ts';
import { startPaymentSandbox } from '../src/sandbox.ts';
import { type Merchant, startMerchant } from './merchant.ts';

interface PaymentJson {
  id: string;
  status: string;
  method: string | null;
  amountRefunded?: { value: string };
  amountRemaining?: { value: string };
  amountChargedBack?: { value: string };
  _links: { checkout?: { href: string } };
  _embedded?: {
    refunds: { id: string; status: string; metadata: unknown }[];
    chargebacks: { id: string; reversedAt: string | null }[];
  };
}

const logger = createLogger({ service: 'test', level: 'silent' });
const key = 'test_of_this_file_only';
let folder: string;
let merchant: Merchant;
let stops: Stops;
let sandbox: string;
let clock: ReturnType<typeof testClock>;

async function start(): Promise<void> {
  stops = createStopList();
  const env = {
    PORT: '0',
    DATA_DIR: folder,
    PAYMENT_API_KEY: key,
    REFUND_STEP_MS: '20',
    WEBHOOK_RETRIES_MS: '20,20,20',
  };
  sandbox = `http://127.0.0.1:${await startPaymentSandbox(readConfig(config, env), stops, clock)}`;
}
const stop = () => stops.run(5_000, logger);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leerhuis-payment-'));
  merchant = await startMerchant();
  clock = testClock('2026-11-02T10:00:00Z');
  await start();
});
afterEach(async () => {
  await stop();
  await merchant.close();
  await rm(folder, { recursive: true });
});

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(sandbox + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}

const wanted = (more: object = {}) => ({
  amount: { currency: 'EUR', value: '121.00' },
  description: 'Order 2026-1',
  redirectUrl: 'http://localhost:8080/orders/1',
  webhookUrl: `${merchant.url}/webhook`,
  metadata: { orderId: 'o1' },
  ...more,
});

async function create(more: object = {}): Promise<PaymentJson> {
  const { status, body } = await call<PaymentJson>('POST', '/v2/payments', wanted(more));
  expect(status).toBe(201);
  return body;
}
const read = async (id: string) =>
  (await call<PaymentJson>('GET', `/v2/payments/${id}?embed=refunds,chargebacks`)).body;
const pay = (id: string, status = 'paid') => call('POST', `/sandbox/payments/${id}`, { status });
const behave = (settings: object) => call('POST', '/sandbox/behaviour', settings);
const idsToldOf = () => merchant.calls.map(({ body }) => new URLSearchParams(body).get('id'));

describe('payments', () => {
  it('begin open, with a checkout link, and say what Mollie says', async () => {
    const payment = await create({ method: 'bancontact', locale: 'nl_BE' });
    expect(payment).toMatchObject({
      resource: 'payment',
      id: expect.stringMatching(/^tr_\w+$/),
      status: 'open',
      amount: { currency: 'EUR', value: '121.00' },
      method: 'bancontact',
      metadata: { orderId: 'o1' },
      expiresAt: '2026-11-02T11:00:00.000Z',
      _links: { checkout: { href: `http://localhost:8086/checkout/${payment.id}`, type: 'text/html' } },
    });
    const { body } = await call<{ count: number }>('GET', '/v2/payments?limit=1');
    expect(body).toMatchObject({ count: 1, _embedded: { payments: [{ id: payment.id }] } });
  });

  it('are refused with the field that is wrong', async () => {
    const wrong: [object, string][] = [
      [{ amount: { currency: 'EUR', value: '121' } }, 'amount.value'],
      [{ amount: { currency: 'USD', value: '121.00' } }, 'amount.currency'],
      [{ amount: { currency: 'EUR', value: '50000.01' } }, 'amount'],
      [{ description: undefined }, 'description'],
      [{ redirectUrl: 'not a url' }, 'redirectUrl'],
      [{ method: 'gold' }, 'method'],
      [{ webhookUrl: 'https://example.com/webhook' }, 'webhookUrl'],
    ];
    for (const [more, field] of wrong) {
      const { status, body } = await call('POST', '/v2/payments', wanted({ method: 'paypal', ...more }));
      expect({ status, body }).toMatchObject({ status: 422, body: { title: 'Unprocessable Entity', field } });
    }
  });

  it('need the key, and are unknown under another id', async () => {
    const { status, body } = await call('GET', '/v2/payments', undefined, { authorization: 'Bearer test_other' });
    expect({ status, body }).toMatchObject({ status: 401, body: { title: 'Unauthorized Request' } });
    expect((await call('GET', '/v2/payments/tr_nobody')).status).toBe(404);
  });

  it('are made once per idempotency key, also over a restart', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = await call<PaymentJson>('POST', '/v2/payments', wanted(), headers);
    await stop();
    await start();
    const again = await call<PaymentJson>('POST', '/v2/payments', wanted(), headers);
    expect(again.body.id).toBe(first.body.id);
    const other = await call('POST', '/v2/payments', wanted({ description: 'else' }), headers);
    expect(other.status).toBe(422);
  });

  it('can be canceled while nobody has begun to pay, and then stay so', async () => {
    const { id } = await create();
    expect((await call('DELETE', `/v2/payments/${id}`)).body).toMatchObject({ status: 'canceled' });
    expect((await call('DELETE', `/v2/payments/${id}`)).status).toBe(422);
    expect((await pay(id)).status).toBe(409);
  });

  it('expire by themselves, and the merchant is told', async () => {
    const { id } = await create({ method: 'ideal' });
    clock.set('2026-11-02T10:16:00Z');
    expect(await read(id)).toMatchObject({ status: 'expired' });
    await eventually(() => idsToldOf().includes(id));
  });

  it('name the five methods of the shop', async () => {
    const { body } = await call<{ _embedded: { methods: { id: string }[] } }>('GET', '/v2/methods');
    const ids = body._embedded.methods.map(({ id }) => id);
    expect(ids).toEqual(['bancontact', 'creditcard', 'paypal', 'banktransfer', 'ideal']);
  });

  it('are those that are switched on, and no payment is made with another', async () => {
    await call('POST', '/sandbox/behaviour', { methods: ['bancontact'] });
    const { body } = await call<{ count: number; _embedded: { methods: { id: string }[] } }>('GET', '/v2/methods');
    expect([body.count, body._embedded.methods.map(({ id }) => id)]).toEqual([1, ['bancontact']]);
    const wish = { amount: { currency: 'EUR', value: '10.00' }, description: 'x', redirectUrl: 'http://localhost/' };
    expect(await call('POST', '/v2/payments', { ...wish, method: 'paypal' })).toMatchObject({
      status: 422,
      body: { field: 'method' },
    });
    expect((await call('POST', '/v2/payments', { ...wish, method: 'bancontact' })).status).toBe(201);
  });
});

describe('the checkout page', () => {
  const submit = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  it('speaks the language of the payment and works without scripts', async () => {
    const { id } = await create({ description: '<b>Cursus</b>' });
    const page = await fetch(`${sandbox}/checkout/${id}`, { headers: { 'accept-language': 'fr-BE,fr' } });
    const text = await page.text();
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('121,00');
    expect(text).toContain('Maestro');
    expect(text).not.toContain('<b>Cursus');
    expect(text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://localhost:8080");
  });

  it('sends the payer back, and calls the webhook with the id only', async () => {
    const { id } = await create({ method: ['creditcard', 'paypal'] });
    const fields = { method: 'creditcard', card: 'Maestro', status: 'paid' };
    const answer = await submit(`${sandbox}/checkout/${id}`, fields);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('http://localhost:8080/orders/1');
    await eventually(() => merchant.calls.length === 1);
    expect(merchant.calls[0]?.body).toBe(`id=${id}`);
    expect(merchant.calls[0]?.contentType).toMatch('application/x-www-form-urlencoded');
    expect(await read(id)).toMatchObject({ status: 'paid', method: 'creditcard', details: { cardLabel: 'Maestro' } });
    await submit(`${sandbox}/checkout/${id}`, { ...fields, status: 'failed' });
    expect(await read(id)).toMatchObject({ status: 'paid' });
  });

  it('leaves a transfer open until the money is received', async () => {
    const { id } = await create({ method: 'banktransfer' });
    await submit(`${sandbox}/checkout/${id}`, { method: 'banktransfer', status: 'pending' });
    expect(await read(id)).toMatchObject({ status: 'open', method: 'banktransfer' });
    expect(merchant.calls).toHaveLength(0);
    await pay(id);
    await eventually(() => merchant.calls.length === 1);
  });

  it('refuses a method that the merchant did not offer', async () => {
    const { id } = await create({ method: 'paypal' });
    const answer = await submit(`${sandbox}/checkout/${id}`, { method: 'ideal', status: 'paid' });
    expect(answer.status).toBe(422);
    expect(await read(id)).toMatchObject({ status: 'open' });
  });
});

describe('refunds', () => {
  it('go from queued to refunded, and the merchant is told at each step', async () => {
    const { id } = await create();
    await pay(id);
    const refund = { amount: { currency: 'EUR', value: '21.00' }, description: 'double', metadata: { refundId: 'r1' } };
    const { status, body } = await call('POST', `/v2/payments/${id}/refunds`, refund);
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'queued', paymentId: id } });
    await eventually(() => merchant.calls.length === 3);
    expect(await read(id)).toMatchObject({
      amountRefunded: { value: '21.00' },
      amountRemaining: { value: '100.00' },
      _embedded: { refunds: [{ status: 'refunded', metadata: { refundId: 'r1' } }] },
    });
  });

  it('are never more than was paid, and a failed one may be tried again', async () => {
    const { id } = await create();
    const whole = { amount: { currency: 'EUR', value: '121.00' } };
    expect((await call('POST', `/v2/payments/${id}/refunds`, whole)).status).toBe(422);
    await pay(id);
    const { body } = await call<{ id: string }>('POST', `/v2/payments/${id}/refunds`, whole);
    const cent = { amount: { currency: 'EUR', value: '0.01' } };
    expect((await call('POST', `/v2/payments/${id}/refunds`, cent)).body).toMatchObject({ field: 'amount' });
    expect((await call('POST', `/sandbox/refunds/${body.id}`, { status: 'failed' })).status).toBe(200);
    expect((await call('POST', `/v2/payments/${id}/refunds`, whole)).status).toBe(201);
  });
});

describe('refunds made in the dashboard', () => {
  it('carry nothing of the merchant, who is told at each step, until nothing remains', async () => {
    const { id } = await create();
    expect((await call('POST', `/sandbox/payments/${id}/refunds`)).status).toBe(409);
    await pay(id);
    for (const cents of [2_100, 5_000]) {
      const { status, body } = await call('POST', `/sandbox/payments/${id}/refunds`, { cents });
      expect({ status, body }).toMatchObject({ status: 201, body: { resource: 'refund', metadata: null } });
    }
    const { body } = await call('POST', `/sandbox/payments/${id}/refunds`);
    expect(body).toMatchObject({ amount: { value: '50.00' } });
    await eventually(() => merchant.calls.length === 1 + 3 * 2);
    const payment = await read(id);
    expect(payment).toMatchObject({
      status: 'paid',
      amountRefunded: { value: '121.00' },
      amountRemaining: { value: '0.00' },
    });
    expect(payment._embedded?.refunds.map(({ status }) => status)).toEqual(['refunded', 'refunded', 'refunded']);
    expect((await call('POST', `/sandbox/payments/${id}/refunds`)).status).toBe(409);
    expect((await call('POST', `/sandbox/payments/${id}/refunds`, { cents: 1 })).status).toBe(409);
  });
});

describe('charge-backs', () => {
  const chargeBack = (id: string, body?: object) =>
    call<{ id: string }>('POST', `/sandbox/payments/${id}/chargebacks`, body);

  it('take back part or all of what remains, and leave the payment paid', async () => {
    const { id } = await create();
    expect((await chargeBack(id)).status).toBe(409);
    await pay(id);
    const part = await chargeBack(id, { cents: 2_100 });
    expect(part).toMatchObject({
      status: 201,
      body: {
        resource: 'chargeback',
        id: expect.stringMatching(/^chb_\w+$/),
        amount: { currency: 'EUR', value: '21.00' },
        settlementAmount: { currency: 'EUR', value: '-21.00' },
        createdAt: '2026-11-02T10:00:00.000Z',
        paymentId: id,
        reversedAt: null,
      },
    });
    await call('POST', `/sandbox/payments/${id}/refunds`, { cents: 1_000 });
    expect((await chargeBack(id, { cents: 9_001 })).status).toBe(409);
    expect((await chargeBack(id)).body).toMatchObject({ amount: { value: '90.00' } });
    expect(await read(id)).toMatchObject({
      status: 'paid',
      amountRefunded: { value: '10.00' },
      amountChargedBack: { value: '111.00' },
      amountRemaining: { value: '0.00' },
      _embedded: { chargebacks: [{ reversedAt: null }, { id: part.body.id }] },
    });
    const cent = { amount: { currency: 'EUR', value: '0.01' } };
    expect((await call('POST', `/v2/payments/${id}/refunds`, cent)).body).toMatchObject({ field: 'amount' });
  });

  it('are told of when they come and when the bank thinks again, which it does once', async () => {
    const { id } = await create();
    await pay(id);
    const { body } = await chargeBack(id);
    await eventually(() => merchant.calls.length === 2);
    clock.set('2026-11-02T10:30:00Z');
    const reverse = () => call('POST', `/sandbox/chargebacks/${body.id}`, { reversed: true });
    expect(await reverse()).toMatchObject({ status: 200, body: { reversedAt: '2026-11-02T10:30:00.000Z' } });
    await eventually(() => merchant.calls.length === 3);
    expect(new Set(idsToldOf())).toEqual(new Set([id]));
    const payment = await read(id);
    expect(payment).toMatchObject({ status: 'paid', amountRemaining: { value: '121.00' } });
    expect(payment.amountChargedBack).toBeUndefined();
    expect((await reverse()).status).toBe(409);
  });

  it('are read by themselves, and with the payment only when asked for', async () => {
    const { id } = await create();
    const other = await create();
    await pay(id);
    const { body } = await chargeBack(id, { cents: 100 });
    const list = await call('GET', `/v2/payments/${id}/chargebacks`);
    expect(list.body).toMatchObject({ count: 1, _embedded: { chargebacks: [{ id: body.id }] } });
    expect((await call('GET', `/v2/payments/${id}/chargebacks/${body.id}`)).body).toMatchObject({ id: body.id });
    expect((await call('GET', `/v2/payments/${other.id}/chargebacks/${body.id}`)).status).toBe(404);
    const embedded = async (embed: string) => {
      const answer = await call<PaymentJson>('GET', `/v2/payments/${id}${embed}`);
      return Object.keys(answer.body._embedded ?? {});
    };
    expect(await embedded('')).toEqual([]);
    expect(await embedded('?embed=chargebacks')).toEqual(['chargebacks']);
    expect(await embedded('?embed=refunds,chargebacks')).toEqual(['refunds', 'chargebacks']);
  });

  it('and refunds are made by buttons on the page of all payments too', async () => {
    const submit = (path: string, fields: Record<string, string> = {}) =>
      fetch(sandbox + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const { id } = await create();
    await pay(id);
    expect((await submit(`/payments/${id}`, { what: 'refund', amount: '21,00' })).status).toBe(303);
    expect((await submit(`/payments/${id}`, { what: 'chargeback', amount: '' })).status).toBe(303);
    const refused = await submit(`/payments/${id}`, { what: 'refund', amount: '0.01' });
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('higher than what remains')]);
    expect((await submit(`/payments/${id}`, { what: 'refund', amount: '1.000' })).status).toBe(422);
    const before = await read(id);
    expect(before).toMatchObject({ amountRefunded: { value: '21.00' }, amountChargedBack: { value: '100.00' } });
    const [chargeback] = before._embedded?.chargebacks ?? [];
    expect(await (await fetch(sandbox)).text()).toContain(`action="/chargebacks/${chargeback?.id}/reversal"`);
    expect((await submit(`/chargebacks/${chargeback?.id}/reversal`)).status).toBe(303);
    expect(await read(id)).toMatchObject({ amountRemaining: { value: '100.00' } });
  });
});

describe('webhooks', () => {
  it('are sent again until they are answered with 2xx, then no more', async () => {
    merchant.answers.push(500, 503);
    const { id } = await create();
    await pay(id);
    await eventually(async () => {
      const { body } = await call<{ items: { state: string; attempts: { status: number }[] }[] }>(
        'GET',
        `/sandbox/webhooks?paymentId=${id}`,
      );
      const [webhook] = body.items;
      return webhook?.state === 'delivered' && webhook.attempts.map(({ status }) => status).join() === '500,503,200';
    });
    expect(merchant.calls).toHaveLength(3);
  });

  it('are repeated, turned around, or lost, when told', async () => {
    await behave({ webhooks: 'repeated', times: 3 });
    const repeated = await create();
    await pay(repeated.id);
    await eventually(() => merchant.calls.length === 3);
    expect(new Set(idsToldOf())).toEqual(new Set([repeated.id]));

    await behave({ webhooks: 'lost' });
    const lost = await create();
    await pay(lost.id);
    expect(await read(lost.id)).toMatchObject({ status: 'paid' });
    const { body } = await call('GET', `/sandbox/webhooks?paymentId=${lost.id}`);
    expect(body).toMatchObject({ items: [{ state: 'lost', attempts: [] }] });

    merchant.calls.length = 0;
    await behave({ webhooks: 'reordered', times: 2 });
    const [one, two] = [await create(), await create()];
    await pay(one.id);
    await pay(two.id);
    await eventually(() => merchant.calls.length === 2);
    expect(idsToldOf().sort()).toEqual([one.id, two.id].sort());
  });

  it('come late when told, and survive a restart meanwhile', async () => {
    await behave({ webhooks: 'late', delayMs: 600_000 });
    const { id } = await create();
    await pay(id);
    await stop();
    expect(merchant.calls).toHaveLength(0);
    await start();
    await eventually(() => idsToldOf().includes(id));
  });
});

describe('failing on demand', () => {
  it('answers the next calls with the status that was asked for', async () => {
    await behave({ nextCallsFail: { status: 503, count: 2 } });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await call('GET', '/v2/payments')).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect((await behave({ webhooks: 'sideways' })).status).toBe(400);
  });
});

describe('a restart', () => {
  it('keeps payments, refunds and charge-backs, and goes on with what was under way', async () => {
    const { id } = await create();
    await pay(id);
    await call('POST', `/v2/payments/${id}/refunds`, { amount: { currency: 'EUR', value: '1.00' } });
    await call('POST', `/sandbox/payments/${id}/chargebacks`, { cents: 200 });
    await stop();
    await start();
    await eventually(async () => (await read(id))._embedded?.refunds[0]?.status === 'refunded');
    expect(await read(id)).toMatchObject({
      amountChargedBack: { value: '2.00' },
      amountRemaining: { value: '118.00' },
    });
    const index = await (await fetch(sandbox)).text();
    expect(index).toContain(id);
  });
});
