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

/** Whether a customer's phone can be expected to reach the host of this address. */
export function isPublic(url: string): boolean {
  const name = withoutBrackets(new URL(url).hostname);
  if (isIP(name)) return !check(unreachable, name);
  // A name without a dot, and the top levels kept for private networks (RFC 6761, 6762, 8375).
  return name.includes('.') && !/\.(localhost|local|internal|lan|home\.arpa|test|invalid)$/.test(name);
}
