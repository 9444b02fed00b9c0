import type { BaseMap } from './base-map.ts';
import * as L from './leaflet.ts';

/** Whom the map is from. It can come from a tile source's settings, so it is made of text and links, never of markup. */
export class AttributionLine {
  readonly #line = document.createElement('div');

  constructor(map: L.Map) {
    this.#line.className = 'attribution';
    L.disableClickPropagation(this.#line);
    map.getContainer().append(this.#line);
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
