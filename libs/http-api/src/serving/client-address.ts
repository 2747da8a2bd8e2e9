import type { IncomingMessage } from 'node:http';
import { type BlockList, isIP } from 'node:net';

/**
 * The address of whoever asks: the peer of the connection or, where that is a proxy we trust, the one that the proxy saw, as
 * X-Forwarded-For tells from right to left. What stands left of the first address that is not a trusted proxy's was said by
 * that stranger, and counts for nothing.
 * @param trusted whose word is taken; null: nobody's
 */
export function clientAddress(req: IncomingMessage, trusted: BlockList | null): string {
  let address = plainAddress(req.socket.remoteAddress ?? '');
  const told = req.headers['x-forwarded-for'];
  if (trusted === null || told === undefined) return address;
  const hops = String(told).split(',');
  for (let at = hops.length - 1; at >= 0 && isTrusted(address, trusted); at -= 1) {
    const next = addressIn(hops[at] ?? '');
    if (next === null) break;
    address = next;
  }
  return address;
}

/** How the client reached the outermost proxy that we trust; `http` when no such proxy is between. */
export function clientProtocol(req: IncomingMessage, trusted: BlockList | null): 'http' | 'https' {
  const told = req.headers['x-forwarded-proto'];
  if (trusted === null || told === undefined) return 'http';
  if (!isTrusted(plainAddress(req.socket.remoteAddress ?? ''), trusted)) return 'http';
  return String(told).split(',').at(-1)?.trim().toLowerCase() === 'https' ? 'https' : 'http';
}

/**
 * What limits count an address by. Whoever has an IPv6 address has the other 2^64 of its network too, so the network counts
 * (RFC 6177: a site gets at least a /64).
 */
export function limitKey(address: string): string {
  if (!address.includes(':')) return address === '' ? 'unknown' : address;
  const [head = '', tail] = address.split('::', 2);
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  if (text === '') return [];
  return text
    .split(':')
    .flatMap((group) => (group.includes('.') ? ['v4', 'v4'] : [Number.parseInt(group, 16).toString(16)]));
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const version = isIP(address);
  return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** The address of one hop, which some proxies write with its port. */
function addressIn(hop: string): string | null {
  const text = hop.trim();
  const bracketed = /^\[([0-9a-fA-F:.%\w]+)\](:\d+)?$/.exec(text)?.[1];
  const withPort = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1];
  const address = plainAddress(bracketed ?? withPort ?? text);
  return isIP(address) === 0 ? null : address;
}

/** `::ffff:9.2.3.7`, or as some write it `0:0:0:0:0:ffff:902:307` (RFC 4291 section 2.5.5.2). */
function mappedIn(address: string): string | undefined {
  const [, dotted, high, low] =
    /^(?:::|(?:0{1,4}:){5})ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address) ?? [];
  if (dotted !== undefined || high === undefined || low === undefined) return dotted;
  const words = [high, low].map((word) => Number.parseInt(word, 16));
  return words.flatMap((word) => [word >> 8, word & 255]).join('.');
}

/** IPv4 that came through an IPv6 socket is IPv4; the zone of a link-local address says nothing about who it is. */
function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const [bare = ''] = address.split('%', 1);
  return mappedIn(bare) ?? bare.toLowerCase();
}
