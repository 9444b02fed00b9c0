import * as L from 'leaflet';
import type { BaseMap } from './base-map.ts';

/** Leaflet's own takes markup; an attribution can come from a tile source's settings, so it is text and a link here. */
export class AttributionLine {
  readonly #line = document.createElement('div');

  constructor(map: L.Map) {
    this.#line.className = 'attribution';
    const control = new L.Control({ position: 'bottomright' });
    control.onAdd = () => this.#line;
    control.addTo(map);
  }

  show(attribution: BaseMap['attribution']) {
    this.#line.replaceChildren();
    for (const { text, url } of attribution) {
      if (this.#line.hasChildNodes()) this.#line.append(' · ');
      this.#line.append(url ? link(text, url) : text);
    }
  }
}

function link(text: string, url: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.textContent = text;
  anchor.href = url;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}
