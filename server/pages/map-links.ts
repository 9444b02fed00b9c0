// Links that show a place in the map applications of the customer's phone. Each has its own datum, order of axes and
// parameters; all are plain https, so that WeChat's browser opens them and so does one without the application.
//
// tencent  lbs.qq.com, URI API v1 `marker`: one parameter of name:value pairs between `;`, several markers between `|`;
//          latitude first; GCJ-02.
// amap     lbs.amap.com, URI API `marker`: longitude first; GCJ-02 where coordinate=gaode. callnative=0, since WeChat
//          does not let a page call the application; AMap's own page offers it.
// baidu    lbsyun.baidu.com, URI API `marker`: latitude first; BD-09 where coord_type=bd09ll; content must not be empty.
// apple    developer.apple.com, Map Links: latitude first; q is the label where ll is given. Its map of the mainland is
//          AMap's, everywhere else it is WGS-84.
// google   developers.google.com, Maps URLs: latitude first; WGS-84, of no use in the mainland.
import { chinaPart, type Datum } from '../../shared/datum.ts';
import { oneLine } from '../../shared/plain-text.ts';
import type { Store } from '../../shared/store.ts';
import { groundOf, positionIn } from '../nearby/store-record.ts';

type MapName = 'tencent' | 'amap' | 'baidu' | 'apple' | 'google';
export type MapLink = { readonly map: MapName; readonly url: string };

/**
 * The maps for a store, WeChat's own first.
 * @param address  in one line, may be empty
 */
export function mapLinks(store: Store, storeName: string, address: string): [MapLink, ...MapLink[]] {
  const at = (datum: Datum) => {
    const [lon, lat] = positionIn(store, datum);
    return { lonLat: `${degrees(lon)},${degrees(lat)}`, latLon: `${degrees(lat)},${degrees(lon)}` };
  };
  const name = oneLine(storeName);
  const place = oneLine(address);
  const isMainland = chinaPart(groundOf(store)) === 'CN';
  const inTencentMarker = (text: string) => encodeURIComponent(withoutSeparators(text));
  const tencent =
    `https://apis.map.qq.com/uri/v1/marker?marker=coord:${at('gcj02').latLon};title:${inTencentMarker(name)}` +
    `;addr:${inTencentMarker(place || name)}&referer=nearby-stores`;
  const amap = link('https://uri.amap.com/marker', {
    position: at('gcj02').lonLat,
    name,
    coordinate: 'gaode',
    callnative: '0',
    src: 'nearby-stores',
  });
  const baidu = link('https://api.map.baidu.com/marker', {
    location: at('bd09').latLon,
    title: name,
    content: place || name,
    coord_type: 'bd09ll',
    output: 'html',
    src: 'webapp.nearby.stores',
  });
  const apple = link('https://maps.apple.com/', { ll: at(isMainland ? 'gcj02' : 'wgs84').latLon, q: name });
  const links: [MapLink, ...MapLink[]] = [
    { map: 'tencent', url: tencent },
    { map: 'amap', url: amap },
    { map: 'baidu', url: baidu },
    { map: 'apple', url: apple },
  ];
  if (isMainland) return links;
  const google = link('https://www.google.com/maps/search/', { api: '1', query: at('wgs84').latLon });
  return [...links, { map: 'google', url: google }];
}

/** With %20 for a space, since not all of them read `+`, and the comma of a pair as their documents write it. */
const link = (base: string, parameters: Readonly<Record<string, string>>): string => {
  const pairs = Object.entries(parameters).map(([key, value]) => {
    const isPosition = /^-?[\d.]+,-?[\d.]+$/.test(value);
    return `${key}=${isPosition ? value : encodeURIComponent(value)}`;
  });
  return `${base}?${pairs.join('&')}`;
};

const degrees = (value: number): string => String(Math.round(value * 1e6) / 1e6);

const separators: Readonly<Record<string, string>> = { ':': '：', ';': '；', '|': '｜' };
/** What separates the parts of a marker as its full-width twin: escaped or not, a reader might split there. */
const withoutSeparators = (text: string): string => text.replace(/[:;|]/g, (mark) => separators[mark]!);
