// The nearby endpoint, whole (parameters read, headers and hooks as on every route, ten records of some 500 bytes),
// against Fastify's hello world, and against what a library and JSON.stringify come to: processor time of the server a
// request, all asked in turn.
import { queryPositions } from './catalogue.ts';
import { type Server, startServer } from './http-load.ts';
import { type BenchRow, costRow } from './row.ts';

const WARM_UP = 5;
const ROUNDS = 9;
const REQUESTS = 8_000;
const PER_SECOND = 1_000;

export const nearbyPaths = (radiusMeters: number, root = '/api/v1/stores/nearby'): string[] =>
  queryPositions(2_000).map(
    ([lon, lat]) => `${root}?lat=${lat.toFixed(6)}&lon=${lon.toFixed(6)}&radius=${radiusMeters}`,
  );

export async function bench(): Promise<BenchRow[]> {
  const hello = await startServer(['hello'], ['/']);
  const nearby = await startServer(['nearby', '100000'], nearbyPaths(50_000));
  const library = await startServer(['geokdbush', '100000'], nearbyPaths(50_000, '/'));
  const rows: BenchRow[] = [];
  try {
    const [ours, helloCosts, libraryCosts] = await costs([nearby, hello, library]);
    const at = 'http: nearby at 100,000 stores, 50 km';
    rows.push(
      costRow(`${at}, against Fastify's hello world`, 0.6, ours!, helloCosts!),
      costRow(`${at}, against Fastify, geokdbush and JSON.stringify`, 3, ours!, libraryCosts!),
      {
        name: `${at}, ${PER_SECOND.toLocaleString('en')} a second: median time of an answer / of hello world's`,
        ratios: await pacedRatios(nearby, hello),
        of: 'time',
        goal: 1.2,
      },
    );
  } finally {
    await Promise.all([nearby.stop(), library.stop()]);
  }
  const million = await startServer(['nearby', '1000000'], nearbyPaths(50_000));
  try {
    const [ours, helloCosts] = await costs([million, hello]);
    rows.push(
      costRow(
        "http: nearby at 1,000,000 stores, 50 km, against Fastify's hello world",
        0.55,
        ours!,
        helloCosts!,
      ),
    );
  } finally {
    await Promise.all([million.stop(), hello.stop()]);
  }
  return rows;
}

/** What a request costs each of the servers, a number a round. */
async function costs(servers: readonly Server[]): Promise<number[][]> {
  const all: number[][] = servers.map(() => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const [i, server] of servers.entries()) {
      const cost = await server.costOf(REQUESTS);
      if (round >= 0) all[i]!.push(cost);
    }
    console.log(`  ${all.map((each) => each.at(-1)?.toFixed(1) ?? 'warming up').join(', ')} µs`);
  }
  return all;
}

async function pacedRatios(ours: Server, peer: Server): Promise<number[]> {
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = await peer.medianAt(PER_SECOND, 2 * PER_SECOND);
    ratios.push((await ours.medianAt(PER_SECOND, 2 * PER_SECOND)) / theirs);
  }
  return ratios;
}
