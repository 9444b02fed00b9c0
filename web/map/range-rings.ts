import * as L from 'leaflet';
import { distanceInWords } from '../../shared/distance-words.ts';
import type { Language } from '../../shared/language.ts';
import type { LatLngPair } from './ground.ts';

const RING_METERS = [100, 300, 1_000, 3_000, 10_000, 30_000, 100_000];
/** A ring smaller than this lies under the customer's mark. */
const SMALLEST_PIXELS = 28;
/** Where on the ring its label is tried: the top first, then around; the first that is in view is taken. */
const LABEL_BEARINGS = [0, 180, 90, 270, 45, 315, 135, 225];
const LABEL_MARGIN: L.PointTuple = [34, 16];

/** Leaflet stacks markers by their pixels from the top, which can be less than nothing. */
const OVER_THE_LINES = 10_000;

type Ring = { meters: number; circle: L.Circle; label: L.Marker; text: HTMLElement };

/** Circles of known distance around the customer's point: what there is to go by where the base map is empty. */
export class RangeRings {
  readonly #map: L.Map;
  readonly #rings: readonly Ring[];

  constructor(map: L.Map) {
    this.#map = map;
    map.createPane('rings');
    const renderer = L.svg({ pane: 'rings', padding: 0.5 });
    this.#rings = RING_METERS.map((meters) => {
      const text = document.createElement('span');
      const icon = L.divIcon({ html: text, className: 'anchor ring-label', iconSize: [0, 0] });
      return {
        meters,
        text,
        circle: L.circle([0, 0], { radius: meters, renderer, interactive: false, className: 'ring' }),
        label: L.marker([0, 0], {
          icon,
          pane: 'rings',
          interactive: false,
          keyboard: false,
          zIndexOffset: OVER_THE_LINES,
        }),
      };
    });
  }

  /** Draws those rings around `center` that fit the view; undefined takes all of them away. */
  draw(center: LatLngPair | undefined, language: Language) {
    const map = this.#map;
    const size = map.getSize();
    for (const { meters, circle, label, text } of this.#rings) {
      const radius = center ? pixelsOf(map, center, meters) : 0;
      if (!center || radius < SMALLEST_PIXELS || radius > Math.hypot(size.x, size.y)) {
        circle.remove();
        label.remove();
        continue;
      }
      circle.setLatLng(center).addTo(map);
      const spot = labelSpot(map, center, radius);
      if (!spot) {
        label.remove();
        continue;
      }
      text.textContent = distanceInWords(meters, language);
      label.setLatLng(spot).addTo(map);
    }
  }
}

function pixelsOf(map: L.Map, center: LatLngPair, meters: number): number {
  const north: LatLngPair = [center[0] + meters / 111_195, center[1]];
  return map.latLngToContainerPoint(center).distanceTo(map.latLngToContainerPoint(north));
}

function labelSpot(map: L.Map, center: LatLngPair, radius: number): L.LatLng | undefined {
  const middle = map.latLngToContainerPoint(center);
  const view = L.bounds(L.point(LABEL_MARGIN), map.getSize().subtract(LABEL_MARGIN));
  for (const bearing of LABEL_BEARINGS) {
    const angle = (bearing * Math.PI) / 180;
    const point = middle.add([radius * Math.sin(angle), -radius * Math.cos(angle)]);
    if (view.contains(point)) return map.containerPointToLatLng(point);
  }
  return undefined;
}
