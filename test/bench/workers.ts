// Two workers against one process: how many more requests two cores answer, by the processor time that a request takes in
// all processes together. The time of the machine would tell less: the load has to come from the same cores.
import { startService } from '../support/service.ts';
import { askAll } from './http-load.ts';
import { cpuOfFamily } from './processor-time.ts';
import type { BenchRow } from './row.ts';

const WARM_UP = 6;
const ROUNDS = 9;
const REQUESTS = 6_000;
const NEAR = '/api/v1/stores/nearby?lat=40.0033&lon=116.3519&radius=50000&limit=10';

export async function bench(): Promise<BenchRow[]> {
  const services = [
    await startService({ RATE_LIMIT: '0' }),
    await startService({ RATE_LIMIT: '0', WORKERS: '2' }),
  ];
  try {
    const ratios: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const costs: number[] = [];
      for (const { origin, pid } of services) {
        const { port } = new URL(origin);
        const request = Buffer.from(`GET ${NEAR} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);
        const before = cpuOfFamily(pid);
        await askAll(Number(port), [request], REQUESTS);
        costs.push((cpuOfFamily(pid) - before) / REQUESTS);
      }
      const [one, two] = costs as [number, number];
      console.log(`  one process ${one.toFixed(1)} µs, two ${two.toFixed(1)} µs a request`);
      if (round >= 0) ratios.push((2 * one) / two);
    }
    return [
      {
        name: 'workers: two processes against one, processor time of all of them',
        ratios,
        of: 'rate',
        goal: 1.6,
      },
    ];
  } finally {
    for (const service of services) await service.close();
  }
}
