// What the map uses of Leaflet, part by part from its sources: the whole library weighs twice as much, most of it for
// shapes, popups and markers that are not drawn here. The build takes out more: leaflet-cuts.ts.

// Each of these adds itself to every map.
import 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import 'leaflet/src/map/handler/Map.Drag.js';
import 'leaflet/src/map/handler/Map.Keyboard.js';
import 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';

export type {
  Coords,
  DoneCallback,
  InteractiveLayerOptions,
  LatLng,
  LeafletEvent,
  LeafletEventHandlerFn,
  MapOptions,
  PanOptions,
  Point,
  PointExpression,
  TileEvent,
  ZoomAnimEvent,
  ZoomPanOptions,
} from 'leaflet';
export { disableClickPropagation } from 'leaflet/src/dom/DomEvent.js';
export { getPosition, setPosition, setTransform } from 'leaflet/src/dom/DomUtil.js';
export { toLatLng as latLng } from 'leaflet/src/geo/LatLng.js';
export { toBounds as bounds } from 'leaflet/src/geometry/Bounds.js';
export { toPoint as point } from 'leaflet/src/geometry/Point.js';
export { Layer } from 'leaflet/src/layer/Layer.js';
export { GridLayer } from 'leaflet/src/layer/tile/GridLayer.js';
export { Map } from 'leaflet/src/map/Map.js';
