// Follows a short link of a map service to the place it stands for. What is asked, and where it may lead, are fixed lists
// of hosts, each by https and its own certificate: no address that somebody writes, and no redirect, can reach anything
// else. Only the Location header is read; the last address is read as text and never opened.
import { findLink } from '../../shared/link.ts';
import { isMapHost, readMapLink } from '../../shared/map-link.ts';
import type { ShortLinkAnswer } from '../../shared/place.ts';
import { isShortHost, shortHosts, shortLink } from '../../shared/short-link.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import type { Upstream, UpstreamOptions } from '../upstream/pool.ts';
import { userAgent } from '../upstream/user-agent.ts';

const MOST_HOPS = 3;
const bounds = { longestMilliseconds: 3_000, largestBytes: 64 * 1024, connections: 4 } as const;

export class ShortLinkResolver {
  readonly #upstreams: ReadonlyMap<string, Upstream>;

  constructor(open: (options: UpstreamOptions) => Upstream) {
    this.#upstreams = new Map(
      shortHosts.map((host) => [host, open({ name: host, origin: `https://${host}`, ...bounds })]),
    );
  }

  /** Whether an address is a short link that is followed. */
  accepts(url: string): boolean {
    const link = findLink(url, isShortHost);
    return link !== undefined && shortLink(link) !== undefined;
  }

  /**
   * The place that a short link leads to, or why what it leads to gives none.
   * @param url  that {@link accepts} takes
   * @throws UpstreamFailure, or the reason of `signal`
   */
  async resolve(url: string, signal: AbortSignal): Promise<ShortLinkAnswer> {
    let next = url;
    for (let hop = 0; hop < MOST_HOPS; hop++) {
      const link = findLink(next, isMapHost);
      const short = link && shortLink(link);
      if (!link || !short) break;
      const location = await this.#ask(link.host, short.url, signal);
      if (location === undefined) return { kind: 'refused', reason: 'no-position', value: link.host };
      // A path alone stays on the host.
      next =
        location.startsWith('/') && !location.startsWith('//') ? `https://${link.host}${location}` : location;
    }
    return answerOf(next);
  }

  async #ask(host: string, url: string, signal: AbortSignal): Promise<string | undefined> {
    const path = url.slice(`https://${host}`.length);
    const headers = { accept: 'text/html', 'user-agent': userAgent };
    const { status, header } = await this.#upstreams.get(host)!.get(path, headers, signal);
    if (status >= 300 && status < 400) return header('location');
    if (status >= 500 || status === 429)
      throw new UpstreamFailure(host, 'status', `answered with status ${status}.`);
    return undefined;
  }
}

function answerOf(url: string): ShortLinkAnswer {
  const link = findLink(url, isMapHost);
  // What is still a short link after so many hops leads nowhere.
  const read = link && !isShortHost(link.host) ? readMapLink(link) : undefined;
  if (!read) return { kind: 'refused', reason: 'no-position', value: link?.host ?? '' };
  if (read.kind === 'refused') return read;
  const [longitude, latitude] = read.position;
  const label = read.label === undefined ? {} : { label: read.label };
  return { kind: 'position', position: { longitude, latitude, datum: read.datum }, ...label };
}
