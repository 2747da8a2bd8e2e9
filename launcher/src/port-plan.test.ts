import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { freePort } from '@leerhuis/backing-services';
import { parts } from './parts.ts';
import { checkPorts, planPorts } from './port-plan.ts';

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
      GATEWAY_INTERNAL_PORT: 8100,
      CATALOG_INTERNAL_PORT: 8101,
      ORDERS_INTERNAL_PORT: 8102,
      LEARNING_INTERNAL_PORT: 8103,
      CERTIFICATION_INTERNAL_PORT: 8104,
      NOTIFICATIONS_INTERNAL_PORT: 8105,
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
