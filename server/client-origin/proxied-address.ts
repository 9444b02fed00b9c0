// The addresses that foreign plugin pages have in the simulated client: `/~/{scheme}/{host}/{path}?{query}` on the
// client's second origin. A page's relative addresses then stay inside it without a change to the page.

export const proxiedPrefix = '/~/';
const shape = /^\/~\/(https?)\/([^/?#]+)(\/[^#]*)?$/i;

/** The path on the client's origin that stands for an absolute http(s) address. */
export const proxiedPath = (target: URL): string =>
  `${proxiedPrefix}${target.protocol.slice(0, -1)}/${target.host}${target.pathname}${target.search}`;

/** The address that a path stands for; undefined when it stands for none. */
export function targetOf(path: string): URL | undefined {
  const [, scheme, host, rest = '/'] = shape.exec(path) ?? [];
  if (!scheme || !host) return undefined;
  const address = `${scheme.toLowerCase()}://${host}${rest}`;
  if (!URL.canParse(address)) return undefined;
  const target = new URL(address);
  // A name and password in an address are credentials, and nothing here may carry any.
  return target.username || target.password ? undefined : target;
}
