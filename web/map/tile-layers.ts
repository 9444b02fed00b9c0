import { LayerGroup } from 'leaflet/src/layer/LayerGroup.js';
import { TileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
import type { ShownTiles } from '../../shared/settings.ts';
import { type BaseLayer, type BaseMap, offlineBaseMap } from './base-map.ts';
import type * as L from './leaflet.ts';

/** So many tiles in a row that did not come, while none did. */
const MOST_ERRORS = 4;
/** A tile has to come within this time of the one before, or of the beginning. */
export const PATIENCE_MS = 5_000;

export type TileListener = {
  /** The tiles do not come any more. */
  readonly onFail: () => void;
  /** A whole view has come. */
  readonly onView: () => void;
};

/** The tiles of a source. As far in and out as the map that is shipped, so that one can take the other's place. */
export const tileBaseMap = (source: ShownTiles, listener: TileListener): BaseMap => ({
  datum: source.datum,
  maxZoom: offlineBaseMap.maxZoom,
  attribution: source.attribution,
  layer: () => new TileLayers(source, listener),
  showsStreetsAt: () => true,
});

/** The tiles of a source, its layers over each other. Beyond its zooms they are drawn smaller or larger. */
class TileLayers extends LayerGroup implements BaseLayer {
  constructor({ layers, minZoom, maxZoom }: ShownTiles, listener: TileListener) {
    super(
      layers.map((address) =>
        watched(
          new TileLayer(address, {
            minNativeZoom: minZoom,
            maxNativeZoom: maxZoom,
            minZoom: 0,
            maxZoom: 24,
            className: 'web-tiles',
          }),
          listener,
        ),
      ),
    );
  }

  /** Pictures that others made look the same in both languages; the style sheet dims them in the dark. */
  set look(_look: BaseLayer['look']) {}

  /** Pictures come over the network, not from the processor. */
  hold() {}
  release() {}
}

function watched(layer: TileLayer, { onFail, onView }: TileListener): TileLayer {
  const shown = new Set<HTMLElement>();
  let errors = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  // Leaflet goes on with the layer after it has told of an error, so the layer is taken away when that is done.
  const fail = () => queueMicrotask(onFail);
  const wait = () => {
    clearTimeout(patience);
    patience = setTimeout(onFail, PATIENCE_MS);
  };
  layer.on('loading', wait);
  layer.on('tileload', ({ tile }: L.TileEvent) => {
    shown.add(tile);
    errors = 0;
    wait();
  });
  layer.on('tileunload', ({ tile }: L.TileEvent) => shown.delete(tile));
  layer.on('tileerror', () => {
    if (++errors >= MOST_ERRORS) fail();
  });
  layer.on('load', () => {
    clearTimeout(patience);
    if (errors === 0) onView();
    // A small map has fewer tiles than it takes errors.
    else if (shown.size === 0) fail();
  });
  layer.on('remove', () => clearTimeout(patience));
  return layer;
}
