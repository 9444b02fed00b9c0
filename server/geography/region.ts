// Which region a store stands in, by borders fine enough for Luohu and Gongbei.
import { borders, feature } from '@rapideditor/country-coder';
import { chinaBorders, chinaPart } from '../../shared/china-region.ts';
import type { Position } from '../../shared/position.ts';
import type { Region } from '../../shared/store.ts';
import { BorderCells } from './border-cells.ts';

/**
 * The region of a WGS-84 position. On land by country-coder's borders; Hong Kong and Macau are the same in the datum's
 * outline, which also knows the coast's waters, where country-coder has open sea.
 */
export function regionOf(position: Position): Region {
  cells ??= new BorderCells(allBorders(), regionAmongBorders);
  return cells.at(position);
}
let cells: BorderCells<Region> | undefined;

/** The code of the territory, else of the state, that a WGS-84 position lies in: as isoCode, once a cell without a border. */
export function territoryAt(position: Position): string | undefined {
  territories ??= new BorderCells(allBorders(), (at) => isoCode(at, 'territory') ?? isoCode(at, 'country'));
  return territories.at(position);
}
let territories: BorderCells<string | undefined> | undefined;

function* allBorders(): Generator<readonly Position[]> {
  yield* chinaBorders();
  for (const { geometry } of borders.features) {
    if (geometry?.type === 'MultiPolygon')
      for (const polygon of geometry.coordinates) yield* polygon as unknown as Position[][];
  }
}

/** {@link regionOf}, by a search among all borders: some microseconds. */
export function regionAmongBorders(position: Position): Region {
  const country = isoCode(position, 'country');
  if (country === 'TW') return 'TW';
  if (country === 'CN') return chinaPart(position) ?? 'CN';
  return country === undefined ? (chinaPart(position) ?? 'other') : 'other';
}

/**
 * ISO 3166-1 alpha-2 of the state, or of the territory with a code of its own (`HK`, `RE`), that a WGS-84 position lies
 * in; undefined on the high seas, and for a territory without a code.
 */
export function isoCode([lon, lat]: Position, level: 'country' | 'territory'): string | undefined {
  return feature([lon, lat], { level })?.properties.iso1A2;
}
