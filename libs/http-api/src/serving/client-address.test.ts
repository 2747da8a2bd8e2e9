import { IncomingMessage } from 'node:http';
import { BlockList, Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { clientAddress, clientProtocol, limitKey } from './client-address.ts';

const proxies = new BlockList();
proxies.addSubnet('10.0.0.0', 8);
proxies.addAddress('2001:db8::1', 'ipv6');

function asked(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const req = new IncomingMessage(socket);
  req.headers = headers;
  return req;
}
const through = (peer: string, told?: string, trusted: BlockList | null = proxies) =>
  clientAddress(asked(peer, told === undefined ? {} : { 'x-forwarded-for': told }), trusted);

describe('the address of a client', () => {
  it('is that of the connection when nobody is trusted, or the peer is a stranger', () => {
    expect(through('10.0.0.1', '198.51.100.1', null)).toBe('10.0.0.1');
    expect(through('203.0.113.5', '198.51.100.1')).toBe('203.0.113.5');
    expect(through('203.0.113.5', '198.51.100.1, 10.0.0.2')).toBe('203.0.113.5');
  });

  it('is what the nearest proxy saw, through as many proxies as are trusted', () => {
    expect(through('10.0.0.1', '198.51.100.1')).toBe('198.51.100.1');
    expect(through('::ffff:10.0.0.1', '198.51.100.1,10.0.0.2')).toBe('198.51.100.1');
    expect(through('2001:db8::1', '2001:DB8:9::7')).toBe('2001:db8:9::7');
  });

  it('is never what a client outside wrote itself', () => {
    expect(through('10.0.0.1', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1');
    expect(through('10.0.0.1', '10.6.6.6, 198.51.100.1, 10.0.0.2')).toBe('198.51.100.1');
  });

  it('is the proxy when that tells no address', () => {
    expect(through('10.0.0.1')).toBe('10.0.0.1');
    for (const told of ['', 'unknown', '_hidden', '198.51.100.1, ', "1' or 1"])
      expect(through('10.0.0.1', told)).toBe('10.0.0.1');
  });

  it('has no port, brackets or zone, and is IPv4 when it is', () => {
    expect(through('10.0.0.1', '198.51.100.1:55001')).toBe('198.51.100.1');
    expect(through('10.0.0.1', '[2001:db8:7::1]:443')).toBe('2001:db8:7::1');
    for (const mapped of [
      '::ffff:198.51.100.1',
      '::FFFF:c633:6401',
      '0:0:0:0:0:ffff:c633:6401',
      '[::ffff:c633:6401]:443',
    ])
      expect(through('10.0.0.1', mapped)).toBe('198.51.100.1');
    expect(through('10.0.0.1', '::fffe:c633:6401')).toBe('::fffe:c633:6401');
    expect(through('fe80::1%eth0')).toBe('fe80::1');
  });
});

describe('how a client came', () => {
  const protocol = (peer: string, told: string) => clientProtocol(asked(peer, { 'x-forwarded-proto': told }), proxies);

  it('is told by trusted proxies only', () => {
    expect(protocol('10.0.0.1', 'https')).toBe('https');
    expect(protocol('203.0.113.5', 'https')).toBe('http');
    expect(protocol('10.0.0.1', 'https, http')).toBe('http');
    expect(protocol('10.0.0.1', 'gopher')).toBe('http');
  });
});

describe('what limits count by', () => {
  it('is the address in IPv4 and the network in IPv6, however it is written', () => {
    expect(limitKey('198.51.100.1')).toBe('198.51.100.1');
    const same = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::', '2001:0db8:0001:0002:0:0:0:9'].map(limitKey);
    expect(new Set(same)).toEqual(new Set(['2001:db8:1:2::/64']));
    expect(limitKey('2001:db8::')).toBe('2001:db8:0:0::/64');
    expect(limitKey('::1')).toBe('0:0:0:0::/64');
    expect(limitKey('64:ff9b:1:2:3:4:192.0.2.1')).toBe('64:ff9b:1:2::/64');
    expect(limitKey('')).toBe('unknown');
  });
});
