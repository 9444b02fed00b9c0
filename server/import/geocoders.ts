// The services that addresses are looked up at: those that a key or an address was set for, in this order.
import type { Config } from '../config.ts';
import {
  amapGeocoder,
  Geocoder,
  type GeocoderService,
  nominatimGeocoder,
  tencentGeocoder,
  tiandituGeocoder,
} from '../upstream/geocoders.ts';
import type { Upstream, UpstreamOptions } from '../upstream/pool.ts';

export function geocodersOf(
  { tencentKey, amapKey, tiandituKey, nominatimUrl }: Config,
  open: (options: UpstreamOptions) => Upstream,
): Geocoder[] {
  const keyed: readonly (readonly [GeocoderService, string | undefined])[] = [
    [tencentGeocoder, tencentKey],
    [amapGeocoder, amapKey],
    [tiandituGeocoder, tiandituKey],
  ];
  return [
    ...keyed.flatMap(([service, key]) => (key === undefined ? [] : [new Geocoder(service, key, open)])),
    ...(nominatimUrl === undefined ? [] : [new Geocoder(nominatimGeocoder(nominatimUrl), '', open)]),
  ];
}
