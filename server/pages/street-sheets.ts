// The shipped offline base map, read when a page first needs a part of it and kept: it never changes while we run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenName } from '../../shared/base-map/name-writer.ts';
import { type Sheet, sheetOf } from '../../shared/base-map/sheet.ts';
import type { SheetFile } from '../../shared/base-map/sheet-file.ts';
import { writeNames } from '../../shared/base-map/sheet-names.ts';
import type { Measure } from '../../shared/base-map/writing.ts';
import type { Language } from '../../shared/language.ts';
import type { Position } from '../../shared/position.ts';

const folder = join(import.meta.dirname, '..', '..', 'web', 'static', 'basemap');
const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** An area of streets; west, south, east, north of what is complete. */
type Entry = { readonly name: string; readonly bbox: readonly [number, number, number, number] };

let index: readonly Entry[] | undefined;
const sheets = new Map<string, Sheet>();
const names = new Map<string, WrittenName[]>();

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

/** The names of all streets and places of a sheet, in pixels of a whole `zoom` from the sheet's origin. */
export function streetNames(sheet: Sheet, zoom: number, language: Language): WrittenName[] {
  const key = `${sheet.origin} ${zoom} ${language}`;
  let written = names.get(key);
  if (!written) {
    written = writeNames(sheet, zoom, language, about);
    names.set(key, written);
  }
  return written;
}

/** Without a font to measure by: Chinese characters are square, Latin ones a little more than half as wide. */
const about: Measure = (text, font) => {
  const size = Number(/(\d+)px/.exec(font)![1]);
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 1 : 0.56), 0) * size;
};
