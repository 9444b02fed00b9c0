// Short links of map services. Only these hosts are ever asked where a link leads, and only the server asks.
import type { Link } from './link.ts';

/**
 * Host to the first segment its short links have, '' for any. Left out: url.cn, t.cn, dwz.cn and bit.ly, which lead
 * anywhere, and goo.gl outside of /maps for the same reason.
 */
const SHORT_HOSTS: Readonly<Record<string, string>> = {
  'surl.amap.com': '',
  'j.map.baidu.com': '',
  'maps.app.goo.gl': '',
  'goo.gl': 'maps',
  'maps.apple': 'p',
};

/** The hosts whose short links are followed. */
export const shortHosts: readonly string[] = Object.keys(SHORT_HOSTS);

/** Whether short links of this host are followed. */
export const isShortHost = (host: string): boolean => Object.hasOwn(SHORT_HOSTS, host);

/** The short link as it may be asked for: https, its path alone; undefined when it is none. */
export function shortLink({ host, segments }: Link): { kind: 'short-link'; url: string } | undefined {
  if (!isShortHost(host)) return undefined;
  // Text that follows without a space is no part of it.
  const path = /^[\w.~-]+(?:\/[\w.~-]+)*/.exec(segments.join('/'))?.[0];
  const first = SHORT_HOSTS[host]!;
  if (path === undefined || (first !== '' && !path.startsWith(`${first}/`))) return undefined;
  return { kind: 'short-link', url: `https://${host}/${path}` };
}
