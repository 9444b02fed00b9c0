// Several processes of the service on one machine behind one port. The first process starts them, hands them their
// connections in turn (node:cluster) and starts another one where one ended; it opens no storage and answers nothing.

import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { CannotStart } from './errors.ts';

/** Milliseconds before another one starts: twice as long each time, until one has lived for a while. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;
const SETTLED_AFTER = 60_000;

/** Set for a worker that must not take connections before it can answer them, since others can. */
const LISTEN_WHEN_READY = 'NEARBY_STORES_LISTEN_WHEN_READY';

const CLOSE = 'close';
/** A worker's message to the first process. */
type Said = { readonly ready: string } | { readonly peers: unknown };

export type Workers = {
  /** Where they listen. */
  readonly address: string;
  /** Lets each answer what it has begun. */
  close(): Promise<void>;
};

/**
 * Starts so many workers with this program's own arguments; resolves when the first of them is ready. That one starts
 * alone, so that an empty database is filled once and a port that is taken is told of once.
 * @throws CannotStart when it ends before; it has said why
 */
export async function startWorkers(count: number): Promise<Workers> {
  cluster.schedulingPolicy = cluster.SCHED_RR;
  const ready = new Set<Worker>();
  const closing = new AbortController();
  const first = Promise.withResolvers<string>();

  function start(): Worker {
    const worker = cluster.fork(ready.size > 0 ? { [LISTEN_WHEN_READY]: 'yes' } : {});
    worker.on('message', (said: Said) => {
      if ('ready' in said) {
        ready.add(worker);
        first.resolve(said.ready);
      } else {
        for (const peer of ready) if (peer !== worker) peer.send(said);
      }
    });
    return worker;
  }

  /** One worker after the other, until all are closed. */
  async function keepOne(): Promise<void> {
    for (let wait = FIRST_WAIT; !closing.signal.aborted; ) {
      const startedAt = performance.now();
      const worker = start();
      const [code, signal] = await once(worker, 'exit');
      ready.delete(worker);
      if (closing.signal.aborted) return;
      first.reject(new CannotStart('The service could not be started.'));
      if (performance.now() - startedAt > SETTLED_AFTER) wait = FIRST_WAIT;
      console.error(`The worker ${worker.process.pid} ended (${signal ?? code}): another one is started.`);
      await delay(wait, undefined, { signal: closing.signal }).catch(() => {});
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  // Each keeps its own log, and has its own handler.
  process.on('SIGUSR2', () => {
    for (const worker of ready) worker.process.kill('SIGUSR2');
  });
  const kept = [keepOne()];
  const address = await first.promise;
  while (kept.length < count) kept.push(keepOne());
  return {
    address,
    async close() {
      closing.abort();
      for (const worker of Object.values(cluster.workers ?? {})) worker?.send(CLOSE);
      await Promise.all(kept);
    },
  };
}

/** Whether this process is one of several. */
export const isWorker = cluster.isWorker;

/** Whether this process takes connections from the start, though it cannot answer much yet. */
export const listensAtOnce = process.env[LISTEN_WHEN_READY] === undefined;

/** Tells the first process that this worker answers. */
export const tellReady = (address: string) => say({ ready: address });

/** Calls when the first process closes this worker. */
export function onClosed(close: () => void): void {
  process.on('message', (message) => {
    if (message === CLOSE) close();
  });
}

/** Tells the other workers; where there are none, nobody. */
export const tellPeers = (message: unknown) => say({ peers: message });

/** Hears what other workers tell. Answers how to stop it. */
export function onPeers(listener: (message: unknown) => void): () => void {
  const hear = (said: unknown) => {
    if (typeof said === 'object' && said !== null && 'peers' in said) listener(said.peers);
  };
  process.on('message', hear);
  return () => void process.off('message', hear);
}

function say(said: Said): void {
  // The first process may be gone: then this one ends as well, by itself.
  if (cluster.isWorker && process.connected) process.send?.(said, undefined, undefined, () => {});
}
