// Carries imports on in the background of this node.
import fp from 'fastify-plugin';
import { addressLookup } from '../import/address-lookup.ts';
import { ImportRunner } from '../import/runner.ts';
import {
  amapGeocoder,
  Geocoder,
  type GeocoderService,
  nominatimGeocoder,
  tencentGeocoder,
  tiandituGeocoder,
} from '../upstream/geocoders.ts';

declare module 'fastify' {
  interface FastifyInstance {
    imports: ImportRunner;
  }
}

export default fp(
  async (app) => {
    const { tencentKey, amapKey, tiandituKey, nominatimUrl, geocodePerDay } = app.config;
    const geocoder = (service: GeocoderService, key: string | undefined) =>
      key === undefined ? [] : [new Geocoder(service, key, app.openUpstream)];
    const geocoders = [
      ...geocoder(tencentGeocoder, tencentKey),
      ...geocoder(amapGeocoder, amapKey),
      ...geocoder(tiandituGeocoder, tiandituKey),
      ...(nominatimUrl === undefined ? [] : geocoder(nominatimGeocoder(nominatimUrl), '')),
    ];
    const warn = (error: unknown) => app.log.error({ err: error }, 'import');
    const lookUp =
      geocoders.length === 0 ? undefined : addressLookup(geocoders, app.storage.imports, geocodePerDay, warn);
    const runner = new ImportRunner(app.storage, warn, lookUp);
    app.decorate('imports', runner);
    app.addHook('onReady', async () => runner.start());
    // Before storage closes: plugins close in the reverse of their order.
    app.addHook('onClose', () => runner.close());
  },
  { name: 'imports', dependencies: ['storage', 'upstreams'] },
);
