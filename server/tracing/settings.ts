// The standard variables that the packages leave to whoever starts them; those of the exporter and of the resource they
// read themselves (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/).
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type BatchSpanProcessorOptions,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import { CannotStart } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const samplers: Readonly<Record<string, (share: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (share) => new TraceIdRatioBasedSampler(share),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (share) => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
};

/** Which traces are kept; all, unless the caller has decided. @throws CannotStart */
export function sampler({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: Environment): Sampler {
  const name = OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on';
  const make = samplers[name];
  if (!make) throw refusal('OTEL_TRACES_SAMPLER', name, `one of ${Object.keys(samplers).join(', ')}`);
  const share = Number(OTEL_TRACES_SAMPLER_ARG?.trim() || 1);
  if (!(share >= 0 && share <= 1))
    throw refusal('OTEL_TRACES_SAMPLER_ARG', OTEL_TRACES_SAMPLER_ARG, 'a share from 0 to 1');
  return make(share);
}

/** How spans are gathered before they go out. @throws CannotStart */
export function batching(environment: Environment): Omit<BatchSpanProcessorOptions, 'exporter'> {
  const number = <Name extends keyof BatchSpanProcessorOptions>(option: Name, variable: string) => {
    const text = environment[variable]?.trim();
    if (!text) return {};
    if (!/^\d{1,9}$/.test(text)) throw refusal(variable, text, 'a whole number');
    return { [option]: Number(text) };
  };
  return {
    ...number('scheduledDelayMillis', 'OTEL_BSP_SCHEDULE_DELAY'),
    ...number('exportTimeoutMillis', 'OTEL_BSP_EXPORT_TIMEOUT'),
    ...number('maxQueueSize', 'OTEL_BSP_MAX_QUEUE_SIZE'),
    ...number('maxExportBatchSize', 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
  };
}

/** JSON goes to every port that takes OTLP over HTTP; to one of gRPC nothing would arrive. @throws CannotStart */
export function checkProtocol({
  OTEL_EXPORTER_OTLP_PROTOCOL,
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL,
}: Environment): void {
  for (const [name, value] of Object.entries({
    OTEL_EXPORTER_OTLP_PROTOCOL,
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL,
  })) {
    if (value?.trim() === 'grpc')
      throw refusal(name, value, 'http/json or http/protobuf: traces go over HTTP, mostly to port 4318');
  }
}

const refusal = (name: string, value: string | undefined, rule: string) =>
  new CannotStart(`${name} is ${JSON.stringify(value)}: it must be ${rule}.`);
