// Traces of OpenTelemetry, where somebody wants them: what a request, a job, a query or a call of another service took,
// and which of them belong together. Its packages are loaded only then; without them a place that could be traced asks one
// variable. What a span holds is the same for everybody: routes, never addresses with their values, statements without
// their parameters, hosts without paths. No coordinates, names, keys, openids or texts of errors.
import type { FastifyRequest } from 'fastify';
import type { KyselyConfig } from 'kysely';
import type { OpenTelemetry } from './open-telemetry.ts';

let openTelemetry: OpenTelemetry | undefined;

export type Tracing = {
  /** Sends what is not sent yet; a collector that does not answer is not waited for. */
  close(): Promise<void>;
};

/**
 * Traces from now on, in this process, if the environment says where to.
 * @throws CannotStart naming a variable that cannot be followed
 */
export async function startTracing(environment: NodeJS.ProcessEnv): Promise<Tracing | undefined> {
  if (!isWanted(environment)) return undefined;
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  const started = new OpenTelemetry(environment);
  openTelemetry = started;
  return {
    async close() {
      openTelemetry = undefined;
      await started.close();
    },
  };
}

const isWanted = (environment: NodeJS.ProcessEnv): boolean =>
  Boolean(environment.OTEL_EXPORTER_OTLP_ENDPOINT || environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) &&
  environment.OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
  environment.OTEL_TRACES_EXPORTER !== 'none';

/** Carries a job out, which nobody asked for just now: a trace of its own. */
export const traced = <Result>(job: string, work: () => Promise<Result>): Promise<Result> =>
  openTelemetry === undefined ? work() : openTelemetry.traced(job, work);

/** What Kysely is to be told, so that queries of requests and jobs are parts of their traces. */
export const queryTracing = (system: 'postgresql' | 'sqlite'): Pick<KyselyConfig, 'log'> => {
  const tracing = openTelemetry;
  return tracing === undefined ? {} : { log: (event) => tracing.queried(system, event) };
};

/** Undefined where nothing is traced. */
export const tracesRequests = (): Pick<OpenTelemetry, 'begin' | 'within' | 'end'> | undefined =>
  openTelemetry;

/** What a line of the log says of the trace that it belongs to. */
export const logTraces = (): { mixin?: () => object } => {
  const tracing = openTelemetry;
  return tracing === undefined ? {} : { mixin: () => tracing.idsOfNow() };
};

/** The same for a line about a request that may be over. */
export const traceOf = (request: FastifyRequest): object | undefined => openTelemetry?.idsOf(request);
