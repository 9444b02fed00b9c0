import { type Span, SpanStatusCode } from '@opentelemetry/api';

/** Says what went wrong by its kind: a text may hold what somebody asked for. */
export function fail(span: Span, error: unknown): void {
  const kind = error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error;
  span.setAttribute('error.type', kind);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
