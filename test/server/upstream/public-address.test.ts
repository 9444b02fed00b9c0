import { expect, it } from 'vitest';
import { isPublicAddress } from '../../../server/upstream/public-address.ts';

// Resolvers and root servers that everybody reaches: Google, Cloudflare, 114DNS, the F root.
it.each([
  '8.8.8.8',
  '1.1.1.1',
  '114.114.114.114',
  '192.5.5.241',
  '2001:4860:4860::8888',
  '2606:4700:4700::1111',
  '2001:500:2f::f',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

// RFC 1122, 1918, 3927, 6598, 5737, 2544, 5771, 1112; RFC 4291, 4193, 3849, 3056, 4380, 6052.
it.each([
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
  ...[
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
  ],
  ...[
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::',
  ],
  ...['2001:0:1::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', 'fec0::1'],
  ...['localhost', '', '2130706433'],
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
