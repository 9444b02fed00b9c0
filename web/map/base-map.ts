// What lies under the stores, and what it is measured against.

import { pixelOf } from '../../shared/base-map/mercator.ts';
import type { Datum } from '../../shared/datum.ts';
import type { LatLngPair } from './ground.ts';
import type * as L from './leaflet.ts';
import { type Look, OfflineLayer } from './offline-layer.ts';
import { hasStreetsAt } from './sheet-loader.ts';

/**
 * A layer for one map; whoever changes `look` changes what is seen. It fires `coverage` when what it covers changes.
 * Between `hold` and `release` it leaves the processor to others.
 */
export type BaseLayer = L.Layer & { look: Look; hold(): void; release(): void };

export type BaseMap = {
  /** Everything that is drawn on it is converted to this first. */
  readonly datum: Datum;
  readonly maxZoom: number;
  /** Whom to name on the map, in this order. */
  readonly attribution: readonly { readonly text: string; readonly url?: string | undefined }[];
  layer(look: Look): BaseLayer;
  /** Whether there is enough to see around this place to know where one is. */
  showsStreetsAt(place: LatLngPair, zoom: number): boolean;
};

/** Below this the shipped street areas are islands in an empty view. */
const STREETS_FILL_THE_VIEW_FROM = 14;

/** The map that is shipped: needs no other server, no key, no network. */
export const offlineBaseMap: BaseMap = {
  datum: 'wgs84',
  maxZoom: 19,
  attribution: [
    { text: '© OpenStreetMap contributors', url: 'https://www.openstreetmap.org/copyright' },
    { text: 'Natural Earth', url: 'https://www.naturalearthdata.com/' },
  ],
  layer: (look) => new OfflineLayer(look),
  showsStreetsAt: ([lat, lon], zoom) =>
    zoom >= STREETS_FILL_THE_VIEW_FROM && hasStreetsAt(...pixelOf([lon, lat], 0)),
};
