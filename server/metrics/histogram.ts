// A histogram that was counted elsewhere, as prom-client takes a metric: its own would be told of each value as it comes,
// and looks up a label for it.
import type { Metric, MetricValueWithName, Registry } from 'prom-client';
import { BOUNDS, type RequestTally } from './request-tally.ts';

/** Registers the times of these requests together. */
export function registerHistogram(
  registry: Registry,
  name: string,
  help: string,
  tallies: () => readonly RequestTally[],
): void {
  const get = async () => {
    const all = tallies();
    let count = 0;
    const values: MetricValueWithName<string>[] = [];
    for (let bucket = 0; bucket <= BOUNDS.length; bucket++) {
      count += all.reduce((sum, { buckets }) => sum + buckets[bucket]!, 0);
      values.push({
        metricName: `${name}_bucket`,
        labels: { le: String(BOUNDS[bucket] ?? '+Inf') },
        value: count,
      });
    }
    const seconds = all.reduce((sum, tally) => sum + tally.seconds, 0);
    values.push(
      { metricName: `${name}_sum`, labels: {}, value: seconds },
      { metricName: `${name}_count`, labels: {}, value: count },
    );
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  };
  registry.registerMetric({ name, help, get, reset() {} } as unknown as Metric);
}
