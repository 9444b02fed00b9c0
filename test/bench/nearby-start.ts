// From a full database to the first answer, against reading all its published stores and doing nothing with them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionOf } from '../../server/geography/region.ts';
import { NearbyService } from '../../server/nearby/nearby-service.ts';
import { openStorage } from '../../server/storage/index.ts';
import type { Storage } from '../../server/storage/repository.ts';
import { chainStores, PUBLIC_URL } from './catalogue.ts';
import type { BenchRow } from './row.ts';
import { slices } from './slices.ts';

const STORES = 1_000_000;
const ROUNDS = 3;

export async function bench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nearby-stores-'));
  const storage = await openStorage(folder);
  try {
    for (const stores of slices(chainStores(STORES), 10_000)) {
      const puts = stores.map((fields) => ({ fields }));
      await storage.stores.put(puts, { kind: 'command', name: 'bench' });
    }
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const reading = await seconds(() => readAll(storage));
      const starting = await seconds(() => startOn(storage));
      console.log(`  reads in ${reading.toFixed(1)} s, starts in ${starting.toFixed(1)} s`);
      ratios.push(starting / reading);
    }
    return [
      {
        name: `start: ${STORES.toLocaleString('en')} stores to ready / reading them`,
        ratios,
        of: 'time',
        goal: 3,
      },
    ];
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true });
  }
}

async function readAll({ stores }: Storage): Promise<void> {
  let read = 0;
  for await (const page of (await stores.published()).stores) read += page.length;
  if (read < STORES) throw new Error(`${read} stores were read`);
}

async function startOn({ stores, categories }: Storage): Promise<void> {
  const options = { stores, categories: () => categories.all(), regionOf, publicUrl: PUBLIC_URL };
  const service = new NearbyService(options);
  await service.start();
  await service.close();
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}
