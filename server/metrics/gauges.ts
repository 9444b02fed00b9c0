// What is looked up when somebody asks for the metrics, and costs nothing until then.
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, type Registry } from 'prom-client';
import { type JobTally, jobTallies, type Outcome } from '../jobs.ts';
import { IMPORT_STATES } from '../storage/imports/contract.ts';
import type { RequestTally } from './request-tally.ts';

/** Imports that are looked at for their state: the newest. */
const IMPORTS = 100;

export function registerGauges(
  app: FastifyInstance,
  registry: Registry,
  tallies: readonly RequestTally[],
): void {
  const registers = [registry];
  // Every process holds the same index and sees the same jobs: together they have what one of them has.
  const same = { registers, aggregator: 'max' } as const;
  const { nearby, storage } = app;

  new Counter({
    registers,
    name: 'nearby_stores_http_requests_total',
    help: 'Answered requests by route, method and status; what no route takes is not counted',
    labelNames: ['route', 'method', 'status'],
    collect() {
      this.reset();
      for (const tally of tallies) {
        const { route, method } = tally;
        for (const [status, times] of tally.statuses()) this.inc({ route, method, status }, times);
      }
    },
  });
  new Counter({
    registers,
    name: 'nearby_stores_http_request_seconds_total',
    help: 'Time that the answers took, together',
    labelNames: ['route', 'method'],
    collect() {
      this.reset();
      for (const { route, method, seconds } of tallies) if (seconds > 0) this.inc({ route, method }, seconds);
    },
  });
  new Gauge({
    ...same,
    name: 'nearby_stores_index_stores',
    help: 'Published stores that can be found',
    collect() {
      this.set(nearby.size);
    },
  });
  new Gauge({
    registers,
    aggregator: 'min',
    name: 'nearby_stores_index_revision',
    help: 'The last change of the catalogue that is part of every answer',
    collect() {
      this.set(nearby.revision);
    },
  });
  new Gauge({
    registers,
    aggregator: 'min',
    name: 'nearby_stores_index_ready',
    help: '1 when every published store can be found',
    collect() {
      this.set(nearby.ready ? 1 : 0);
    },
  });
  let changedAt = Date.now();
  app.addHook('onClose', async () => stopWatching());
  const stopWatching = storage.stores.watch(() => {
    changedAt = Date.now();
  });
  new Gauge({
    registers,
    aggregator: 'min',
    name: 'nearby_stores_index_changed_timestamp_seconds',
    help: 'When the index last heard of a change, or began',
    collect() {
      this.set(changedAt / 1_000);
    },
  });
  new Gauge({
    ...same,
    name: 'nearby_stores_imports',
    help: `Imports by state, of the newest ${IMPORTS}`,
    labelNames: ['state'],
    async collect() {
      const counts = new Map<string, number>(IMPORT_STATES.map((state) => [state, 0]));
      // A database that is away must not take the other metrics away with it.
      const imports = await storage.imports.list(IMPORTS).catch(() => []);
      for (const { state } of imports) counts.set(state, (counts.get(state) ?? 0) + 1);
      this.reset();
      for (const [state, count] of counts) this.set({ state }, count);
    },
  });
  const ofJobs = (count: (job: string, outcome: Outcome, times: JobTally[Outcome]) => void) => {
    for (const [job, tally] of jobTallies) {
      count(job, 'done', tally.done);
      count(job, 'failed', tally.failed);
    }
  };
  new Counter({
    registers,
    name: 'nearby_stores_jobs_total',
    help: 'Work in the background by how it went; failed: tried again, or left for somebody to look at',
    labelNames: ['job', 'outcome'],
    collect() {
      this.reset();
      ofJobs((job, outcome, { count }) => this.inc({ job, outcome }, count));
    },
  });
  new Counter({
    registers,
    name: 'nearby_stores_job_seconds_total',
    help: 'Time that work in the background took, together',
    labelNames: ['job', 'outcome'],
    collect() {
      this.reset();
      ofJobs((job, outcome, { seconds }) => this.inc({ job, outcome }, seconds));
    },
  });
  new Counter({
    registers,
    name: 'nearby_stores_upstream_calls_total',
    help: 'Calls of other services by how they went; resting: not called, since it failed too often just now',
    labelNames: ['upstream', 'outcome'],
    collect() {
      this.reset();
      for (const { origin, calls } of app.upstreams) {
        for (const [outcome, count] of Object.entries(calls)) this.inc({ upstream: origin, outcome }, count);
      }
    },
  });
  new Gauge({
    ...same,
    name: 'nearby_stores_upstream_resting',
    help: '1 while a service that failed too often is left alone',
    labelNames: ['upstream'],
    collect() {
      this.reset();
      for (const { origin, isResting } of app.upstreams) this.set({ upstream: origin }, isResting ? 1 : 0);
    },
  });
  new Gauge({
    registers,
    name: 'nearby_stores_database_connections',
    help: 'Connections to PostgreSQL, and queries that wait for one; SQLite has none',
    labelNames: ['pool', 'state'],
    collect() {
      this.reset();
      for (const { pool, ...states } of storage.connections()) {
        for (const [state, count] of Object.entries(states)) this.set({ pool, state }, count);
      }
    },
  });
}
