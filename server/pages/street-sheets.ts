// The shipped offline base map, read when a page first needs a part of it and kept: it never changes while we run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sheet, sheetOf } from '../../shared/base-map/sheet.ts';
import type { SheetFile } from '../../shared/base-map/sheet-file.ts';
import type { Position } from '../../shared/position.ts';

const folder = join(import.meta.dirname, '..', '..', 'web', 'static', 'basemap');
const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** An area of streets; west, south, east, north of what is complete. */
type Entry = { readonly name: string; readonly bbox: readonly [number, number, number, number] };

let index: readonly Entry[] | undefined;
const sheets = new Map<string, Sheet>();

/** The streets around a WGS-84 position; undefined where none are shipped. */
export function streetsAt([lon, lat]: Position): Sheet | undefined {
  index ??= read<Entry[]>('sheets');
  const entry = index.find(
    ({ bbox: [west, south, east, north] }) => lon >= west && lon <= east && lat >= south && lat <= north,
  );
  if (!entry) return undefined;
  let sheet = sheets.get(entry.name);
  if (!sheet) {
    sheet = sheetOf(read<SheetFile>(entry.name));
    sheets.set(entry.name, sheet);
  }
  return sheet;
}
