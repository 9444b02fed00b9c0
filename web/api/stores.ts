import type { Located } from '../../shared/datum.ts';
import type { NearbyAnswer } from '../../shared/nearby.ts';
import type { PluginSettings } from '../../shared/settings.ts';
import { getJson, type RequestOptions } from './client.ts';

export type NearbyQuery = {
  readonly origin: Located;
  readonly radiusMeters: number;
  readonly limit: number;
};

/** The stores nearest to `origin`; the coordinates go out as they came, the service knows what a datum is. */
export const nearbyStores = ({ origin, radiusMeters, limit }: NearbyQuery, options?: RequestOptions) =>
  getJson<NearbyAnswer>(
    '/api/v1/stores/nearby',
    {
      lat: origin.position[1],
      lon: origin.position[0],
      datum: origin.datum,
      radius: radiusMeters,
      limit,
    },
    options,
  );

export const pluginSettings = (options?: RequestOptions) =>
  getJson<PluginSettings>('/api/v1/settings/plugin', {}, options);
