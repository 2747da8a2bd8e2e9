import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '@leerhuis/backing-services';
import { parts } from './parts.ts';
import { checkPorts, planClockPort, planPorts } from './port-plan.ts';

describe('the ports of the parts', () => {
  it('are the usual ones when nothing is said', () => {
    expect(planPorts({})).toEqual({
      GATEWAY_PORT: 8080,
      CATALOG_PORT: 8081,
      ORDERS_PORT: 8082,
      LEARNING_PORT: 8083,
      CERTIFICATION_PORT: 8084,
      NOTIFICATIONS_PORT: 8085,
      PAYMENT_PORT: 8086,
      MAIL_PORT: 8087,
      SMTP_PORT: 8088,
      ORGANISATIONS_PORT: 8089,
      GATEWAY_INTERNAL_PORT: 8100,
      CATALOG_INTERNAL_PORT: 8101,
      ORDERS_INTERNAL_PORT: 8102,
      LEARNING_INTERNAL_PORT: 8103,
      CERTIFICATION_INTERNAL_PORT: 8104,
      NOTIFICATIONS_INTERNAL_PORT: 8105,
      ORGANISATIONS_INTERNAL_PORT: 8106,
    });
  });

  it('follow the port of the gateway', () => {
    expect(planPorts({ GATEWAY_PORT: '9480' })).toMatchObject({
      GATEWAY_PORT: 9480,
      CATALOG_PORT: 9481,
      SMTP_PORT: 9488,
    });
  });

  it('are what their own variable says before they follow', () => {
    expect(planPorts({ GATEWAY_PORT: '9480', CATALOG_PORT: ' 7000 ', ORDERS_PORT: '' })).toMatchObject({
      CATALOG_PORT: 7000,
      ORDERS_PORT: 9482,
    });
  });

  it.each(['eighty', '0', '70000', '80.5'])('cannot be "%s", and the variable is named', (port) => {
    expect(() => planPorts({ ORDERS_PORT: port })).toThrow(`ORDERS_PORT is "${port}", which is no port`);
  });

  it('are none that browsers and fetch refuse to call, whichever part would have it', () => {
    expect(() => planPorts({ GATEWAY_PORT: '10080' })).toThrow(
      'GATEWAY_PORT gives port 10080, which browsers and fetch refuse to call: choose another.',
    );
    for (const part of parts.flatMap(({ ports }) => ports).filter(({ own }) => own !== 'SMTP_PORT'))
      expect(() => planPorts({ [part.variable]: '6667' })).toThrow(`${part.variable} gives port 6667, which browsers`);
    expect(() => planPorts({ GATEWAY_PORT: '10073' })).toThrow(
      'MAIL_PORT gives port 10080 (it follows GATEWAY_PORT, 10073), which browsers',
    );
    expect(() => planClockPort({ CLOCK_PORT: '5060' }, planPorts({}))).toThrow('CLOCK_PORT gives port 5060, which');
    expect(planPorts({ SMTP_PORT: '2525', GATEWAY_PORT: '10072' })).toMatchObject({ SMTP_PORT: 2525 });
  });

  it('do not run over the last port there is', () => {
    expect(() => planPorts({ GATEWAY_PORT: '65530' })).toThrow(
      'MAIL_PORT would be 65537 (it follows GATEWAY_PORT, 65530), which is no port',
    );
  });

  it('are not given twice', () => {
    expect(() => planPorts({ ORDERS_PORT: '8081' })).toThrow(/_PORT gives port 8081, which another part has already/);
  });

  it('that are taken are named with their variable', async () => {
    const port = await freePort();
    await expect(checkPorts({ ORDERS_PORT: port })).resolves.toBeUndefined();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await expect(checkPorts({ ORDERS_PORT: port })).rejects.toThrow(
      `Port ${port} is taken by another program: stop that, or choose another with ORDERS_PORT.`,
    );
    server.close();
  });

  it('have a name and a number of their own in the table', () => {
    const ports = parts.flatMap((part) => part.ports);
    expect(new Set(ports.map(({ variable }) => variable)).size).toBe(ports.length);
    expect(new Set(ports.map(({ usual }) => usual)).size).toBe(ports.length);
  });
});
