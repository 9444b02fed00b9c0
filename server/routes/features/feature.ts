// A store as a GeoJSON feature. Its properties are flat, always the same, and say nothing of the moment.
import type { Store } from '../../../shared/store.ts';
import { flatFields, publicPosition, type Scalar } from '../../store-columns.ts';
import type { Crs } from './crs.ts';

export type StoreFeature = {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] } | null;
  readonly properties: Readonly<Record<string, Scalar>>;
};

/**
 * @param crs  absent: as GeoJSON has it, longitude and latitude in WGS-84
 * @param givesConverted  whether positions that were converted to WGS-84 may be given out
 */
export function storeFeature(store: Store, base: string, givesConverted: boolean, crs?: Crs): StoreFeature {
  const position = publicPosition(store, givesConverted);
  return {
    type: 'Feature',
    id: store.id,
    geometry: position
      ? { type: 'Point', coordinates: crs?.fromWgs84(position) ?? [position[0], position[1]] }
      : null,
    properties: flatFields(store, base),
  };
}
