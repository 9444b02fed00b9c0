// The door to foreign pages: one undici pool with bounds on time and size.
import { Agent, errors, fetch, type Response } from 'undici';

const longestMs = 10_000;
const largestBytes = 10 * 1_048_576;

/** The page could not be fetched; the message completes a sentence that begins with its origin. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
}

type Question = {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
};

export class Upstream {
  readonly #dispatcher = new Agent({
    connect: { timeout: 5_000 },
    headersTimeout: longestMs,
    bodyTimeout: longestMs,
    maxHeaderSize: 65_536,
  });

  /** Redirects are answers here: the browser follows them, so that the page's own address is right. */
  async ask(target: URL, { method, headers, body }: Question): Promise<Response> {
    try {
      return await fetch(target, {
        method,
        headers,
        body: body ?? null,
        redirect: 'manual',
        dispatcher: this.#dispatcher,
      });
    } catch (error) {
      throw new UpstreamFailure(reason(error), { cause: error });
    }
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}

/** The whole body, up to 10 MiB. */
export async function readUpstream({ body }: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body ?? []) {
      parts.push(part);
      bytes += part.length;
      if (bytes > largestBytes) throw new UpstreamFailure('answered with more than 10 MiB.');
    }
  } catch (error) {
    if (error instanceof UpstreamFailure) throw error;
    throw new UpstreamFailure(reason(error), { cause: error });
  }
  return Buffer.concat(parts);
}

/** undici's fetch hides the cause of a failure inside a TypeError. */
function reason(error: unknown): string {
  const cause = error instanceof TypeError && error.cause ? error.cause : error;
  if (cause instanceof errors.ConnectTimeoutError) return 'could not be reached within 5 seconds.';
  if (cause instanceof errors.HeadersTimeoutError || cause instanceof errors.BodyTimeoutError) {
    return 'did not answer within 10 seconds.';
  }
  const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
  return `could not be reached${code}.`;
}
