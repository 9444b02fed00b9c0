// Whether somebody outside can reach a host by its name or address, as far as the name alone tells.
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

// Not reachable from the public network: RFC 1918, 3927, 4193, 4291, 6598, and "this network" (RFC 1122).
const unreachable = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  unreachable.addSubnet(network, bits);
}
unreachable.addSubnet('::', 127, 'ipv6');
unreachable.addSubnet('fc00::', 7, 'ipv6');
unreachable.addSubnet('fe80::', 10, 'ipv6');

const check = (list: BlockList, address: string) =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
const withoutBrackets = (host: string) => host.replace(/^\[(.*)\]$/, '$1');

/** `localhost` and the loopback addresses. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host).toLowerCase();
  return isIP(name) ? check(loopback, name) : name === 'localhost' || name.endsWith('.localhost');
}

// Nor are these anybody's server: multicast and what is reserved (RFC 1112, 5771, 4291), and documentation (RFC 5737, 3849).
const nobodys = new BlockList();
for (const [network, bits] of [
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  nobodys.addSubnet(network, bits);
}
nobodys.addSubnet('ff00::', 8, 'ipv6');
nobodys.addSubnet('2001:db8::', 32, 'ipv6');
// An IPv4 address in the clothes of IPv6, by NAT64 or 6to4, could be any of those above; Node looks through mapped ones.
nobodys.addSubnet('64:ff9b::', 96, 'ipv6');
nobodys.addSubnet('2002::', 16, 'ipv6');

/** Whether a server of the public network can have this IP address: what a request of ours may be sent to. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) !== 0 && !check(unreachable, address) && !check(nobodys, address);

/** Whether a customer's phone can be expected to reach the host of this address. */
export function isPublic(url: string): boolean {
  const name = withoutBrackets(new URL(url).hostname);
  if (isIP(name)) return !check(unreachable, name);
  // A name without a dot, and the top levels kept for private networks (RFC 6761, 6762, 8375).
  return name.includes('.') && !/\.(localhost|local|internal|lan|home\.arpa|test|invalid)$/.test(name);
}
