// The door to one upstream: a pool of connections with bounds on time and size, and a breaker. Nothing but GET, and no
// redirect is followed: what an upstream answers is data, also when it is an address.
import { type Dispatcher, errors, Pool } from 'undici';
import { Breaker } from './breaker.ts';
import { UpstreamFailure } from './failure.ts';

export type UpstreamOptions = {
  /** As failures name it: 腾讯位置服务. */
  readonly name: string;
  /** Scheme, host and port. The one place a request can go to, whatever its path is made of. */
  readonly origin: string;
  /** For the whole answer, from the request to its last byte. */
  readonly longestMilliseconds: number;
  readonly largestBytes: number;
  readonly connections: number;
};

/** Opens what requests to an origin go through; a test has its own. */
export type Connect = (origin: string, connections: number) => Dispatcher;

export type UpstreamAnswer = {
  readonly status: number;
  /** A header by its name in lower case; the first where it was repeated. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
};

/** Connections as all are made, unless a test makes its own. */
export const connectPool: Connect = (origin, connections) =>
  new Pool(origin, {
    connections,
    // A connection of HTTP/2 would carry a hundred requests at once; what the connections bound is the requests.
    allowH2: false,
    connect: { timeout: 3_000 },
    maxHeaderSize: 16_384,
  });

export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #dispatcher: Dispatcher;
  readonly #breaker: Breaker;
  /** How often it was called, by how that went. */
  readonly calls = { answered: 0, failed: 0, abandoned: 0, resting: 0 };

  constructor(options: UpstreamOptions, connect: Connect = connectPool, breaker = new Breaker()) {
    this.#options = options;
    this.#dispatcher = connect(options.origin, options.connections);
    this.#breaker = breaker;
  }

  /**
   * The answer to a GET, whatever its status; of 500 and more, of 429 and of no answer the breaker keeps count.
   * @param path  begins with a slash; may hold a key, and is never logged or named in an error
   * @param signal  gives the request up; that is no failure of the upstream
   * @throws UpstreamFailure, or the reason of `signal`
   */
  async get(path: string, headers: Record<string, string>, signal?: AbortSignal): Promise<UpstreamAnswer> {
    const { name, origin, longestMilliseconds } = this.#options;
    signal?.throwIfAborted();
    if (!this.#breaker.allows()) {
      this.calls.resting++;
      throw new UpstreamFailure(name, 'resting', 'failed too often just now.');
    }
    const timeout = AbortSignal.timeout(longestMilliseconds);
    try {
      const answer = await this.#dispatcher.request({
        origin,
        path,
        method: 'GET',
        headers,
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        headersTimeout: longestMilliseconds,
        bodyTimeout: longestMilliseconds,
      });
      const body = await this.#read(answer.body);
      const hasFailed = answer.statusCode >= 500 || answer.statusCode === 429;
      if (hasFailed) this.#breaker.failed();
      else this.#breaker.succeeded();
      this.calls[hasFailed ? 'failed' : 'answered']++;
      return {
        status: answer.statusCode,
        header: (key) => [answer.headers[key]].flat()[0],
        body,
      };
    } catch (error) {
      if (signal?.aborted) this.calls.abandoned++;
      signal?.throwIfAborted();
      this.calls.failed++;
      this.#breaker.failed();
      throw error instanceof UpstreamFailure ? error : failureOf(name, error, timeout);
    }
  }

  /** Scheme, host and port. */
  get origin(): string {
    return this.#options.origin;
  }

  /** Whether it is left alone, since it failed too often. */
  get isResting(): boolean {
    return this.#breaker.isResting;
  }

  /** Lets running requests end. */
  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  async #read(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
    const { name, largestBytes } = this.#options;
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of body) {
      bytes += part.length;
      // Leaving the loop destroys the body, and its connection with it.
      if (bytes > largestBytes) {
        throw new UpstreamFailure(name, 'too-large', `answered with more than ${largestBytes} bytes.`);
      }
      parts.push(part);
    }
    return Buffer.concat(parts, bytes);
  }
}

function failureOf(name: string, error: unknown, timeout: AbortSignal): UpstreamFailure {
  const late =
    timeout.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  if (late) return new UpstreamFailure(name, 'timeout', 'did not answer in time.');
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return new UpstreamFailure(name, 'unreachable', `could not be reached${code}.`);
}
