import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Locale } from '@leerhuis/language';
import { formatMoney } from '@leerhuis/money';
import { newId } from '@leerhuis/service-runtime';
import { type Order, type Payment, payFor, place, soon, view } from './journey.ts';
import { apiKey, type Buyer, type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

let orders: OrdersUnderTest;
let buyer: Buyer;
beforeAll(async () => {
  orders = await ordersUnderTest();
  buyer = await orders.buyer();
}, 90_000);
afterAll(() => orders.stop(), 30_000);
afterEach(() => orders.sandbox.behave({ webhooks: 'normal' }));

/** Completes the checkout as a payer would; gives the address on our side that they are sent back to. */
async function payAs(status: string, { checkoutUrl }: { checkoutUrl: string | null }): Promise<string> {
  const body = new URLSearchParams({ method: 'bancontact', status });
  const answer = await fetch(checkoutUrl ?? '', { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
  const { pathname, search } = new URL(answer.headers.get('location') ?? '');
  return pathname + search;
}
/** Where the provider will send somebody who has not decided yet. */
async function returnAddressOf(payment: Payment): Promise<string> {
  const headers = { authorization: `Bearer ${apiKey}` };
  const known = await fetch(`${orders.sandbox.url}/v2/payments/${orders.providerIdOf(payment)}`, { headers });
  const { pathname, search } = new URL(((await known.json()) as { redirectUrl: string }).redirectUrl);
  return pathname + search;
}
async function open(path: string, language = 'en') {
  const answer = await orders.service.http.get(path, { headers: { 'accept-language': language } });
  return { ...answer, text: String(answer.bytes) };
}
const press = (path: string) =>
  orders.service.http.post(path, undefined, {
    raw: { content: 'again=yes', contentType: 'application/x-www-form-urlencoded' },
    headers: { 'accept-language': 'en' },
  });
const withoutKey = (path: string) => path.replace(/&key=.*/, '');
const amountOf = ({ amount }: Payment, locale: Locale = 'en') => formatMoney(amount, locale);

async function begun(): Promise<{ order: Order; payment: Payment }> {
  const order = await place(orders, buyer);
  return { order, payment: await payFor(buyer, order, 'bancontact') };
}

describe('the page after paying', () => {
  it.each([
    ['paid', 'Bedankt', 'Merci', 'Thank you'],
    ['failed', 'De betaling is mislukt', 'Le paiement a échoué', 'The payment failed'],
    ['canceled', 'De betaling is geannuleerd', 'Le paiement est annulé', 'The payment was cancelled'],
    ['expired', 'De betaling is verlopen', 'Le paiement a expiré', 'The payment expired'],
  ])('says that it is %s, before any webhook, with the amount to who has the link', async (status, nl, fr, en) => {
    await orders.sandbox.behave({ webhooks: 'lost' });
    const { order, payment } = await begun();
    const path = await payAs(status, payment);
    for (const [locale, title] of Object.entries({ nl, fr, en }) as [Locale, string][]) {
      const page = await open(path, locale);
      expect(page.status).toBe(200);
      expect(page.text).toContain(`<h1>${title}</h1>`);
      expect(page.text).toContain(amountOf(payment, locale));
      expect(page.text).toContain(order.proForma.number);
      expect(page.text.includes('<form')).toBe(status !== 'paid');
      expect(page.headers.get('refresh')).toBeNull();
    }
  });

  it('tells who has no key, or a wrong one, the state and no more', async () => {
    const { order, payment } = await begun();
    const path = await payAs('failed', payment);
    const other = await begun();
    const foreign = new URL(await payAs('failed', other.payment), 'http://here').searchParams.get('key') ?? '';
    for (const without of [withoutKey(path), `${withoutKey(path)}&key=x`, `${withoutKey(path)}&key=${foreign}`]) {
      const { status, text } = await open(without);
      expect([status, text]).toEqual([200, expect.stringContaining('<h1>The payment failed</h1>')]);
      expect(text).toContain('Log in');
      for (const kept of [amountOf(payment), order.proForma.number, 'Peeters', '<form'])
        expect(text).not.toContain(kept);
      expect(await press(without)).toMatchObject({ status: 200 });
    }
    expect((await view(buyer, order)).payments).toHaveLength(1);
    // links of before name no payment: the last one counts
    expect((await open(`/api/v1/orders/${order.id}/payment-page`)).text).toContain('The payment failed');
  });

  it('says of orders and payments that do not exist that nobody knows them', async () => {
    const { order } = await begun();
    const ids = [`${newId()}/payment-page`, 'x/payment-page', `${order.id}/payment-page?payment=${newId()}&key=x`];
    for (const id of ids) {
      const { status, text } = await open(`/api/v1/orders/${id}`);
      expect([status, text]).toEqual([404, expect.stringContaining('<h1>We do not know this payment</h1>')]);
      expect(await press(`/api/v1/orders/${id}`)).toMatchObject({ status: 404 });
    }
  });

  it('looks again by itself while the payment is not confirmed, leads on to what was left unfinished, and bears the provider’s absence', async () => {
    const pending = await open(await payAs('pending', (await begun()).payment));
    expect(pending.text).toContain('<h1>The payment is not confirmed yet</h1>');
    expect(pending.headers.get('refresh')).toBe('3');
    expect(pending.text).not.toContain('Go on with the payment');

    const { payment } = await begun();
    const path = await returnAddressOf(payment);
    await orders.sandbox.behave({ nextCallsFail: { status: 503, count: 1_000 } });
    const unfinished = await open(path);
    expect(unfinished.text).toContain('This page refreshes by itself');
    expect(unfinished.text).toContain(`href="${payment.checkoutUrl}"`);
    expect((await open(withoutKey(path))).text).not.toContain(payment.checkoutUrl);
  });

  it('says that the order was withdrawn, or was paid by another payment', async () => {
    const { order, payment } = await begun();
    const path = await payAs('failed', payment);
    const second = await payFor(buyer, order, 'bancontact');
    expect((await open(await payAs('paid', second))).text).toContain('<h1>Thank you</h1>');
    expect((await open(path)).text).toContain('<h1>Already paid</h1>');
    expect((await open(path)).text).not.toContain('<form');

    const withdrawn = await begun();
    const there = await payAs('canceled', withdrawn.payment);
    await soon(async () => (await view(buyer, withdrawn.order)).payments[0]?.status === 'canceled');
    const { status } = await buyer.http.post(`/api/v1/orders/${withdrawn.order.id}/withdrawal`);
    expect(status).toBe(200);
    expect((await open(there)).text).toContain('<h1>This order was withdrawn</h1>');
    expect(await press(there)).toMatchObject({ status: 200 });
  });
});

describe('trying again on the page', () => {
  it('leads to the checkout of one new payment, however often it is pressed, and of another once that failed too', async () => {
    const { order, payment } = await begun();
    const path = await payAs('failed', payment);
    const answers = await Promise.all([press(path), press(path), press(path)]);
    answers.push(await press(path));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const checkouts = new Set(answers.map(({ headers }) => headers.get('location')));
    expect(checkouts.size).toBe(1);
    expect((await view(buyer, order)).payments).toHaveLength(2);

    const [checkoutUrl = null] = checkouts;
    const second = await payAs('failed', { checkoutUrl });
    expect((await open(second)).text).toContain('<h1>The payment failed</h1>');
    // from the page of the first as well as from that of the second
    const third = [await press(path), await press(second)].map(({ headers }) => headers.get('location'));
    expect(new Set([...third, ...checkouts]).size).toBe(2);
    const paid = await payAs('paid', { checkoutUrl: third[0] ?? null });
    expect((await open(paid)).text).toContain('<h1>Thank you</h1>');
    await soon(async () => (await view(buyer, order)).status === 'paid');
    expect((await view(buyer, order)).payments.map(({ status }) => status).sort()).toEqual([
      'failed',
      'failed',
      'paid',
    ]);
  });

  it('says in words why it did not work', async () => {
    const { order, payment } = await begun();
    const path = await payAs('failed', payment);
    await open(path);
    await orders.sandbox.behave({ nextCallsFail: { status: 503, count: 1_000 } });
    const { status, bytes } = await press(path);
    expect([status, String(bytes)]).toEqual([200, expect.stringContaining('The payment service does not answer now')]);
    expect((await view(buyer, order)).payments).toHaveLength(1);
  });
});
