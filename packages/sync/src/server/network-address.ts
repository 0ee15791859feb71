import { isIPv6 } from 'node:net';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
/** 16-bit groups of an IPv6 address that one subscriber is given as a whole: a /64 (RFC 6177). */
const GROUPS = 4;

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/**
 * The network that an address belongs to: an IPv4 address itself, also when written as IPv6, and of IPv6 the first 64 bits,
 * because whoever has one such address has 2^64. Anything else stays as it is.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? [];
  const [first, last] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last];
  return `${groups.slice(0, GROUPS).join(':')}::/64`;
}
