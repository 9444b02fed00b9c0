// Whether the picture at an address can be fetched. The address comes from a table that somebody filled in, so it leads
// to public addresses only: names are resolved here, and the connection goes to what was looked at, redirects included.
import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, errors } from 'undici';
import { isPublic, isPublicAddress } from '../host-name.ts';
import { userAgent } from './user-agent.ts';

const LONGEST_MILLISECONDS = 10_000;
const MOST_REDIRECTS = 3;
const CONNECTIONS = 2;
/** Enough of a picture to know its kind by. */
const FIRST_BYTES = 64;

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

/** What a connection is made to: nothing where a name leads inside. */
export const publicLookup: LookupFunction = (host, options, done) =>
  resolve(host, { ...options, all: true }, (error, addresses) => {
    const inside = addresses?.find(({ address }) => !isPublicAddress(address));
    if (error || inside) done(error ?? new PrivateAddress(), [], 0);
    else if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  });

const connectOutside = (): Dispatcher =>
  new Agent({
    connections: CONNECTIONS,
    connect: { timeout: 5_000, lookup: publicLookup },
    maxHeaderSize: 16_384,
  });

export class CoverCheck {
  readonly #dispatcher: Dispatcher;

  constructor(dispatcher: Dispatcher = connectOutside()) {
    this.#dispatcher = dispatcher;
  }

  /**
   * Undefined when there is a picture; else what is wrong, in a few words.
   * @throws the reason of `signal`
   */
  async fault(address: string, signal: AbortSignal): Promise<string | undefined> {
    let next = address;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const url = URL.parse(next);
      if (!url || !/^https?:$/.test(url.protocol)) return 'no address';
      if (!isPublic(url.href)) return 'private address';
      const answer = await this.#ask(url, signal);
      if (typeof answer === 'string') return answer;
      if (answer.location === undefined) return answer.fault;
      next = URL.parse(answer.location, url)?.href ?? '';
    }
    return 'too many redirects';
  }

  /** Lets what is under way end. */
  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  async #ask(
    { origin, pathname, search }: URL,
    signal: AbortSignal,
  ): Promise<string | { readonly location?: string; readonly fault?: string | undefined }> {
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(LONGEST_MILLISECONDS);
    try {
      const { statusCode, headers, body } = await this.#dispatcher.request({
        origin,
        path: pathname + search,
        method: 'GET',
        headers: { accept: 'image/*', 'user-agent': userAgent },
        signal: AbortSignal.any([signal, timeout]),
        headersTimeout: LONGEST_MILLISECONDS,
        bodyTimeout: LONGEST_MILLISECONDS,
      });
      const [location] = [headers.location].flat();
      if (statusCode >= 300 && statusCode < 400 && location !== undefined) {
        body.destroy();
        return { location };
      }
      if (statusCode !== 200) {
        body.destroy();
        return { fault: `status ${statusCode}` };
      }
      return { fault: isPicture(await firstBytes(body)) ? undefined : 'no picture' };
    } catch (error) {
      signal.throwIfAborted();
      return faultOf(error, timeout);
    }
  }
}

/** Leaving the loop destroys the body, and its connection with it: a picture may be large. */
async function firstBytes(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  let first = Buffer.alloc(0);
  for await (const part of body) {
    first = Buffer.concat([first, part]);
    if (first.length >= FIRST_BYTES) break;
  }
  return first;
}

/** JPEG, PNG, GIF, WebP, AVIF, BMP and SVG, by how they begin: what the type in a header says does not make a picture. */
function isPicture(first: Buffer): boolean {
  const text = first.toString('latin1');
  return (
    /^(?:\xff\xd8\xff|\x89PNG\r\n|GIF8|RIFF.{4}WEBP|BM)/s.test(text) ||
    /^.{4}ftyp(?:avif|avis|mif1|heic)/s.test(text) ||
    /^\s*<(?:\?xml|svg)/.test(text)
  );
}

function faultOf(error: unknown, timeout: AbortSignal): string {
  if (error instanceof PrivateAddress || (error instanceof Error && error.cause instanceof PrivateAddress)) {
    return 'private address';
  }
  const late =
    timeout.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  return late ? 'timeout' : 'unreachable';
}
