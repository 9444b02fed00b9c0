// Calls of other services, as undici itself tells of them (https://undici.nodejs.org/#/docs/api/DiagnosticsChannel.md).
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { fail } from './failed-span.ts';

/** Of undici's own request; its path may hold a key or coordinates. */
type Request = { readonly origin: string | URL; readonly method: string };
type Told = {
  readonly request: Request;
  readonly response?: { readonly statusCode: number };
  readonly error?: unknown;
};

/** Makes each call that belongs to a request or a job a part of its trace. Answers how to stop it. */
export function traceCalls(tracer: Tracer): () => void {
  const spans = new WeakMap<Request, Span>();
  const listeners: Readonly<Record<string, (told: Told, span?: Span) => void>> = {
    'undici:request:create': ({ request }) => {
      if (!trace.getActiveSpan()?.isRecording()) return;
      const { protocol, hostname, port } = new URL(request.origin);
      const span = tracer.startSpan(request.method, {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': request.method,
          'server.address': hostname,
          'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
        },
      });
      spans.set(request, span);
    },
    'undici:request:headers': ({ response }, span) => {
      if (response === undefined) return;
      span?.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
    },
    'undici:request:trailers': (_told, span) => span?.end(),
    'undici:request:error': ({ error }, span) => {
      if (!span?.isRecording()) return;
      fail(span, error);
      span.end();
    },
  };
  const heard = Object.entries(listeners).map(([channel, listener]) => {
    const hear = (told: unknown) => listener(told as Told, spans.get((told as Told).request));
    subscribe(channel, hear);
    return () => void unsubscribe(channel, hear);
  });
  return () => {
    for (const stop of heard) stop();
  };
}
