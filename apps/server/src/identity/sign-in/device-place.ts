import { BlockList, isIP, isIPv4 } from 'node:net';
import type { DevicePlace } from '@muster/contract/identity/session-policy';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const privateNetworks = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const) {
  privateNetworks.addSubnet(network, bits, 'ipv4');
}
privateNetworks.addSubnet('fc00::', 7, 'ipv6');
privateNetworks.addSubnet('fe80::', 10, 'ipv6');

/** IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4. */
function plainAddress(ipAddress: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(ipAddress)?.[1];
  return mapped ?? ipAddress.replace(/%.*$/, '');
}

function lies(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** Whether an address leads to this machine or into a private network rather than to the internet. */
export function isInternalAddress(ipAddress: string): boolean {
  const address = plainAddress(ipAddress);
  return lies(loopback, address) || lies(privateNetworks, address) || address === '0.0.0.0' || address === '::';
}

/** The network that an address belongs to: /24, or /64 of IPv6, which is what one household or office is given. */
export function networkOf(ipAddress: string): string | null {
  const address = plainAddress(ipAddress);
  if (isIP(address) === 0) return null;
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return `${firstGroups(address, 4).join(':')}::/64`;
}

function firstGroups(address: string, count: number): string[] {
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const middle = address.includes('::') ? new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  return [...left, ...middle, ...right].slice(0, count).map((group) => Number.parseInt(group, 16).toString(16));
}

/** Where a device is, as far as its address tells without a geographic database: which guesses, and guesses wrong. */
export function placeOf(ipAddress: string | null): DevicePlace {
  const address = plainAddress(ipAddress ?? '');
  if (isIP(address) === 0) return { kind: 'unknown', network: null };
  if (lies(loopback, address)) return { kind: 'this_computer', network: null };
  const kind = lies(privateNetworks, address) ? 'private_network' : 'internet';
  return { kind, network: networkOf(address) };
}
