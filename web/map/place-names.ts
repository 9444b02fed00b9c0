// The names of the small scales: oceans, continents and the large towns that say where one is.

import { pixelOf } from '../../shared/base-map/mercator.ts';
import { NameWriter, type WrittenName } from '../../shared/base-map/name-writer.ts';
import type { PlaceEntry } from '../../shared/base-map/sheet-file.ts';
import { type Measure, writeBlock } from '../../shared/base-map/writing.ts';
import type { Language } from '../../shared/language.ts';

/** @returns the names in pixels of `zoom`, none over another; earlier places go first */
export function writePlaces(
  places: readonly PlaceEntry[],
  zoom: number,
  language: Language,
  measure: Measure,
): WrittenName[] {
  const writer = new NameWriter(zoom, language, measure);
  for (const place of places) {
    if (zoom < place.from || zoom > place.until) continue;
    const point = pixelOf(place.position, zoom);
    const name = writer.nameOf(place);
    if (place.kind === 'city') writer.dot(point, name, writer.lettering(11, 500), 'world');
    else {
      const lettering = writer.lettering(12, 500);
      const color = place.kind === 'ocean' ? 'water' : 'area';
      writer.put(writeBlock(point, name, lettering), lettering, color);
    }
  }
  return writer.written;
}
