// The door to the receivers of webhooks, wherever they are: POST only, no redirect followed, bounds on time and size,
// and connections to public addresses only. That is judged when a connection is made, by the address it is made to: a
// name that led somewhere else when it was registered does not help.
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, errors } from 'undici';
import { isPublicAddress } from './public-address.ts';
import { userAgent } from './user-agent.ts';

const CONNECT_MILLISECONDS = 5_000;
/** For the whole answer. A lease is held far longer. */
export const LONGEST_MILLISECONDS = 15_000;
/** Nobody reads what is answered; more than that, and the connection ends. */
const LARGEST_ANSWER = 65_536;
const CONNECTIONS_PER_RECEIVER = 2;

export type Delivery =
  | { readonly delivered: true; readonly status: number }
  /** `fault` completes the sentence "the receiver …". */
  | { readonly delivered: false; readonly status: number | undefined; readonly fault: string };

/** Resolves a name to all its addresses; a test has its own. */
export type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress';
}

export type ReceiversOptions = {
  /** Private, loopback and link-local addresses too. */
  readonly privateToo: boolean;
  readonly resolve?: Resolve;
};

export class Receivers {
  readonly #agent: Agent;

  constructor({ privateToo, resolve = dnsLookup }: ReceiversOptions) {
    const connect = buildConnector({
      timeout: CONNECT_MILLISECONDS,
      ...(!privateToo && { lookup: publicOnly(resolve) }),
      ...(privateToo && { lookup: resolve as LookupFunction }),
    });
    this.#agent = new Agent({
      connections: CONNECTIONS_PER_RECEIVER,
      allowH2: false,
      maxHeaderSize: 16_384,
      connect(options, callback) {
        // An address that is no name is not looked up.
        const host = options.hostname.replace(/^\[(.*)\]$/, '$1');
        if (!privateToo && isIP(host) !== 0 && !isPublicAddress(host)) {
          callback(new PrivateAddress(host), null);
        } else connect(options, callback);
      },
    });
  }

  /** Posts JSON. @param signal  gives it up @throws the reason of `signal` */
  async post(
    url: string,
    headers: Record<string, string>,
    body: string,
    signal?: AbortSignal,
  ): Promise<Delivery> {
    signal?.throwIfAborted();
    const timeout = AbortSignal.timeout(LONGEST_MILLISECONDS);
    try {
      const { origin, pathname, search } = new URL(url);
      const answer = await this.#agent.request({
        origin,
        path: pathname + search,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'user-agent': userAgent },
        body,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        headersTimeout: LONGEST_MILLISECONDS,
        bodyTimeout: LONGEST_MILLISECONDS,
      });
      const status = answer.statusCode;
      // The status says it all; an answer that breaks off behind it changes nothing.
      await answer.body.dump({ limit: LARGEST_ANSWER }).catch(() => {});
      if (status >= 200 && status < 300) return { delivered: true, status };
      const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : '';
      return { delivered: false, status, fault: `answered with ${status}${redirect}` };
    } catch (error) {
      signal?.throwIfAborted();
      return { delivered: false, status: undefined, fault: faultOf(error, timeout) };
    }
  }

  /** Ends what is under way. */
  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

/** Looks a name up, and refuses it unless all its addresses are public. */
function publicOnly(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const wrong = addresses.find(({ address }) => !isPublicAddress(address));
      if (wrong) return callback(new PrivateAddress(`${host} is ${wrong.address}`), []);
      if (options.all) return callback(null, addresses);
      callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

function faultOf(error: unknown, timeout: AbortSignal): string {
  if (error instanceof PrivateAddress) {
    return 'is at a private address, which only the setting WEBHOOK_PRIVATE allows';
  }
  const late =
    timeout.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  if (late) return `did not answer within ${LONGEST_MILLISECONDS / 1000} seconds`;
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return `could not be reached${code}`;
}
