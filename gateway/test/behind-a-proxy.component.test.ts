import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type GatewayUnderTest, gatewayUnderTest, registration } from './gateway-under-test.ts';

/** Stands where catalog does, and tells what it was told. */
let behind: Server;
let under: GatewayUnderTest;

beforeAll(async () => {
  behind = createServer((incoming, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(incoming.headers));
  });
  await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
  under = await gatewayUnderTest('behind', {
    TRUSTED_PROXIES: 'loopback, 10.0.0.0/8',
    CATALOG_URL: `http://127.0.0.1:${(behind.address() as AddressInfo).port}`,
    REGISTRATIONS_PER_HOUR: '2',
    REQUESTS_PER_SECOND: '10',
  });
});
afterAll(async () => {
  await under.stop();
  behind.closeAllConnections();
  behind.close();
});

const from = (address: string, more: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': address, ...more },
});

describe('behind a proxy that is trusted', () => {
  it('a service is told who asks and how, as the proxy saw it', async () => {
    const { body } = await under.gateway.http.get(
      '/api/v1/courses',
      from('6.6.6.6, 198.51.100.7, 10.0.0.3', { 'x-forwarded-proto': 'https', forwarded: 'for=7.7.7.7' }),
    );
    expect(body).toMatchObject({ 'x-forwarded-for': '198.51.100.7', 'x-forwarded-proto': 'https' });
    expect(body).not.toHaveProperty('forwarded');
  });

  it('each address has a rate of its own', async () => {
    const statuses = async (address: string, count: number) =>
      (
        await Promise.all(Array.from({ length: count }, () => under.gateway.http.get('/api/v1/courses', from(address))))
      ).map(({ status }) => status);
    expect(await statuses('198.51.100.20', 60)).toContain(429);
    expect(await statuses('198.51.100.21', 5)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses('2001:db8:1:1::1', 60)).toContain(429);
    // as many again: on a slow machine some of the rate has come back
    expect(await statuses('2001:db8:1:1:ffff::9', 60)).toContain(429);
    expect(await statuses('2001:db8:1:2::1', 5)).toEqual([200, 200, 200, 200, 200]);
  });

  it('each address may register as many accounts as it may, and one network in IPv6 counts as one', async () => {
    const register = async (address: string, email: string) =>
      (await under.gateway.http.post('/api/v1/accounts', registration(email), from(address))).status;
    expect(await register('198.51.100.30', 'een@voorbeeld.be')).toBe(201);
    expect(await register('198.51.100.30', 'twee@voorbeeld.be')).toBe(201);
    expect(await register('6.6.6.6, 198.51.100.30', 'drie@voorbeeld.be')).toBe(429);
    expect(await register('::ffff:198.51.100.30', 'drie@voorbeeld.be')).toBe(429);
    expect(await register('198.51.100.31', 'drie@voorbeeld.be')).toBe(201);
    expect(await register('2001:db8:2:1::1', 'vier@voorbeeld.be')).toBe(201);
    expect(await register('2001:db8:2:1::2', 'vijf@voorbeeld.be')).toBe(201);
    expect(await register('2001:db8:2:1:abcd::3', 'zes@voorbeeld.be')).toBe(429);
  });
});
