import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { config, startOrders } from '@leerhuis/orders';
import { type OnStored, onStored, storedAt } from './stored-before.ts';

let orders: OnStored;
beforeAll(async () => {
  orders = await onStored({
    name: 'orders',
    config,
    start: (settings, stops) => startOrders(settings, stops, () => storedAt),
    env: { PAYMENT_API_URL: 'http://127.0.0.1:9/v2', PAYMENT_API_KEY: 'test_key', CREDIT_LAPSE_SECONDS: '3600' },
  });
}, 90_000);
afterAll(() => orders?.stop());

describe('orders, on what the version before stored', () => {
  it('has everything under its id', async () => {
    expect(await orders.lost()).toEqual({});
  });

  it('shows every order with its numbers and sums', async () => {
    for (const order of orders.before('orders')) {
      const reader = await orders.as(String(order['accountId']));
      const { body, status } = await reader.get<Record<string, unknown>>(`/api/v1/orders/${order._id}`);
      expect(status).toBe(200);
      const proForma = order['proForma'] as { number: string; structuredCommunication: string };
      expect(body).toMatchObject({
        total: order['total'],
        proForma: { number: proForma.number, structuredCommunication: proForma.structuredCommunication },
      });
    }
  });
});
