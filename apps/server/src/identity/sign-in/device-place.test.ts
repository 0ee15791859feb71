import { describe, expect, it } from 'vitest';
import { isInternalAddress, networkOf, placeOf } from './device-place.ts';

describe('networkOf', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['somewhere', null],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('placeOf', () => {
  it.each([
    ['127.0.0.1', 'this_computer'],
    ['::1', 'this_computer'],
    ['::ffff:127.0.0.1', 'this_computer'],
    ['192.168.1.20', 'private_network'],
    ['fd00::1', 'private_network'],
    ['203.0.113.77', 'internet'],
    ['2001:db8::1', 'internet'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('tells that %s is %s', (address, kind) => {
    expect(placeOf(address).kind).toBe(kind);
  });
});

describe('isInternalAddress', () => {
  it.each(['127.1.2.3', '10.0.0.1', '172.31.0.1', '192.168.0.1', '169.254.169.254', '0.0.0.0', '::', '::1', 'fe80::1'])(
    'knows %s as internal',
    (address) => {
      expect(isInternalAddress(address)).toBe(true);
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('knows %s as public', (address) => {
    expect(isInternalAddress(address)).toBe(false);
  });
});
