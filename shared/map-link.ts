// Links of map services: each has its own parameters, order of axes and datum.
import { fromBaiduMercator } from './baidu-mercator.ts';
import { chinaPart } from './china-region.ts';
import { type Datum, toWgs84 } from './datum.ts';
import type { Link } from './link.ts';
import type { FoundPosition, LocationSource, Refusal, RefusalReason } from './location-text.ts';
import { oneLine, shortened } from './plain-text.ts';
import type { Position } from './position.ts';
import { isShortHost } from './short-link.ts';

type Reading = (FoundPosition & { readonly datum: Datum }) | Refusal;
type Reader = (link: Link) => Reading | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  'apis.map.qq.com': tencent,
  'map.qq.com': tencent,
  'uri.amap.com': amap,
  'ditu.amap.com': amap,
  'www.amap.com': amap,
  'wb.amap.com': amap,
  'm.amap.com': amap,
  'api.map.baidu.com': baidu,
  'map.baidu.com': baidu,
  'maps.apple.com': apple,
};
const GOOGLE = /^(?:(?:www|maps|ditu)\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$/;

const readerOf = (host: string): Reader | undefined =>
  Object.hasOwn(READERS, host) ? READERS[host] : GOOGLE.test(host) ? google : undefined;

/** Whether links of this host are read, short ones included. */
export const isMapHost = (host: string): boolean => readerOf(host) !== undefined || isShortHost(host);

/** The position that a link shows, in its own datum. */
export function readMapLink(link: Link): Reading {
  if (link.scheme === 'geo') return geo(link);
  const reader = readerOf(link.host);
  if (!reader) return refused('unknown-host', link.host);
  return reader(link) ?? refused('no-position', link.host);
}

/** Tencent's URI API, v1, and the shared links of its web map. GCJ-02, latitude first; coord_type=1 is GPS. */
function tencent({ parameter }: Link): Reading | undefined {
  const datum = parameter('coord_type') === '1' ? 'wgs84' : 'gcj02';
  const marker = parameter('marker');
  if (marker !== undefined) {
    const parts = marker.split('|', 1)[0]!.split(';');
    const part = (name: string) => parts.find((each) => each.startsWith(`${name}:`))?.slice(name.length + 1);
    return latLon(part('coord'), 'tencent', datum, part('title'));
  }
  const [east, north] = [parameter('pointx'), parameter('pointy')];
  if (east !== undefined && north !== undefined) {
    return latLon(`${north},${east}`, 'tencent', datum, parameter('name'));
  }
  return (
    latLon(parameter('coord'), 'tencent', datum) ??
    latLon(parameter('tocoord'), 'tencent', datum, parameter('to')) ??
    latLon(parameter('center'), 'tencent', datum)
  );
}

/** AMap's URI API has longitude first, the links that its application shares (q, p) latitude first. GCJ-02, unless said. */
function amap({ parameter }: Link): Reading | undefined {
  const datum = parameter('coordinate') === 'wgs84' ? 'wgs84' : 'gcj02';
  const list = (name: string) => parameter(name)?.split('|', 1).join().split(',');
  const shared = list('q') ?? list('p')?.slice(1);
  if (shared) return latLon(shared.slice(0, 2).join(), 'amap', datum, shared[2]);
  const listed = list('position') ?? list('markers') ?? list('to') ?? list('dest') ?? list('center');
  if (listed) {
    const label = parameter('name') ?? parameter('destName') ?? listed[2];
    return lonLat(listed.slice(0, 2).join(), 'amap', datum, label);
  }
  const [east, north] = [parameter('lng'), parameter('lat')];
  return east === undefined ? undefined : lonLat(`${east},${north}`, 'amap', datum, parameter('name'));
}

const BAIDU_TYPES: Readonly<Record<string, Datum>> = { bd09ll: 'bd09', gcj02: 'gcj02', wgs84: 'wgs84' };

/** Baidu's URI API has latitude first, in BD-09 unless coord_type says otherwise; its web map shows Mercator metres. */
function baidu({ segments, parameter }: Link): Reading | undefined {
  const center = segments.findIndex((segment) => segment.startsWith('@'));
  if (center >= 0) return mercator(segments[center]!.slice(1), center > 0 ? segments[center - 1] : undefined);
  const shared = parameter('sharegeo');
  if (shared !== undefined) return mercator(shared, parameter('title'));
  const destination = parameter('destination')?.split('|');
  const part = (name: string) => destination?.find((each) => each.startsWith(name))?.slice(name.length);
  const given = parameter('location') ?? parameter('latlng') ?? part('latlng:') ?? destination?.[0];
  if (given === undefined) return undefined;
  const label = parameter('title') ?? parameter('name') ?? part('name:');
  const type = parameter('coord_type') ?? 'bd09ll';
  if (type === 'bd09mc') return mercator(given.split(',').reverse().join(), label);
  if (!Object.hasOwn(BAIDU_TYPES, type)) return refused('unknown-datum', type);
  return latLon(given, 'baidu', BAIDU_TYPES[type]!, label);
}

/** @param given  metres east and north, perhaps a zoom level after them */
function mercator(given: string, label: string | undefined): Reading | undefined {
  const [east, north] = given.split(',').map(number);
  if (east === undefined || north === undefined) return undefined;
  return located(fromBaiduMercator(east, north), 'baidu', 'bd09', label);
}

/** Apple's map links. Its map of the mainland is AMap's; everywhere else it is WGS-84. */
function apple({ parameter }: Link): Reading | undefined {
  const given = ['coordinate', 'll', 'daddr', 'q', 'sll'].map(parameter);
  const found = given.find((value) => pair(value) !== undefined);
  const name = parameter('name') ?? parameter('q') ?? parameter('address');
  const reading = latLon(found, 'apple', 'gcj02', pair(name) ? undefined : name);
  if (reading?.kind !== 'position') return reading;
  const ground = toWgs84({ position: reading.position, datum: 'gcj02' });
  return chinaPart(ground) === 'CN' ? reading : { ...reading, datum: 'wgs84' };
}

/** Google's map links: the place itself (!3d, !4d) rather than the middle of the map. Its map of the mainland is shifted, its pictures are not. */
function google({ segments, parameter }: Link): Reading | undefined {
  const [kind, ...rest] = segments[0] === 'maps' ? segments.slice(1) : segments;
  const place = /!3d(-?[\d.]{1,24})!4d(-?[\d.]{1,24})/.exec(segments.at(-1) ?? '');
  const center = segments.find((segment) => segment.startsWith('@'))?.slice(1);
  const values = ['q', 'query', 'll', 'center', 'destination', 'daddr', 'viewpoint'].map(parameter);
  const given = [place && `${place[1]},${place[2]}`, ...values, ...rest.slice(0, 1)]
    .map((value) => value?.replace(/^loc:/, ''))
    .find((value) => pair(value ?? undefined) !== undefined);
  const name = kind === 'place' ? rest[0]?.replaceAll('+', ' ') : undefined;
  const reading = latLon(
    given ?? center?.split(',', 2).join(),
    'google',
    'wgs84',
    pair(name) ? undefined : name,
  );
  if (reading?.kind !== 'position' || chinaPart(reading.position) !== 'CN') return reading;
  return refused('google-in-mainland', `${reading.position[1]},${reading.position[0]}`);
}

/** RFC 5870: latitude, longitude, perhaps an altitude; WGS-84 unless crs says otherwise. Android adds ?q=lat,lon(label). */
function geo({ segments, parameter }: Link): Reading {
  const [given = '', ...parameters] = (segments[0] ?? '').split(';');
  const crs = parameters
    .find((each) => /^crs=/i.test(each))
    ?.slice(4)
    .toLowerCase();
  if (crs !== undefined && crs !== 'wgs84') return refused('unknown-datum', crs);
  const query = parameter('q');
  const [, asked, label] = /^([^(]*)(?:\((.*))?$/s.exec(query ?? '') ?? [];
  const isPin = pair(asked) !== undefined;
  // Without a pin 0,0 stands for "look the text up".
  if (query !== undefined && !isPin && /^0+(?:\.0*)?,0+(?:\.0*)?$/.test(given))
    return refused('no-position', query);
  return (
    latLon(isPin ? asked : given.split(',', 2).join(), 'geo', 'wgs84', label?.replace(/\)$/, '')) ??
    refused('no-position', given)
  );
}

const NUMBER = /^\s*[-+]?\d{1,9}(?:\.\d{0,20})?\s*$/;
const number = (text: string): number | undefined => (NUMBER.test(text) ? Number(text) : undefined);

/** Two numbers with a comma between, and nothing else. */
function pair(text: string | undefined): readonly [number, number] | undefined {
  const [first, second, ...more] = (text ?? '').split(',', 3).map(number);
  return first === undefined || second === undefined || more.length > 0 ? undefined : [first, second];
}

function latLon(text: string | undefined, source: LocationSource, datum: Datum, label?: string) {
  const [lat, lon] = pair(text) ?? [];
  return lat === undefined || lon === undefined ? undefined : located([lon, lat], source, datum, label);
}

function lonLat(text: string | undefined, source: LocationSource, datum: Datum, label?: string) {
  const [lon, lat] = pair(text) ?? [];
  return lat === undefined || lon === undefined ? undefined : located([lon, lat], source, datum, label);
}

function located(position: Position, source: LocationSource, datum: Datum, label = ''): Reading {
  const [lon, lat] = position;
  if (!(Math.abs(lat) <= 90)) return refused('not-a-latitude', String(lat));
  if (!(Math.abs(lon) <= 180)) return refused('not-a-longitude', String(lon));
  const name = shortened(oneLine(label), 60);
  return { kind: 'position', position, datum, source, ...(name && { label: name }) };
}

const refused = (reason: RefusalReason, value: string): Refusal => ({
  kind: 'refused',
  reason,
  value: shortened(oneLine(value), 60),
});
