// Links that show a place in the map applications of the customer's phone. Each has its own datum, order of axes and
// parameters; all are plain https, so that they also open where the application is missing.
import type { Datum } from '../../shared/datum.ts';
import type { Store } from '../../shared/store.ts';
import { positionIn } from '../nearby/store-record.ts';

type MapName = 'tencent' | 'amap' | 'baidu' | 'apple' | 'google';
export type MapLink = { readonly map: MapName; readonly url: string };

const source = 'nearby-stores';

/** The maps for a store, the most useful first. `address` in one line, may be empty. */
export function mapLinks(store: Store, name: string, address: string): MapLink[] {
  const at = (datum: Datum) => {
    const [lon, lat] = positionIn(store, datum);
    return { lonLat: `${degrees(lon)},${degrees(lat)}`, latLon: `${degrees(lat)},${degrees(lon)}` };
  };
  // Tencent, AMap and Apple draw China shifted, and take positions in it shifted; abroad gcj02 is wgs84.
  const { lonLat, latLon } = at('gcj02');
  const tencent = link('https://apis.map.qq.com/uri/v1/marker', {
    marker: `coord:${latLon};title:${plain(name)};addr:${plain(address)}`,
    referer: source,
  });
  const amap = link('https://uri.amap.com/marker', {
    position: lonLat,
    name,
    coordinate: 'gaode',
    callnative: '1',
    src: source,
  });
  const baidu = link('https://api.map.baidu.com/marker', {
    location: at('bd09').latLon,
    title: name,
    content: address || name,
    coord_type: 'bd09ll',
    output: 'html',
    src: `webapp.${source}`,
  });
  const apple = link('https://maps.apple.com/', { ll: latLon, q: name });
  const chinese: MapLink[] = [
    { map: 'tencent', url: tencent },
    { map: 'amap', url: amap },
    { map: 'baidu', url: baidu },
    { map: 'apple', url: apple },
  ];
  if (store.region === 'CN') return chinese;
  // Google shifts the mainland only, so everywhere else it takes wgs84.
  const google = link('https://www.google.com/maps/search/', { api: '1', query: at('wgs84').latLon });
  return [{ map: 'google', url: google }, ...chinese];
}

const link = (base: string, parameters: Readonly<Record<string, string>>): string =>
  // `+` for a space is not read by all of them.
  `${base}?${new URLSearchParams(parameters).toString().replaceAll('+', '%20')}`;

const degrees = (value: number): string => String(Math.round(value * 1e6) / 1e6);

/** Without what separates the parts of Tencent's marker. */
const plain = (text: string): string => text.replace(/[:;|]/g, ' ');
