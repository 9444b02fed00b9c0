import * as L from 'leaflet';
import type { Language } from '../../shared/language.ts';
import { mapWords } from './words.ts';

/** Zoom buttons and metric scale; returns what puts the words into another language. */
export function addControls(map: L.Map): (language: Language) => void {
  const zoom = L.control.zoom({ position: 'topright' }).addTo(map);
  L.control.scale({ imperial: false, maxWidth: 80 }).addTo(map);
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
