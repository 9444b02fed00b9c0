import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { PlacesAnswerSchema, ShortLinkAnswerSchema } from '../../shared/place.ts';
import type { Position } from '../../shared/position.ts';
import { shortHosts } from '../../shared/short-link.ts';
import { DatumSchema } from '../../shared/store.ts';
import { ClientLeft, IndexNotReady, invalidParameter, ShortLinkUnreachable } from '../errors.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import { answers } from './answers.ts';
import { plainNumbers } from './plain-numbers.ts';

const MOST_PLACES = 20;
const tags = ['places'];

const PlacesQuery = Type.Object(
  {
    q: Type.String({
      minLength: 1,
      maxLength: 100,
      description:
        'A place, an address, or a sentence with one in it: 我在五道口地铁站; pinyin and initials too',
    }),
    lat: Type.Optional(
      Type.Number({ minimum: -90, maximum: 90, description: 'Degrees north; nearer places are better' }),
    ),
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Degrees east; with `lat`' })),
    datum: Type.Unsafe<'wgs84' | 'gcj02' | 'bd09'>({ ...DatumSchema, default: 'wgs84' }),
    limit: Type.Integer({ minimum: 1, maximum: MOST_PLACES, default: 8, description: 'Places at most' }),
  },
  { additionalProperties: false },
);

const ShortLinkQuery = Type.Object(
  { url: Type.String({ minLength: 1, maxLength: 300, description: `Of ${shortHosts.join(', ')}` }) },
  { additionalProperties: false },
);

const places: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/places',
    {
      preValidation: plainNumbers('lat', 'lon', 'limit'),
      config: { access: 'read' },
      schema: {
        operationId: 'findPlaces',
        summary: 'Places that a text may mean',
        description:
          'By the configured place search (Tencent, AMap, Tianditu), else among the published stores and the shipped towns. Positions come back in `datum`.',
        tags,
        querystring: PlacesQuery,
        response: answers(PlacesAnswerSchema, 400, 401, 429, 503),
      },
    },
    async (request, reply) => {
      const { q, lat, lon, datum, limit } = request.query;
      if (q.trim() === '') throw invalidParameter('q', q, 'must not be blank');
      const origin = originOf(lat, lon);
      if (!app.nearby.ready) {
        reply.header('retry-after', '1');
        throw new IndexNotReady();
      }
      // What customers write is nobody else's business, and places change.
      reply.header('cache-control', 'no-store');
      try {
        return await app.places.search({ text: q, limit, datum, origin }, request.signal);
      } catch (error) {
        throw request.signal.aborted ? new ClientLeft() : error;
      }
    },
  );

  app.get(
    '/places/short-link',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'resolveShortLink',
        summary: "The place that a map service's short link leads to",
        description:
          'Asks the map service where the link leads and reads that address; the page behind it is not opened.',
        tags,
        querystring: ShortLinkQuery,
        response: answers(ShortLinkAnswerSchema, 400, 401, 429, 502),
      },
    },
    async (request, reply) => {
      const { url } = request.query;
      if (!app.shortLinks.accepts(url)) {
        throw invalidParameter('url', url, `must be a short link of ${shortHosts.join(', ')}`);
      }
      reply.header('cache-control', 'no-store');
      try {
        return await app.shortLinks.resolve(url, request.signal);
      } catch (error) {
        if (request.signal.aborted) throw new ClientLeft();
        if (!(error instanceof UpstreamFailure)) throw error;
        request.log.warn({ err: error }, 'short link');
        throw new ShortLinkUnreachable(error.message);
      }
    },
  );
};
export default places;

function originOf(lat: number | undefined, lon: number | undefined): Position | undefined {
  if (lat !== undefined && lon !== undefined) return [lon, lat];
  if (lat !== undefined) throw invalidParameter('lon', lon, 'is required with lat');
  if (lon !== undefined) throw invalidParameter('lat', lat, 'is required with lon');
  return undefined;
}
