import { describe, expect, it } from '@jest/globals';
import type { BackingServices } from '@leerhuis/backing-services';
import { databaseUsers, partEnvironment, surroundings } from './environment.ts';
import { partOf } from './parts.ts';

const backing = {
  mongodb: { url: (database: string, user?: { name: string }) => `mongodb://${user?.name}@db/${database}` },
  kafka: { brokers: 'kafka:1' },
  rabbitmq: { url: 'amqp://rabbit' },
} as unknown as BackingServices;
const secret = (name: string) => `secret ${name}`;

describe('the environment of a part', () => {
  it('names its own database with its own user, and nobody else’s', () => {
    const around = surroundings({ GATEWAY_PORT: '9480' }, secret, '/data');
    const env = partEnvironment(partOf('orders'), around, backing);
    expect(env).toMatchObject({
      PORT: '9482',
      OTEL_SERVICE_NAME: 'orders',
      MONGO_URL: 'mongodb://orders@db/leerhuis-orders',
      KAFKA_BROKERS: 'kafka:1',
      RABBIT_URL: 'amqp://rabbit',
      JWKS_URL: 'http://127.0.0.1:9480/.well-known/jwks.json',
      PUBLIC_URL: 'http://localhost:9480',
      PAYMENT_API_URL: expect.stringContaining('http://127.0.0.1:9486'),
    });
    expect(JSON.stringify(env)).not.toMatch(/MONGO_PASSWORD|KEY_ENCRYPTION_SECRET/);
    expect(new Set(databaseUsers(around).map(({ password }) => password)).size).toBe(7);
  });

  it('carries the settings that we were given, but not those of our own process', () => {
    const given = {
      LOG_LEVEL: 'debug',
      NODE_OPTIONS: '--inspect',
      PORT: '1',
      npm_config_registry: 'x',
      MONGO_URL: 'theirs',
    };
    const env = partEnvironment(partOf('catalog'), surroundings(given, secret, '/data'), backing);
    expect(env).toMatchObject({ LOG_LEVEL: 'debug', PORT: '8081', MONGO_URL: 'mongodb://catalog@db/leerhuis-catalog' });
    expect(env).not.toHaveProperty('NODE_OPTIONS');
    expect(env).not.toHaveProperty('npm_config_registry');
  });

  it('has a clock that may be moved only where the launcher was told so, on loopback', () => {
    const inherited = { SHARED_CLOCK_URL: 'http://elsewhere' };
    const env = (given: NodeJS.ProcessEnv) =>
      partEnvironment(partOf('orders'), surroundings({ ...inherited, ...given }, secret, '/data'), backing);
    expect(env({})).not.toHaveProperty('SHARED_CLOCK_URL');
    expect(env({ LEERHUIS_SHARED_CLOCK: 'false' })).not.toHaveProperty('SHARED_CLOCK_URL');
    const told = { LEERHUIS_SHARED_CLOCK: 'true', GATEWAY_PORT: '9480', HOST: '0.0.0.0' };
    expect(env(told)).toMatchObject({ SHARED_CLOCK_URL: 'http://127.0.0.1:9499', HOST: '127.0.0.1' });
    expect(env({ ...told, CLOCK_PORT: '7000' })).toMatchObject({ SHARED_CLOCK_URL: 'http://127.0.0.1:7000' });
    expect(() => env({ LEERHUIS_SHARED_CLOCK: 'maybe' })).toThrow('LEERHUIS_SHARED_CLOCK is "maybe"');
    expect(() => env({ ...told, CLOCK_PORT: '9480' })).toThrow('CLOCK_PORT gives port 9480');
  });

  it('of a sandbox knows no server', () => {
    const given = { MONGO_URL: 'mongodb://me:secret@db/', RABBIT_URL: 'amqp://me:secret@rabbit' };
    const env = partEnvironment(partOf('mail'), surroundings(given, secret, '/data'), backing);
    expect(env).not.toHaveProperty('MONGO_URL');
    expect(env).not.toHaveProperty('RABBIT_URL');
  });

  it('puts the namespace before the names of databases', () => {
    const around = surroundings({}, secret, '/data', { namespace: 'e2e.1' });
    expect(databaseUsers(around)[0]?.database).toBe('e2e-1-leerhuis-catalog');
    expect(partEnvironment(partOf('catalog'), around, backing)['NAMESPACE']).toBe('e2e.1');
  });
});
