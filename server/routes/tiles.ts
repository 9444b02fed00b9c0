// The tiles of the configured source, at our own address: the page learns neither its address nor its key. Not part of
// the documented API, since no provider lets others pass its tiles on.
import { join } from 'node:path';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { Config } from '../config.ts';
import {
  invalidParameter,
  NoTileHere,
  TileSourceFailed,
  TileSourceResting,
  UnknownTiles,
} from '../errors.ts';
import { UpstreamFailure } from '../upstream/failure.ts';
import { TileCache } from '../upstream/tile-cache.ts';
import { tileSourceOf } from '../upstream/tile-source.ts';
import { Tiles } from '../upstream/tiles.ts';
import { userAgentWithContact } from '../upstream/user-agent.ts';

const DAY_SECONDS = 86_400;
/** How long a browser believes that there is no tile. */
const MISSING_SECONDS = 300;
const SECONDS_TO_RETRY = 30;
/** Enough for a view of the map in a moment, and what providers bear from one address. */
const CONNECTIONS = 6;

const WholeNumber = Type.String({ pattern: '^(0|[1-9]\\d{0,8})$' });

const tiles: FastifyPluginAsyncTypebox = async (app) => {
  const source = tileSourceOf(app.config);
  const served = source && {
    ...source,
    tiles: new Tiles({
      source,
      upstream: app.openUpstream({
        name: source.name,
        origin: source.origin,
        longestMilliseconds: 8_000,
        largestBytes: 1_048_576,
        connections: CONNECTIONS,
      }),
      cache: cacheOf(app.config),
      userAgent: userAgentWithContact(app.config),
      onTrouble: (error) => app.log.warn({ err: error }, 'tile'),
    }),
  };

  app.addHook('onClose', () => served?.tiles.close());

  app.get(
    '/:source/:z/:x/:y',
    {
      config: { access: 'open' },
      schema: {
        params: Type.Object({ source: Type.String(), z: WholeNumber, x: WholeNumber, y: WholeNumber }),
      },
    },
    async (request, reply) => {
      const { params, signal } = request;
      const layer = served?.layers.find(({ id }) => id === params.source);
      if (!served || !layer) throw new UnknownTiles(params.source);
      const place = { z: Number(params.z), x: Number(params.x), y: Number(params.y) };
      if (place.z < served.minZoom || place.z > served.maxZoom) {
        throw invalidParameter('z', params.z, `must be from ${served.minZoom} to ${served.maxZoom}`);
      }
      for (const axis of ['x', 'y'] as const) {
        const last = 2 ** place.z - 1;
        if (place[axis] > last)
          throw invalidParameter(axis, params[axis], `must be at most ${last} at this zoom`);
      }

      const tile = await served.tiles.get(layer, place, signal).catch((error) => {
        if (signal.aborted) return 'left' as const;
        if (!(error instanceof UpstreamFailure)) throw error;
        reply.header('cache-control', 'no-store');
        if (error.kind === 'resting') {
          reply.header('retry-after', `${SECONDS_TO_RETRY}`);
          throw new TileSourceResting();
        }
        request.log.warn({ err: error }, 'tile source');
        throw new TileSourceFailed();
      });
      // Nobody reads this; the number is for the log, as nginx writes it.
      if (tile === 'left') return reply.code(499).send();
      if (!tile) {
        reply.header('cache-control', `public, max-age=${MISSING_SECONDS}`);
        throw new NoTileHere();
      }
      const freshSeconds = Math.floor((tile.freshUntil - Date.now()) / 1000);
      const seconds = Math.min(Math.max(freshSeconds, 0), DAY_SECONDS);
      reply.headers({ 'cache-control': `public, max-age=${seconds}`, etag: tile.etag });
      if (request.headers['if-none-match']?.includes(tile.etag)) return reply.code(304).send();
      return reply.type(tile.type).send(tile.bytes);
    },
  );
};
export default tiles;

function cacheOf({ dataDir, tileCacheMegabytes }: Config): TileCache | undefined {
  // A database in memory or in a file of its own has no folder.
  if (tileCacheMegabytes === 0 || /^:memory:$|\.sqlite$/.test(dataDir)) return undefined;
  return new TileCache(join(dataDir, 'tiles'), tileCacheMegabytes * 1_048_576);
}
