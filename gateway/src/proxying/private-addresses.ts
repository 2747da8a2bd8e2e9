import { BlockList, isIPv6 } from 'node:net';

const privateAddresses = new BlockList();
privateAddresses.addSubnet('127.0.0.0', 8);
privateAddresses.addSubnet('10.0.0.0', 8);
privateAddresses.addSubnet('172.16.0.0', 12);
privateAddresses.addSubnet('192.168.0.0', 16);
privateAddresses.addAddress('::1', 'ipv6');
privateAddresses.addSubnet('fc00::', 7, 'ipv6');

/** Whether a peer is on this machine or in the deployment's own network: who may read metrics (ASVS 13.4.5). */
export function isPrivate(address: string | undefined): boolean {
  if (!address) return false;
  const plain = address.replace(/^::ffff:/, '');
  return privateAddresses.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
