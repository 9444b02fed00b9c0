import * as L from './leaflet.ts';

/** A map whose keys move it at once: Leaflet has no option for that. */
class StillMap extends L.Map {
  override panBy(offset: L.PointExpression, options?: L.PanOptions): this {
    return super.panBy(offset, { ...options, animate: false });
  }
}

/** A map that glides, or one that jumps for whoever asked their system for less motion. */
export function createMap(frame: HTMLElement, options: L.MapOptions): L.Map {
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) return new L.Map(frame, options);
  return new StillMap(frame, {
    ...options,
    zoomAnimation: false,
    markerZoomAnimation: false,
    inertia: false,
  });
}
