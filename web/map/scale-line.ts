import type * as L from './leaflet.ts';

const LONGEST_PIXELS = 80;

/** A line as long as a round distance in the middle of the map. */
export class ScaleLine {
  readonly #map: L.Map;
  readonly #line = document.createElement('div');

  constructor(map: L.Map) {
    this.#map = map;
    this.#line.className = 'scale-line';
    map.getContainer().append(this.#line);
  }

  draw() {
    const map = this.#map;
    const y = map.getSize().y / 2;
    const pixels = [0, LONGEST_PIXELS].map((x) => map.containerPointToLatLng([x, y]));
    const longest = map.distance(pixels[0]!, pixels[1]!);
    // A map without a size has no scale.
    if (!longest) return;
    const meters = roundBelow(longest);
    const text = meters < 1000 ? `${meters} m` : `${meters / 1000} km`;
    if (this.#line.textContent !== text) this.#line.textContent = text;
    this.#line.style.width = `${Math.round((LONGEST_PIXELS * meters) / longest)}px`;
  }
}

/** 1, 2, 3 or 5 times a power of ten. */
function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [5, 3, 2, 1].find((digit) => digit * power <= value)!;
}
