// Makes the data files of the demo catalogue from the tables that README.md names:
//   node server/demo/convert/index.ts <folder with the tables>
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoFile } from '../demo-file.ts';
import { beijingOsm } from './beijing-osm.ts';
import { cnCafes } from './cn-cafes.ts';
import { hongKongSports } from './hong-kong-sports.ts';
import { shanghaiChains } from './shanghai-chains.ts';

const folder = process.argv[2];
if (!folder) throw new Error('Which folder are the tables in? node server/demo/convert/index.ts <folder>');

for (const [name, convert] of Object.entries({
  'cn-cafes': cnCafes,
  'shanghai-chains': shanghaiChains,
  'hong-kong-sports': hongKongSports,
  'beijing-osm': beijingOsm,
})) {
  const file = convert(folder);
  writeFileSync(join(import.meta.dirname, '..', `${name}.json`), asText(file));
  console.log(`${name}: ${file.stores.length} stores, ${file.leftOut.length} left out`);
}

/** A line a store, so that a change shows which one. */
function asText({ common, stores, leftOut }: DemoFile): string {
  return `{"common":${JSON.stringify(common)},\n"leftOut":${JSON.stringify(leftOut)},\n"stores":[\n${stores
    .map((store) => JSON.stringify(store, withoutEmpty))
    .join(',\n')}\n]}\n`;
}

/** Empty lists and objects say the same as nothing. */
function withoutEmpty(_key: string, value: unknown): unknown {
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return empty ? undefined : value;
}
