import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.ts';

function capture() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLogger({ service: 'orders', level: 'debug', destination });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const personal = {
  authorization: 'SENSITIVE',
  Authorization: 'SENSITIVE',
  cookie: 'SENSITIVE',
  'set-cookie': ['SENSITIVE'],
  password: 'SENSITIVE',
  newPassword: 'SENSITIVE',
  token: 'SENSITIVE',
  refreshToken: 'SENSITIVE',
  refresh_token: 'SENSITIVE',
  secret: { value: 'SENSITIVE' },
  apiKey: 'SENSITIVE',
  'X-Api-Key': 'SENSITIVE',
  email: 'SENSITIVE',
  name: 'SENSITIVE',
  firstName: 'SENSITIVE',
  lastName: 'SENSITIVE',
  address: { street: 'SENSITIVE' },
  memberNumber: 'SENSITIVE',
};

describe('a log line', () => {
  it('is JSON with service, level, time and message', () => {
    const { log, last } = capture();
    log.info({ orderId: 'o-1' }, 'order placed');
    expect(last()).toMatchObject({ service: 'orders', level: 'info', orderId: 'o-1', msg: 'order placed' });
    expect(new Date(String(last()['time'])).getTime()).not.toBeNaN();
  });

  it('shows no secret and no personal data, whatever the depth', () => {
    const { log, lines } = capture();
    log.info(personal, 'flat');
    log.info({ req: { headers: personal } }, 'at depth 3');
    log.info({ a: { b: { c: [{ d: personal }] } } }, 'deeper, in a list');
    log.child({ account: personal }).info('in the bindings of a child');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain('SENSITIVE');
  });

  it('leaves the logged object as it was', () => {
    const order = { id: 'o-1', buyer: { email: 'els@example.be' } };
    capture().log.info({ order });
    expect(order.buyer.email).toBe('els@example.be');
  });

  it('takes e-mail addresses, tokens and credentials of URLs out of texts and errors', () => {
    const { log, lines } = capture();
    const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln';
    const error = Object.assign(new Error('E11000 dup key: { email: "els@example.be" }'), { email: 'els@example.be' });
    log.error(error);
    log.error({ err: error });
    log.error({ err: new Error('wrapped', { cause: error }) }, `mail to els@example.be with ${jwt}`);
    log.warn({ url: 'amqp://user:hunter2@broker:5672' }, 'mail to %s', 'els@example.be');
    const foreign = ['els@café-luik.be', 'els@почта.рф', 'els@xn--80a1acny.xn--p1ai', 'els@例え。テスト'];
    log.warn(`mails to ${foreign.join(' and ')}`);
    const all = lines.join('');
    expect(lines).toHaveLength(5);
    for (const hidden of ['els@', 'luik', 'рф', 'p1ai', 'テスト', jwt, 'hunter2']) expect(all).not.toContain(hidden);
    expect(all).toContain('E11000 dup key');
    expect(all).toContain('broker:5672');
  });

  it('keeps type, message and stack of an error', () => {
    const { log, last } = capture();
    log.error({ err: new TypeError('no such course') }, 'failed');
    expect(last()['err']).toMatchObject({ type: 'TypeError', message: 'no such course' });
    expect(String((last()['err'] as { stack: string }).stack)).toContain('logger.test');
  });

  it('survives cycles, bytes, dates and maps', () => {
    const { log, last } = capture();
    const cycle: Record<string, unknown> = {
      id: 1,
      at: new Date(0),
      bytes: Buffer.from('abc'),
      map: new Map([['a', 1]]),
    };
    cycle['self'] = cycle;
    log.info({ cycle });
    expect(last()['cycle']).toMatchObject({ at: '1970-01-01T00:00:00.000Z', bytes: '[3 bytes]', map: [['a', 1]] });
  });
});
