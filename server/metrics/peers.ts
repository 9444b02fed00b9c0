// The metrics of all processes of this machine together, whichever of them is asked.
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { isWorker, onPeers, tellPeers } from '../workers.ts';

/** Milliseconds that the others have; one that is starting, or gone, is left out. */
const LONGEST_WAIT = 1_000;

type Message = { readonly metricsAsked: string } | { readonly metricsOf: string; readonly metrics: object };

/** Answers other processes from now on. Answers how to ask them, and how to stop. */
export function openPeers(own: Registry, workers: number) {
  const waiting = new Map<string, (metrics: object) => void>();
  const deafen = onPeers((said) => {
    if (!isMessage(said)) return;
    if ('metricsOf' in said) waiting.get(said.metricsOf)?.(said.metrics);
    else {
      own.getMetricsAsJSON().then(
        (metrics) => tellPeers({ metricsOf: said.metricsAsked, metrics }),
        () => {},
      );
    }
  });

  async function others(): Promise<object[]> {
    const id = randomUUID();
    const told: object[] = [];
    const { promise: all, resolve } = Promise.withResolvers<void>();
    waiting.set(id, (metrics) => {
      if (told.push(metrics) === workers - 1) resolve();
    });
    const timer = setTimeout(resolve, LONGEST_WAIT);
    tellPeers({ metricsAsked: id });
    await all;
    clearTimeout(timer);
    waiting.delete(id);
    return told;
  }

  return {
    async text(): Promise<string> {
      if (!isWorker || workers === 1) return own.metrics();
      return AggregatorRegistry.aggregate([await own.getMetricsAsJSON(), ...(await others())]).metrics();
    },
    close: deafen,
  };
}

const isMessage = (said: unknown): said is Message =>
  typeof said === 'object' && said !== null && ('metricsAsked' in said || 'metricsOf' in said);
