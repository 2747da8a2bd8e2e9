import { BlockList } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { baseConfig, ConfigError, portNumber, readConfig } from './config.ts';

const good = {
  MONGO_URL: 'mongodb://db:27017/orders',
  KAFKA_BROKERS: 'a:9092, b:9093',
  RABBIT_URL: 'amqp://user:hunter2@broker:5672',
  JWKS_URL: 'http://gateway:8080/.well-known/jwks.json',
};
const schema = baseConfig.extend({ PORT: portNumber(8082) });

describe('the configuration', () => {
  it('is read from the environment, with the usual values for what is not set', () => {
    expect(readConfig(schema, { ...good, PATH: '/bin', PORT: ' ', OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual({
      ...good,
      KAFKA_BROKERS: ['a:9092', 'b:9093'],
      PORT: 8082,
      HOST: '127.0.0.1',
      INTERNAL_PORT: 0,
      INTERNAL_HOST: '127.0.0.1',
      GATEWAY_ADDRESSES: expect.any(BlockList),
      NAMESPACE: '',
      PUBLIC_URL: 'http://localhost:8080',
      TIME_ZONE: 'Europe/Brussels',
      LOG_LEVEL: 'info',
    });
  });

  it('reads the authorities that may vouch for a server', () => {
    const file = fileURLToPath(new URL('../../testkit/certs/ca.pem', import.meta.url));
    const { KAFKA_TLS, KAFKA_CA_FILE } = readConfig(schema, { ...good, KAFKA_TLS: 'true', KAFKA_CA_FILE: file });
    expect([KAFKA_TLS, KAFKA_CA_FILE]).toEqual([true, expect.stringMatching(/^-----BEGIN CERTIFICATE-----/)]);
  });

  it('keeps no slash at the end of the public address, for paths are put behind it', () => {
    expect(readConfig(schema, { ...good, PUBLIC_URL: 'https://academy.example/' }).PUBLIC_URL).toBe(
      'https://academy.example',
    );
  });

  it.each([
    ['PORT', 'eighty', 'is no port number'],
    ['PORT', '70000', 'is no port number'],
    ['MONGO_URL', 'postgres://db', 'is no mongodb:// URL'],
    ['MONGO_CA_FILE', '/nowhere/ca.pem', 'is no PEM file'],
    ['RABBIT_CA_FILE', fileURLToPath(new URL('../../testkit/certs/localhost.key', import.meta.url)), 'is no PEM file'],
    ['KAFKA_TLS', 'perhaps', 'Invalid'],
    ['MONGO_URL', undefined, 'is missing'],
    ['KAFKA_BROKERS', 'kafka', 'host:port'],
    ['RABBIT_URL', 'http://user:hunter2@broker', 'is no amqp:// URL'],
    ['NAMESPACE', 'a/b', 'letters'],
    ['JWKS_URL', 'file:///etc/passwd', 'is no http(s) URL'],
    ['TIME_ZONE', 'Europe/Gotham', 'is no IANA time zone'],
    ['LOG_LEVEL', 'loud', 'Invalid option'],
  ])('a bad %s (%s) is named with the reason, without any value', (variable, value, reason) => {
    const read = () => readConfig(schema, { ...good, [variable]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^ {2}${variable}: .*${reason.replace(/[()]/g, '\\$&')}`, 'm'));
    expect(read).not.toThrow('hunter2');
  });

  it('names all that is wrong at once', () => {
    const read = () => readConfig(schema.extend({ SMTP_URL: z.url() }), { PORT: '-1' });
    for (const name of ['PORT', 'MONGO_URL', 'KAFKA_BROKERS', 'RABBIT_URL', 'JWKS_URL', 'SMTP_URL'])
      expect(read).toThrow(`  ${name}: `);
  });
});
