import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accountChangedV1, accountConfirmedV1, accountRegisteredV1, settingsChangedV1 } from '@leerhuis/contracts';
import { consumeEvents, eventually, factsToldAgain } from '@leerhuis/testkit';
import { toldAgain } from '../src/told-again.ts';
import { type GatewayUnderTest, gatewayUnderTest, logInAsStaff, registration } from './gateway-under-test.ts';

let under: GatewayUnderTest;
beforeAll(async () => {
  under = await gatewayUnderTest('gateway-told', { DEMO_ACCOUNTS: 'true' });
});
afterAll(() => under.stop());

it('what the gateway tells again of accounts and settings is the last that it told of each', async () => {
  const { http, namespace, database } = under.gateway;
  await under.confirmed('lena@voorbeeld.be');
  expect((await http.post('/api/v1/accounts', registration('wie@voorbeeld.be'))).status).toBe(201);
  const staff = await logInAsStaff(under);
  const brand = {
    name: 'Huis',
    email: 'huis@voorbeeld.be',
    colour: '#0b5c63',
    validFrom: '2030-01-01',
    source: 'test',
  };
  expect((await staff.post('/api/v1/admin/settings/brand/records', brand)).status).toBe(201);
  const contracts = [accountChangedV1, accountConfirmedV1, accountRegisteredV1, settingsChangedV1];
  const events = await consumeEvents(namespace, contracts);
  try {
    await eventually(async () => {
      const last = new Map(events.all.map(({ subject, data }) => [subject, data]));
      const again = await factsToldAgain(toldAgain, database.connection, 'orders');
      expect(again.length).toBeGreaterThan(3);
      expect(new Map(again.map(({ subject, data }) => [subject, data]))).toEqual(last);
    });
  } finally {
    await events.stop();
  }
}, 60_000);
