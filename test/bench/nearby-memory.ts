// What the records take in memory, against what they may: half as much again as their JSON, and 60 bytes a store; and
// how little of it the garbage collector has to look at.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { regionOf } from '../../server/geography/region.ts';
import { NearbyService } from '../../server/nearby/nearby-service.ts';
import type { Store } from '../../shared/store.ts';
import { chainStores, PUBLIC_URL, records } from './catalogue.ts';
import type { BenchRow } from './row.ts';
import { slices } from './slices.ts';

const STORES = 100_000;
const PAGE = 1_000;
const ALLOWED_TIMES = 1.5;
const ALLOWED_BYTES = 60;

export async function bench(): Promise<BenchRow[]> {
  const heapBefore = heapInUse();
  const service = new NearbyService({
    stores: {
      published: async () => ({ revision: 1, stores: pages() }),
      watch: () => () => {},
    },
    categories: async () => [],
    regionOf,
    publicUrl: PUBLIC_URL,
  });
  await service.start();
  const heap = heapInUse() - heapBefore;
  let json = 0;
  for (const record of records(STORES)) json += Buffer.byteLength(record.json);
  const name = `memory: records of ${STORES.toLocaleString('en')} stores`;
  return [
    {
      name: `${name} / ${ALLOWED_TIMES} × their JSON and ${ALLOWED_BYTES} bytes a store`,
      ratios: [service.recordBytes / (ALLOWED_TIMES * json + ALLOWED_BYTES * STORES)],
      of: 'time',
      goal: 1,
    },
    {
      name: `${name}, in the heap / outside of it`,
      ratios: [heap / service.recordBytes],
      of: 'time',
      goal: 0.05,
    },
  ];
}

async function* pages(): AsyncGenerator<Store[]> {
  const at = new Date().toISOString();
  let number = 0;
  for (const page of slices(chainStores(STORES), PAGE)) {
    yield page.map((fields) => ({
      ...fields,
      id: `store-${number++}`,
      version: 1,
      createdAt: at,
      updatedAt: at,
    }));
  }
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
