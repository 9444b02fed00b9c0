// Stores as GeoJSON (RFC 7946): points in WGS-84, as the standard wants it, and beside them the original numbers with
// their datum, so that nothing is lost by an import of the same file.
import { toWgs84 } from '../../shared/datum.ts';
import { HEADERS } from '../../shared/import-fields.ts';
import type { Store } from '../../shared/store.ts';
import { cellOf, EXPORTED } from './store-cells.ts';

export async function* storesGeojson(pages: AsyncIterable<readonly Store[]>): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let separator = '\n';
  for await (const stores of pages) {
    for (const store of stores) {
      yield separator + JSON.stringify(feature(store));
      separator = ',\n';
    }
  }
  yield '\n]}\n';
}

function feature(store: Store) {
  const { longitude, latitude, datum } = store.position;
  const coordinates = toWgs84({ position: [longitude, latitude], datum });
  const properties = Object.fromEntries(
    EXPORTED.flatMap((field) => {
      const cell = cellOf(store, field);
      return cell === '' ? [] : [[HEADERS[field], cell]];
    }),
  );
  return { type: 'Feature', id: store.id, geometry: { type: 'Point', coordinates }, properties };
}
