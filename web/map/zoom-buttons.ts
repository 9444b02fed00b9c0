import type { Language } from '../../shared/language.ts';
import * as L from './leaflet.ts';
import { mapWords } from './words.ts';

/** Zooms in and out by a level; with Shift by three. */
export class ZoomButtons {
  readonly #in = document.createElement('button');
  readonly #out = document.createElement('button');

  constructor(map: L.Map) {
    const group = document.createElement('div');
    group.className = 'zoom-buttons';
    group.append(this.#in, this.#out);
    for (const [button, sign, step] of [
      [this.#in, '+', 1],
      [this.#out, '\u2212', -1],
    ] as const) {
      button.type = 'button';
      button.textContent = sign;
      button.addEventListener('click', ({ shiftKey }) =>
        map.setZoom(map.getZoom() + step * (shiftKey ? 3 : 1)),
      );
    }
    L.disableClickPropagation(group);
    map.getContainer().append(group);
    const update = () => {
      this.#in.disabled = map.getZoom() >= map.getMaxZoom();
      this.#out.disabled = map.getZoom() <= map.getMinZoom();
    };
    map.on('zoomend', update);
    update();
  }

  set language(language: Language) {
    const { zoomIn, zoomOut } = mapWords[language];
    this.#in.ariaLabel = this.#in.title = zoomIn;
    this.#out.ariaLabel = this.#out.title = zoomOut;
  }
}
