import * as L from 'leaflet';
import type { Language } from '../../shared/language.ts';
import type { BaseMap } from './base-map.ts';
import { mapWords } from './words.ts';

/** Zoom buttons, metric scale and attribution; returns what puts the words into another language. */
export function addControls(map: L.Map, { attribution }: BaseMap): (language: Language) => void {
  const zoom = L.control.zoom({ position: 'topright' }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 80 }).addTo(map);
  attributionControl(attribution).addTo(map);
  const button = (name: string) => zoom.getContainer()!.querySelector(`.leaflet-control-zoom-${name}`)!;
  return (language) => {
    for (const [name, text] of [
      ['in', mapWords[language].zoomIn],
      ['out', mapWords[language].zoomOut],
    ] as const) {
      button(name).setAttribute('aria-label', text);
      button(name).setAttribute('title', text);
    }
  };
}

/** Leaflet's own takes markup; an attribution can come from a tile source's settings, so it is text and a link here. */
function attributionControl(attribution: BaseMap['attribution']): L.Control {
  const control = new L.Control({ position: 'bottomright' });
  control.onAdd = () => {
    const line = document.createElement('div');
    line.className = 'attribution';
    for (const { text, url } of attribution) {
      const link = document.createElement('a');
      link.textContent = text;
      link.href = url;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      if (line.hasChildNodes()) line.append(' · ');
      line.append(link);
    }
    return line;
  };
  return control;
}
