import * as L from './leaflet.ts';

/** A map whose keys move it at once: Leaflet has no option for that. */
class StillMap extends L.Map {
  override panBy(offset: L.PointExpression, options?: L.PanOptions): this {
    return super.panBy(offset, { ...options, animate: false });
  }
}

/** A map that glides, or one that jumps for whoever asked their system for less motion. */
export function createMap(frame: HTMLElement, options: L.MapOptions): L.Map {
  const map = matchMedia('(prefers-reduced-motion: reduce)').matches
    ? new StillMap(frame, { ...options, zoomAnimation: false, markerZoomAnimation: false, inertia: false })
    : new L.Map(frame, options);
  if (navigator.maxTouchPoints > 0) void learnTouch(map);
  return map;
}

/** Two fingers zoom, a finger that rests asks for the menu. */
async function learnTouch(map: L.Map) {
  const { TapHold, TouchZoom } = await import('./extras.ts');
  // Maps that are made from now on have learnt it, and one may be gone by now.
  if (map.touchZoom || !map.getPane('mapPane')) return;
  map.addHandler('touchZoom', TouchZoom);
  map.addHandler('tapHold', TapHold);
}
