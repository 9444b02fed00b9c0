// The coordinate reference systems that features come in (OGC API Features, part 2), by their URIs.
import type { Position } from '../../../shared/position.ts';

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const EPSG_4326 = 'http://www.opengis.net/def/crs/EPSG/0/4326';
export const EPSG_3857 = 'http://www.opengis.net/def/crs/EPSG/0/3857';

export type Crs = {
  readonly uri: string;
  /** Coordinates in the order of the system's axes. */
  fromWgs84(position: Position): readonly [number, number];
  toWgs84(coordinates: readonly [number, number]): Position;
};

// EPSG:3857 is WGS-84 drawn on a sphere of this radius.
const RADIUS_METERS = 6_378_137;
const RADIANS = Math.PI / 180;
/** At the pole itself the projection has no end. */
const HIGHEST_LATITUDE = 89.99;

const systems: readonly Crs[] = [
  { uri: CRS84, fromWgs84: ([lon, lat]) => [lon, lat], toWgs84: ([lon, lat]) => [lon, lat] },
  // Latitude comes first, as its register says.
  { uri: EPSG_4326, fromWgs84: ([lon, lat]) => [lat, lon], toWgs84: ([lat, lon]) => [lon, lat] },
  {
    uri: EPSG_3857,
    fromWgs84([lon, lat]) {
      const within = Math.max(-HIGHEST_LATITUDE, Math.min(HIGHEST_LATITUDE, lat));
      const north = RADIUS_METERS * Math.atanh(Math.sin(within * RADIANS));
      return [centimetres(RADIUS_METERS * lon * RADIANS), centimetres(north)];
    },
    toWgs84: ([x, y]) => [x / RADIUS_METERS / RADIANS, Math.asin(Math.tanh(y / RADIUS_METERS)) / RADIANS],
  },
];

const centimetres = (meters: number) => Math.round(meters * 100) / 100;

export const CRS_URIS: readonly string[] = systems.map(({ uri }) => uri);

/** Undefined for a system that is not offered. */
export const crsOf = (uri: string): Crs | undefined => systems.find((system) => system.uri === uri);
