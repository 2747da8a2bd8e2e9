import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Names for what need not be spelled out. */
const ranges: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * A variable that lists addresses: IPv4 and IPv6, single or as networks (`10.1.0.0/16`), and the names `loopback` and
 * `private`, with commas between. Empty: nobody.
 */
export function addressList(usual: string) {
  return z.string().default(usual).transform(readAddresses);
}

function readAddresses(text: string, ctx: z.RefinementCtx): BlockList | null {
  const named = text.split(',').map((part) => part.trim());
  const parts = named.filter(Boolean).flatMap((part) => ranges[part] ?? [part]);
  if (parts.length === 0) return null;
  const list = new BlockList();
  for (const part of parts) {
    if (addTo(list, part)) continue;
    ctx.addIssue({
      code: 'custom',
      message: 'is no list of addresses and networks (10.1.2.3, fd00::/8, loopback, private)',
    });
    return z.NEVER;
  }
  return list;
}

function addTo(list: BlockList, part: string): boolean {
  const [address = '', bits, ...more] = part.split('/');
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  // 0 would trust everybody, who could then say to be anybody
  if (version === 0 || more.length > 0 || (bits !== undefined && !isPrefix(bits, most))) return false;
  const kind = version === 4 ? 'ipv4' : 'ipv6';
  if (bits === undefined) list.addAddress(address, kind);
  else list.addSubnet(address, Number(bits), kind);
  return true;
}

const isPrefix = (bits: string, most: number) => /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most;
