import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Author, Storage } from '../storage/repository.ts';
import { type DemoFile, fieldsOf } from './demo-file.ts';
import { DEMO_SOURCES } from './sources.ts';

const loader: Author = { kind: 'system', name: 'demo' };

/**
 * Fills a catalogue that never held a store; any other stays as it is. All stores at once or none.
 * @param now  closures and special days of invented stores lie around it
 * @returns how many stores were put
 */
export async function loadDemo(storage: Storage, now = new Date()): Promise<number> {
  if ((await storage.stores.changesAfter(0, 1)).length > 0) return 0;
  const files = await Promise.all(DEMO_SOURCES.flatMap(({ files }) => files.map(demoFile)));
  const puts = files.flatMap(({ common, stores }) =>
    stores.map((store) => ({ id: store.id, fields: fieldsOf(common, store, now) })),
  );
  return (await storage.stores.put(puts, loader)).length;
}

const demoFile = async (name: string): Promise<DemoFile> =>
  JSON.parse(await readFile(join(import.meta.dirname, name), 'utf8'));
