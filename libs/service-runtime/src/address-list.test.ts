import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { addressList } from './address-list.ts';
import { ConfigError, readConfig } from './config.ts';

const read = (text: string) => readConfig(z.object({ TRUSTED: addressList('') }), { TRUSTED: text }).TRUSTED;

describe('a list of addresses', () => {
  it('holds nobody when nothing is said', () => {
    expect(read('')).toBeNull();
    expect(read(' , ')).toBeNull();
  });

  it('holds addresses and networks of both kinds, and the ranges that have a name', () => {
    const list = read('203.0.113.7, 198.51.100.0/24,2001:db8::/32 , loopback');
    const inside = ['203.0.113.7', '198.51.100.200', '127.9.9.9'].map((address) => list?.check(address));
    expect(inside).toEqual([true, true, true]);
    expect(['203.0.113.8', '10.0.0.1'].map((address) => list?.check(address))).toEqual([false, false]);
    expect(['2001:db8:1::9', '::1', '::ffff:203.0.113.7'].map((address) => list?.check(address, 'ipv6'))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each([
    'proxy',
    '10.0.0.300',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.1;10.0.0.2',
  ])('is refused at the start when it holds "%s"', (text) => {
    expect(() => read(text)).toThrow(ConfigError);
    expect(() => read(text)).toThrow(/TRUSTED: is no list of addresses/);
  });
});
