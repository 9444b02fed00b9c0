// The nearby endpoint, whole (parameters read, headers and hooks as on every route, ten records of some 400 bytes),
// against Fastify's hello world: processor time of the server a request, the two asked in turn.
import { cityPositions } from './catalogue.ts';
import { startServer } from './http-load.ts';
import type { BenchRow } from './row.ts';

const STORES = 100_000;
const WARM_UP = 5;
const ROUNDS = 9;
const REQUESTS = 8_000;

export async function bench(): Promise<BenchRow[]> {
  const nextQuery = cityPositions(3);
  const paths = Array.from({ length: 2_000 }, () => {
    const [lon, lat] = nextQuery();
    return `/api/v1/stores/nearby?lat=${lat.toFixed(6)}&lon=${lon.toFixed(6)}&radius=50000&limit=10`;
  });
  const hello = await startServer(['hello'], ['/']);
  const nearby = await startServer(['nearby', String(STORES)], paths);
  try {
    const ratios: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const peer = await hello.costOf(REQUESTS);
      const ours = await nearby.costOf(REQUESTS);
      console.log(`  hello ${peer.toFixed(1)} µs, nearby ${ours.toFixed(1)} µs`);
      if (round >= 0) ratios.push(peer / ours);
    }
    return [
      {
        name: `http: nearby at ${STORES.toLocaleString('en')} stores, 50 km, against Fastify's hello world`,
        ratios,
        of: 'rate',
        goal: 0.5,
      },
    ];
  } finally {
    await Promise.all([hello.stop(), nearby.stop()]);
  }
}
