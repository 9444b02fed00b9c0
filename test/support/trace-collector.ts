// What stands in for a collector of OpenTelemetry: takes OTLP as JSON over HTTP and keeps the spans.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export type CollectedSpan = {
  readonly name: string;
  /** OTLP: 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for the first of a trace. */
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** OTLP: 2 is an error. */
  readonly status: number | undefined;
  readonly service: string;
};

export type TraceCollector = {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  readonly address: string;
  readonly spans: readonly CollectedSpan[];
  /** Everything that came, as text. */
  said(): string;
  close(): Promise<void>;
};

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };
type Attribute = { key: string; value: Value };
type Batch = {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: (Omit<CollectedSpan, 'attributes' | 'status' | 'service'> & {
        attributes?: Attribute[];
        status?: { code?: number };
      })[];
    }[];
  }[];
};

const valuesOf = (attributes: readonly Attribute[] = []) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.boolValue ?? Number(value.intValue)]),
  );

export async function startCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  let said = '';
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/traces') {
      response.writeHead(404).end();
      return;
    }
    const batch = (await json(request)) as Batch;
    said += JSON.stringify(batch);
    for (const { resource, scopeSpans } of batch.resourceSpans) {
      const service = String(valuesOf(resource.attributes)['service.name']);
      for (const span of scopeSpans.flatMap((scope) => scope.spans)) {
        const { name, kind, traceId, spanId, parentSpanId } = span;
        spans.push({
          name,
          kind,
          traceId,
          spanId,
          parentSpanId: parentSpanId || undefined,
          attributes: valuesOf(span.attributes),
          status: span.status?.code || undefined,
          service,
        });
      }
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    said: () => said,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
