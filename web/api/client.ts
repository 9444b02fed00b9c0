// Our own HTTP interface as the pages use it: one door for time limits, cancelling and failures.
import type { Problem } from '../../shared/problem.ts';

/** Why a request brought no answer, by what the person can do about it. */
export type Failure =
  /** No reply in time, no network, or the service is out of order: trying again may help. */
  | { readonly kind: 'unreachable' }
  /** Too many requests, or overloaded: wait as told. */
  | { readonly kind: 'busy'; readonly retryAfterMilliseconds: number }
  /** The service understood and declined; `problem` says why. */
  | { readonly kind: 'declined'; readonly problem: Pick<Problem, 'code' | 'detail'> };

export class ApiError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, cause?: unknown) {
    super(failure.kind === 'declined' ? failure.problem.detail : failure.kind, { cause });
    this.name = 'ApiError';
    this.failure = failure;
  }
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export type RequestOptions = {
  /** Aborting it rejects with the signal's own reason, never with an ApiError. */
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
  readonly fetch?: typeof globalThis.fetch;
};

const TIMEOUT_MILLISECONDS = 10_000;
/** When a busy service does not say how long. */
const USUAL_WAIT_MILLISECONDS = 5_000;
const LONGEST_WAIT_MILLISECONDS = 10 * 60_000;

/**
 * The JSON answer to GET `path`; undefined values of `query` are left out.
 * @throws ApiError when there is no answer to use
 */
export async function getJson<Answer>(
  path: string,
  query: Query = {},
  { signal, timeoutMilliseconds = TIMEOUT_MILLISECONDS, fetch = globalThis.fetch }: RequestOptions = {},
): Promise<Answer> {
  const limit = AbortSignal.timeout(timeoutMilliseconds);
  try {
    const response = await fetch(withQuery(path, query), {
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: { accept: 'application/json' },
      // What ops changed a moment ago is what the agent sees; and an answer that the browser need not look for, nor
      // keep, comes a tenth sooner.
      cache: 'no-store',
    });
    if (!response.ok) throw new ApiError(await failureOf(response));
    return await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof ApiError ? error : new ApiError({ kind: 'unreachable' }, error);
  }
}

function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

async function failureOf(response: Response): Promise<Failure> {
  const retryAfter = response.headers.get('retry-after');
  if (response.status === 429 || (response.status === 503 && retryAfter)) {
    return { kind: 'busy', retryAfterMilliseconds: readRetryAfter(retryAfter, Date.now()) };
  }
  if (response.status >= 500) return { kind: 'unreachable' };
  const problem: Partial<Problem> = await response.json().catch(() => ({}));
  return {
    kind: 'declined',
    problem: {
      code: String(problem?.code ?? response.status),
      detail: String(problem?.detail ?? response.statusText),
    },
  };
}

/** The wait that a Retry-After header asks for: seconds or an HTTP date, kept between 1 s and 10 min. */
export function readRetryAfter(header: string | null, now: number): number {
  const wait = /^\d+$/.test(header?.trim() ?? '') ? Number(header) * 1000 : Date.parse(header ?? '') - now;
  const told = Number.isNaN(wait) ? USUAL_WAIT_MILLISECONDS : wait;
  return Math.min(Math.max(told, 1000), LONGEST_WAIT_MILLISECONDS);
}
