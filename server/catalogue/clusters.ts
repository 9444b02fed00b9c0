// Stores on the map: single ones, and groups of those that would lie over each other.
import type { Bbox } from '../../shared/bbox.ts';
import type { OrderedStores } from '../storage/catalogue/contract.ts';

/** Side of a cell on the screen, in pixels of a map whose tiles have 256. */
const CELL_PIXELS = 64;
const MOST_CLUSTERS = 250;

export type Cluster = {
  readonly stores: number;
  /** Means, WGS-84. */
  readonly longitude: number;
  readonly latitude: number;
  readonly bbox: Bbox;
  /** One of them. */
  readonly id: string;
};

type Size = { readonly longitude: number; readonly latitude: number };

/** At most 250, of the stores inside the box, by the cells of a grid that stays where it is while the map moves. */
export function clustersOf(stores: OrderedStores, bbox: Bbox, zoom: number): Cluster[] {
  let size = cellSize(bbox, zoom);
  let clusters = grouped(storesWithin(stores, bbox), size);
  while (clusters.length > MOST_CLUSTERS) {
    size = { longitude: size.longitude * 2, latitude: size.latitude * 2 };
    clusters = grouped(clusters, size);
  }
  return clusters;
}

/** In degrees. A parallel is shorter than the equator; in steps of 5°, so that a small move of the map changes nothing. */
function cellSize([, south, , north]: Bbox, zoom: number): Size {
  const longitude = (360 / 2 ** zoom / 256) * CELL_PIXELS;
  const middle = Math.min(80, Math.round(Math.abs(south + north) / 2 / 5) * 5);
  return { longitude, latitude: longitude * Math.cos((middle * Math.PI) / 180) };
}

function* storesWithin(
  { ids, longitudes, latitudes }: OrderedStores,
  [west, south, east, north]: Bbox,
): Generator<Cluster> {
  for (let index = 0; index < ids.length; index++) {
    const [longitude, latitude] = [longitudes[index]!, latitudes[index]!];
    if (latitude < south || latitude > north) continue;
    const inside =
      west <= east ? west <= longitude && longitude <= east : longitude >= west || longitude <= east;
    if (!inside) continue;
    yield {
      stores: 1,
      longitude,
      latitude,
      bbox: [longitude, latitude, longitude, latitude],
      id: ids[index]!,
    };
  }
}

function grouped(clusters: Iterable<Cluster>, size: Size): Cluster[] {
  const columns = Math.ceil(360 / size.longitude) + 1;
  const cells = new Map<number, Cluster>();
  for (const cluster of clusters) {
    const column = Math.floor((cluster.longitude + 180) / size.longitude);
    const row = Math.floor((cluster.latitude + 90) / size.latitude);
    const cell = row * columns + column;
    const other = cells.get(cell);
    cells.set(cell, other ? together(other, cluster) : cluster);
  }
  return [...cells.values()];
}

function together(a: Cluster, b: Cluster): Cluster {
  const stores = a.stores + b.stores;
  return {
    stores,
    longitude: (a.longitude * a.stores + b.longitude * b.stores) / stores,
    latitude: (a.latitude * a.stores + b.latitude * b.stores) / stores,
    bbox: [
      Math.min(a.bbox[0], b.bbox[0]),
      Math.min(a.bbox[1], b.bbox[1]),
      Math.max(a.bbox[2], b.bbox[2]),
      Math.max(a.bbox[3], b.bbox[3]),
    ],
    id: a.id,
  };
}
