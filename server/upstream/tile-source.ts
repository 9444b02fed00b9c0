// Where the tiles of the map come from, and what has to be known of them to draw stores on them.
import { createHash } from 'node:crypto';
import type { ShownTiles } from '../../shared/settings.ts';
import type { Config } from '../config.ts';
import { CannotStart } from '../errors.ts';

/** The place of a tile: rows counted from the north, as everybody's but TMS. */
export type TilePlace = { readonly z: number; readonly x: number; readonly y: number };

export type TileLayer = {
  /** In our addresses, /tiles/{id}/{z}/{x}/{y}, and in the cache. Never holds a key. */
  readonly id: string;
  /** Path and query below the source's origin, with {z}, {x} and {y} or {-y}; may hold a key. */
  readonly template: string;
};

/**
 * Tiles in the projection of web maps (EPSG:3857), 256 pixels wide. One host: sub-domains are for browsers, which open
 * six connections to each; here the connections are counted anyway.
 */
export type TileSource = Pick<ShownTiles, 'datum' | 'minZoom' | 'maxZoom' | 'attribution'> & {
  /** As failures name it. */
  readonly name: string;
  /** Scheme, host and port: where requests go to, and nowhere else. */
  readonly origin: string;
  /** Drawn over each other, the lowest first. */
  readonly layers: readonly TileLayer[];
};

/** https://operations.osmfoundation.org/policies/tiles/ */
const openStreetMap = (): TileSource => ({
  name: 'OpenStreetMap',
  origin: 'https://tile.openstreetmap.org',
  datum: 'wgs84',
  minZoom: 0,
  maxZoom: 19,
  attribution: [{ text: '© OpenStreetMap contributors', url: 'https://www.openstreetmap.org/copyright' }],
  layers: [{ id: 'osm', template: '/{z}/{x}/{y}.png' }],
});

/** http://lbs.tianditu.gov.cn/server/MapService.html: streets (vec) and their Chinese names (cva), CGCS2000. */
const tianditu = (key: string): TileSource => {
  const layer = (id: string, name: string): TileLayer => ({
    id,
    template:
      `/${name}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default` +
      `&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`,
  });
  return {
    name: '天地图',
    origin: 'https://t0.tianditu.gov.cn',
    datum: 'wgs84',
    minZoom: 1,
    maxZoom: 18,
    attribution: [{ text: '© 天地图', url: 'https://www.tianditu.gov.cn' }],
    layers: [layer('tianditu', 'vec'), layer('tianditu-labels', 'cva')],
  };
};

/**
 * https://lbs.qq.com/service/webService/webServiceGuide/WMTS. A service for paying customers. Its rows are counted from
 * the north, as WMTS has them; only Tencent's older, undocumented tile servers count from the south.
 */
const tencent = (key: string): TileSource => ({
  name: '腾讯地图',
  origin: 'https://apis.map.qq.com',
  datum: 'gcj02',
  minZoom: 4,
  maxZoom: 18,
  attribution: [{ text: '© 腾讯地图', url: 'https://map.qq.com' }],
  layers: [
    {
      id: 'tencent',
      template:
        '/maptile/base/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=default&STYLE=default' +
        '&FORMAT=image/png&TILEMATRIXSET=EPSG:3857&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}' +
        `&key=${encodeURIComponent(key)}`,
    },
  ],
});

/** The id changes with the address: neither our cache nor a browser's takes an old map's tiles for a new one's. */
function own(address: string, { tileDatum, tileAttribution, tileMaxZoom }: Config): TileSource {
  const [origin = ''] = /^[a-z]+:\/\/[^/]+/i.exec(address) ?? [];
  const mark = createHash('sha256').update(address).digest('hex').slice(0, 8);
  return {
    name: 'The tile server of TILE_SOURCE',
    origin,
    datum: needed(tileDatum, 'TILE_DATUM', 'an address'),
    minZoom: 0,
    maxZoom: tileMaxZoom,
    attribution: [needed(tileAttribution, 'TILE_ATTRIBUTION', 'an address')],
    layers: [{ id: `own-${mark}`, template: address.slice(origin.length) }],
  };
}

/**
 * The configured source; undefined for the map that is shipped.
 * @throws CannotStart when another setting is missing for it
 */
export function tileSourceOf(config: Config): TileSource | undefined {
  const { tileSource, tiandituKey, tencentKey } = config;
  switch (tileSource) {
    case 'offline':
      return undefined;
    case 'osm':
      return openStreetMap();
    case 'tianditu':
      return tianditu(needed(tiandituKey, 'TIANDITU_KEY', tileSource));
    case 'tencent':
      return tencent(needed(tencentKey, 'TENCENT_KEY', tileSource));
    default:
      return own(tileSource, config);
  }
}

/** What the page is told: nothing of where the tiles come from. */
export const shownTiles = ({ layers, datum, minZoom, maxZoom, attribution }: TileSource): ShownTiles => ({
  layers: layers.map(({ id }) => `/tiles/${id}/{z}/{x}/{y}`),
  datum,
  minZoom,
  maxZoom,
  attribution,
});

/** Path and query of one tile at its source. */
export const tilePath = ({ template }: TileLayer, { z, x, y }: TilePlace): string =>
  template
    .replace('{z}', `${z}`)
    .replace('{x}', `${x}`)
    .replace('{y}', `${y}`)
    .replace('{-y}', `${2 ** z - 1 - y}`);

function needed<T>(value: T | undefined, setting: string, source: string): T {
  if (value === undefined) throw new CannotStart(`${setting} must be set when TILE_SOURCE is ${source}.`);
  return value;
}
