// Finds places by name, and where short links lead.
import fp from 'fastify-plugin';
import { PlaceSearch } from '../places/place-search.ts';
import { ShortLinkResolver } from '../places/short-link-resolver.ts';
import { amapPlaces } from '../upstream/amap-places.ts';
import { PlaceProvider, type PlaceService } from '../upstream/place-provider.ts';
import { tencentPlaces } from '../upstream/tencent-places.ts';
import { tiandituPlaces } from '../upstream/tianditu-places.ts';

declare module 'fastify' {
  interface FastifyInstance {
    places: PlaceSearch;
    shortLinks: ShortLinkResolver;
  }
}

export default fp(
  async (app) => {
    const { tencentKey, amapKey, tiandituKey } = app.config;
    const provider = (service: PlaceService, key: string | undefined) =>
      key === undefined ? [] : [new PlaceProvider(service, key, app.openUpstream)];
    app.decorate(
      'places',
      new PlaceSearch({
        providers: [
          ...provider(tencentPlaces, tencentKey),
          ...provider(amapPlaces, amapKey),
          ...provider(tiandituPlaces, tiandituKey),
        ],
        stores: app.nearby,
        warn: (failure) => app.log.warn({ err: failure }, 'place search'),
      }),
    );
    app.decorate('shortLinks', new ShortLinkResolver(app.openUpstream));
  },
  { name: 'places', dependencies: ['nearby-index', 'upstreams'] },
);
