import type { Located } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { getJson, type Query, type RequestOptions } from './client.ts';

export type NearbyQuery = {
  readonly origin: Located;
  readonly radiusMeters: number;
  readonly limit: number;
  /** A category id; those below it count. */
  readonly category?: string | undefined;
  readonly text?: string | undefined;
  readonly openNow?: boolean | undefined;
};

/** The stores nearest to `origin`; the coordinates go out as they came, the service knows what a datum is. */
export const nearbyStores = (query: NearbyQuery, options?: RequestOptions) =>
  getJson<NearbyAnswer>(NEARBY, parameters(query), options);

/** Stores by category id within the radius itself. */
export async function countStores(query: NearbyQuery, options?: RequestOptions) {
  const counting = { ...parameters(query), widen: false, count: true };
  const { categoryCounts } = await getJson<NearbyAnswer>(NEARBY, counting, options);
  return categoryCounts ?? {};
}

const NEARBY = '/api/v1/stores/nearby';

const parameters = ({ origin, radiusMeters, limit, category, text, openNow }: NearbyQuery): Query => ({
  lat: origin.position[1],
  lon: origin.position[0],
  datum: origin.datum,
  radius: radiusMeters,
  limit,
  category,
  q: text || undefined,
  openAt: openNow ? 'now' : undefined,
});

export const pluginSettings = (options?: RequestOptions) =>
  getJson<PluginSettings>('/api/v1/settings/plugin', {}, options);
