// The only file that loads OpenTelemetry. Spans go out in batches as OTLP over HTTP, by the standard variables.
//
// Instrumentation that comes as packages was left aside: it puts whole addresses and the texts of errors into spans, which
// hold coordinates, keys and customers' words here, and makes a span of every hook.
import { setTimeout as delay } from 'node:timers/promises';
import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LogEvent } from 'kysely';
import { fail } from './failed-span.ts';
import { batching, checkProtocol, sampler } from './settings.ts';
import { traceCalls } from './undici-calls.ts';

const NAME = 'nearby-stores';
/** Milliseconds that the last spans have at the end. */
const LONGEST_CLOSE = 3_000;
/** Milliseconds between two complaints about a collector. */
const COMPLAIN_EVERY = 600_000;
/** A list of ids makes a statement as long as it is. */
const LONGEST_STATEMENT = 2_000;

const propagator = new W3CTraceContextPropagator();
const headersOf = {
  get: (headers: FastifyRequest['headers'], name: string) => headers[name],
  keys: (headers: FastifyRequest['headers']) => Object.keys(headers),
};

export class OpenTelemetry {
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;
  readonly #requests = new WeakMap<FastifyRequest, { readonly span: Span; readonly within: Context }>();
  readonly #endCalls: () => void;
  #complainedAt = Number.NEGATIVE_INFINITY;

  /** @throws CannotStart */
  constructor(environment: NodeJS.ProcessEnv) {
    checkProtocol(environment);
    const told = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
    this.#provider = new TracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ 'service.name': NAME }))
        .merge(told),
      sampler: sampler(environment),
      spanProcessors: [
        new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batching(environment) }),
      ],
    });
    this.#tracer = this.#provider.getTracer(NAME);
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    this.#endCalls = traceCalls(this.#tracer);
    setGlobalErrorHandler((error) => this.#complain(error));
  }

  traced<Result>(job: string, work: () => Promise<Result>): Promise<Result> {
    return this.#tracer.startActiveSpan(job, { root: true }, async (span) => {
      try {
        return await work();
      } catch (error) {
        fail(span, error);
        throw error;
      } finally {
        span.end();
      }
    });
  }

  /** A query that is over. Those that belong to nothing, such as asking for news, would be traces of their own. */
  queried(system: string, event: LogEvent): void {
    if (!trace.getActiveSpan()?.isRecording()) return;
    const end = Date.now();
    const { sql } = event.query;
    const summary = summaryOf(sql);
    const span = this.#tracer.startSpan(summary, {
      kind: SpanKind.CLIENT,
      startTime: end - event.queryDurationMillis,
      attributes: {
        'db.system.name': system,
        'db.query.summary': summary,
        'db.query.text': sql.slice(0, LONGEST_STATEMENT),
      },
    });
    if (event.level === 'error') fail(span, event.error);
    span.end(end);
  }

  /** A request came: `next` and all that follows it belong to its trace, or to the one that its headers name. */
  begin(request: FastifyRequest, next: () => void): void {
    const { method, routeOptions, headers } = request;
    const route = routeOptions.url;
    const attributes: Attributes = { 'http.request.method': method, ...(route && { 'http.route': route }) };
    const span = this.#tracer.startSpan(
      route ? `${method} ${route}` : method,
      { kind: SpanKind.SERVER, attributes },
      propagator.extract(ROOT_CONTEXT, headers, headersOf),
    );
    const within = trace.setSpan(ROOT_CONTEXT, span);
    this.#requests.set(request, { span, within });
    context.with(within, next);
  }

  /** The same once more: what was called by a socket, such as the end of a body, does not know where it belongs. */
  within(request: FastifyRequest, next: () => void): void {
    context.with(this.#requests.get(request)?.within ?? ROOT_CONTEXT, next);
  }

  /** @param reply  absent: the client left before it was answered */
  end(request: FastifyRequest, reply?: FastifyReply): void {
    const span = this.#requests.get(request)?.span;
    if (!span?.isRecording()) return;
    if (reply) span.setAttribute('http.response.status_code', reply.statusCode);
    else span.setAttribute('error.type', 'client-left');
    if (reply && reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  idsOf(request: FastifyRequest): object {
    return ids(this.#requests.get(request)?.span);
  }

  idsOfNow(): object {
    return ids(trace.getActiveSpan());
  }

  async close(): Promise<void> {
    this.#endCalls();
    const late = new AbortController();
    await Promise.race([
      this.#provider.shutdown().catch((error) => this.#complain(error)),
      delay(LONGEST_CLOSE, undefined, { signal: late.signal }),
    ]);
    late.abort();
    context.disable();
  }

  /** A collector that is away fails every few seconds. */
  #complain(error: unknown): void {
    const now = performance.now();
    if (now - this.#complainedAt < COMPLAIN_EVERY) return;
    this.#complainedAt = now;
    process.emitWarning(`Traces cannot be sent: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const ids = (span: Span | undefined) => {
  if (!span) return {};
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId };
};

/** What is done, and to which table first: `select store_versions`. */
function summaryOf(sql: string): string {
  const [, doing = 'query'] = /^[\s(]*(\w+)/.exec(sql) ?? [];
  const [, table] = /\b(?:from|into|update|copy)\s+"?(\w+)"?/i.exec(sql) ?? [];
  return [doing.toLowerCase(), table].filter(Boolean).join(' ');
}
