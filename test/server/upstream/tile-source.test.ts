import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { tilePath, tileSourceOf } from '../../../server/upstream/tile-source.ts';

const KEY = 'ABCDE-12345';
const sourceOf = (settings: Record<string, string>) => tileSourceOf(readConfig(settings))!;
/** The addresses of the tile with the Wudaokou crossing in Beijing: 116.3316 E, 39.9927 N at zoom 15, by the rule of the OpenStreetMap wiki. */
const addresses = (settings: Record<string, string>) => {
  const source = sourceOf(settings);
  return source.layers.map((layer) => source.origin + tilePath(layer, { z: 15, x: 26972, y: 12404 }));
};

describe('the addresses that the providers document', () => {
  it('OpenStreetMap', () => {
    expect(addresses({ TILE_SOURCE: 'osm' })).toEqual(['https://tile.openstreetmap.org/15/26972/12404.png']);
  });

  it('Tianditu, streets and their names', () => {
    const of = (layer: string) =>
      `https://t0.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}` +
      `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX=15&TILEROW=12404&TILECOL=26972&tk=${KEY}`;
    expect(addresses({ TILE_SOURCE: 'tianditu', TIANDITU_KEY: KEY })).toEqual([of('vec'), of('cva')]);
  });

  it('Tencent, rows counted from the north as WMTS does', () => {
    expect(addresses({ TILE_SOURCE: 'tencent', TENCENT_KEY: KEY })).toEqual([
      'https://apis.map.qq.com/maptile/base/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=default' +
        '&STYLE=default&FORMAT=image/png&TILEMATRIXSET=EPSG:3857&TILEMATRIX=15&TILEROW=12404&TILECOL=26972' +
        `&key=${KEY}`,
    ]);
  });
});

const own = { TILE_DATUM: 'wgs84', TILE_ATTRIBUTION: '© Example' };

it('a server whose rows count from the south is asked for its own number', () => {
  expect(addresses({ ...own, TILE_SOURCE: 'http://10.0.0.5:8088/tms/{z}/{x}/{-y}.png' })).toEqual([
    'http://10.0.0.5:8088/tms/15/26972/20363.png',
  ]);
});

it('Tencent draws GCJ-02, the others WGS-84', () => {
  expect(sourceOf({ TILE_SOURCE: 'tencent', TENCENT_KEY: KEY }).datum).toBe('gcj02');
  expect(sourceOf({ TILE_SOURCE: 'tianditu', TIANDITU_KEY: KEY }).datum).toBe('wgs84');
  expect(sourceOf({ TILE_SOURCE: 'osm' }).datum).toBe('wgs84');
});

it('another address of an own server is another source, to every cache', () => {
  const idOf = (address: string) => sourceOf({ ...own, TILE_SOURCE: address }).layers[0]!.id;
  const day = idOf('https://tiles.example.com/day/{z}/{x}/{y}');
  expect(day).toMatch(/^own-[0-9a-f]{8}$/);
  expect(idOf('https://tiles.example.com/night/{z}/{x}/{y}')).not.toBe(day);
  expect(idOf('https://tiles.example.com/day/{z}/{x}/{y}')).toBe(day);
});
