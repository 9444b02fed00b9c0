// The service's interface as the console uses it: with the session's cookie, its CSRF token on whatever writes, and
// versions. One door; the agent's panel has its own, smaller one beside this file (client.ts).
import type { Problem } from '../../shared/problem.ts';

export type OpsRequest = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Undefined values are left out; a list repeats its name. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Goes out as JSON, unless it is a Blob or a FormData. */
  readonly body?: unknown;
  /** Other than `application/json`: a merge patch. */
  readonly contentType?: string;
  /** The ETag that the write is meant for; another one is refused with 412. */
  readonly ifMatch?: string | undefined;
  /** Repeating the request with the same key does the work once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal | undefined;
};
type QueryValue = string | number | boolean | readonly string[] | undefined;

export type OpsAnswer<Body> = { readonly body: Body; readonly etag: string | undefined };

/** The service declined, or did not answer (`status` 0). */
export class OpsError extends Error {
  override readonly name = 'OpsError';
  readonly status: number;
  /** What the service said; absent when it said nothing that can be read. */
  readonly problem: Problem | undefined;
  constructor(status: number, problem: Problem | undefined, cause?: unknown) {
    super(problem?.detail ?? `HTTP ${status}`, { cause });
    this.status = status;
    this.problem = problem;
  }
}

let csrfToken: string | undefined;
let onSignedOut: () => void = () => {};

/** What the session needs on its writes; undefined once nobody is signed in. */
export function useCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

/** For the one request that fetch cannot tell the progress of (upload.ts). */
export const csrfTokenInUse = (): string | undefined => csrfToken;

/** Called when the service says that the session is over. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** @throws OpsError; the signal's own reason when it was aborted */
export async function ops<Body>(path: string, request: OpsRequest = {}): Promise<OpsAnswer<Body>> {
  const { method = 'GET', query = {}, body, contentType, ifMatch, idempotencyKey, signal } = request;
  const raw = body instanceof Blob || body instanceof FormData;
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined && !raw) headers.set('content-type', contentType ?? 'application/json');
  if (body instanceof Blob && contentType) headers.set('content-type', contentType);
  if (method !== 'GET' && csrfToken !== undefined) headers.set('x-csrf-token', csrfToken);
  if (ifMatch !== undefined) headers.set('if-match', ifMatch);
  if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey);

  let response: Response;
  try {
    response = await fetch(opsAddress(path, query), {
      method,
      headers,
      body: body === undefined ? null : raw ? body : JSON.stringify(body),
      signal: signal ?? null,
      credentials: 'same-origin',
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw new OpsError(0, undefined, error);
  }
  if (!response.ok) {
    const problem: Problem | undefined = await response.json().catch(() => undefined);
    throw declined(response.status, problem);
  }
  const answer = response.status === 204 ? undefined : await response.json();
  // The caller says what the route answers; the service's schemas hold it to that.
  return { body: answer as Body, etag: response.headers.get('etag') ?? undefined };
}

/** What the service declined with; when the session is over, whoever waits for that is told. */
export function declined(status: number, problem: Problem | undefined): OpsError {
  if (status === 401 && csrfToken !== undefined) onSignedOut();
  return new OpsError(status, problem);
}

/** `path` below /api/v1 with its query: for links to files and for event streams. */
export function opsAddress(path: string, query: OpsRequest['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) parameters.append(name, String(one));
    }
  }
  const text = parameters.toString();
  return `/api/v1${path}${text && `?${text}`}`;
}
