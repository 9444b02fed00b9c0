// What the pages' maps do without in Leaflet. Its classes are objects of methods, of which no bundler can tell the
// unused ones, and a good part of it asks which engine of 2010 it runs in.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** By source file below leaflet/src: methods that nothing calls, here or in what is left of Leaflet. */
const unused: Record<string, readonly string[]> = {
  'core/Events.js': ['addEventParent', 'removeEventParent'],
  'geo/LatLng.js': ['toBounds'],
  'geo/LatLngBounds.js': ['pad', 'intersects', 'toBBoxString'],
  'geometry/Bounds.js': ['pad', 'intersects'],
  'layer/Layer.js': ['getAttribution'],
  'layer/LayerGroup.js': ['clearLayers', 'getLayer', 'getLayers'],
  'layer/tile/GridLayer.js': [
    '_keyToBounds',
    '_setAutoZIndex',
    'bringToBack',
    'bringToFront',
    'isLoading',
    'redraw',
  ],
  'layer/tile/TileLayer.js': ['setUrl'],
  'map/Map.js': [
    '_getBoundsCenterZoom',
    '_handleGeolocationError',
    '_handleGeolocationResponse',
    '_latLngBoundsToNewLayerBounds',
    '_latLngToNewLayerPoint',
    '_panInsideMaxBounds',
    'fitBounds',
    'fitWorld',
    'flyTo',
    'flyToBounds',
    'getBounds',
    'getBoundsZoom',
    'getPanes',
    'locate',
    'mouseEventToLatLng',
    'mouseEventToLayerPoint',
    'panInside',
    'panInsideBounds',
    'setMaxBounds',
    'setMaxZoom',
    'setMinZoom',
    'stopLocate',
  ],
  'map/handler/Map.Drag.js': ['moving'],
};

/** What Leaflet asks of the engine: settled where every engine that can run the pages at all answers the same. */
const browser: Record<string, string> = {
  any3d: 'true',
  chrome: '/chrome/i.test(navigator.userAgent)',
  edge: 'false',
  // Moves elements in two dimensions. In three, every pin and every tile becomes a layer of its own, and each move of
  // the map costs the browser milliseconds; in two, the map is one layer: see the style sheet.
  ie3d: 'true',
  ielt9: 'false',
  linux: "navigator.platform.startsWith('Linux')",
  mac: "navigator.platform.startsWith('Mac')",
  mobile: "('orientation' in window || /mobile/i.test(navigator.userAgent))",
  mobileOpera: 'false',
  msPointer: 'false',
  passiveEvents: 'true',
  pointer: 'true',
  retina: '(devicePixelRatio > 1)',
  safari: '(!/chrome/i.test(navigator.userAgent) && /safari/i.test(navigator.userAgent))',
  touch: 'true',
  // Where it is missing there is no touch screen either.
  touchNative: 'true',
};

/** Leaflet as the pages bundle it. */
export const leafletCuts: Plugin = {
  name: 'leaflet-cuts',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/leaflet\/src\/.*\.js$/ }, ({ path }) => {
      const root = path.slice(0, path.lastIndexOf('/leaflet/src/') + '/leaflet/src/'.length);
      return { contents: trimmed(readFileSync(path, 'utf8'), relative(root, path)), loader: 'js' };
    });
  },
};

/** The source of one file of Leaflet without what is not needed. @throws when it does not look as expected */
function trimmed(source: string, file: string): string {
  let text = source.replaceAll('\r\n', '\n');
  text = text.replace(/^import Browser from .*/m, '').replace(/\bBrowser\.(\w+)/g, (asked, name) => {
    if (!(name in browser)) throw new Error(`${file} of Leaflet asks for ${asked}`);
    return browser[name]!;
  });
  for (const method of unused[file] ?? []) {
    const without = text.replace(new RegExp(`^\\t${method}: function .*\\n[^]*?^\\t\\},?\\n`, 'm'), '');
    if (without === text) throw new Error(`${file} of Leaflet has no method ${method} to leave out`);
    text = without;
  }
  return text;
}

/** Leaflet's private names, but for those that it also writes as text; only for a page whose other libraries have none. */
export const leafletNames = {
  mangleProps: /^_[a-z]/,
  reserveProps: /^_leaflet_/,
} satisfies BuildOptions;
