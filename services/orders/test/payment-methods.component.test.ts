import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type OrdersUnderTest, ordersUnderTest } from './orders-under-test.ts';

jest.setTimeout(120_000);

interface Methods {
  items: { method: string; title: string; description: string; goesTo: string; maximumAmount?: { amount: number } }[];
  heardAt: string | null;
}

let orders: OrdersUnderTest;
afterEach(() => orders.stop(), 30_000);

const methods = async (locale = 'en') =>
  (await orders.service.http.get<Methods>('/api/v1/payment-methods', { headers: { 'accept-language': locale } })).body;

describe('ways to pay (V-11)', () => {
  it('are what the payment provider offers, and a transfer to our own account; also while it is away afterwards', async () => {
    orders = await ordersUnderTest();
    await orders.sandbox.behave({ methods: ['creditcard', 'bancontact', 'banktransfer'] });
    const shown = await methods();
    expect(shown.items).toMatchObject([
      { method: 'bancontact', title: 'Bancontact', goesTo: 'payment-page', maximumAmount: { amount: 5_000_000 } },
      { method: 'creditcard', title: 'Card', goesTo: 'payment-page' },
      { method: 'banktransfer', title: 'Bank transfer', goesTo: 'own-account' },
    ]);
    // the provider has limits to its own transfers, which are not ours
    expect(shown.items[2]).not.toHaveProperty('maximumAmount');
    expect(shown.heardAt).not.toBeNull();
    expect((await methods('nl')).items.map(({ title }) => title)).toEqual(['Bancontact', 'Kaart', 'Overschrijving']);
    expect((await methods('fr')).items.map(({ title }) => title)).toEqual(['Bancontact', 'Carte', 'Virement']);
    await orders.sandbox.stop();
    expect(await methods()).toEqual(shown);
    await orders.sandbox.start();
  });

  it.each([
    ['cannot be reached', { PAYMENT_API_URL: 'http://127.0.0.1:9/v2' }],
    ['refuses our key', { PAYMENT_API_KEY: 'test_another' }],
  ])('are all that there may be while the provider %s, which the answer says', async (_, env) => {
    orders = await ordersUnderTest(env);
    const { items, heardAt } = await methods();
    expect(items.map(({ method }) => method)).toEqual(['bancontact', 'creditcard', 'paypal', 'banktransfer', 'ideal']);
    expect(heardAt).toBeNull();
  });
});
