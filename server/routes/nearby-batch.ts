// Many places in one request: each gets the answer that GET /stores/nearby would give it.
import { Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import { NearbyAnswerSchema } from '../../shared/nearby.ts';
import type { Position } from '../../shared/position.ts';
import type { Rings } from '../../shared/rings.ts';
import { IndexNotReady, invalidParameter } from '../errors.ts';
import { giveBack } from '../nearby/answer-room.ts';
import { type NearbyQuery, NearbyQuerySchema, readNearbyQuery } from '../nearby/nearby-query.ts';
import { publicBase } from '../public-base.ts';
import { answers } from './answers.ts';

const MOST_ORIGINS = 1_000;
const MOST_CORNERS = 2_000;
/** Origins answered before others get their turn; a few milliseconds. */
const AT_ONCE = 50;
/** What is sent at once, some forty answers. */
const PIECE_BYTES = 256 * 1024;
/** The comma before an answer and what ends them all. */
const ROOM_AROUND = 3;

const { lat, lon, cursor: _cursor, category: _category, widen, ...rest } = NearbyQuerySchema.properties;

const PositionSchema = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
]);
const RingsSchema = Type.Array(Type.Array(PositionSchema, { minItems: 4 }), { minItems: 1 });
const Within = Type.Union(
  [
    Type.Object({ type: Type.Literal('Polygon'), coordinates: RingsSchema }, { additionalProperties: false }),
    Type.Object(
      { type: Type.Literal('MultiPolygon'), coordinates: Type.Array(RingsSchema, { minItems: 1 }) },
      { additionalProperties: false },
    ),
  ],
  { description: `GeoJSON, in WGS-84: only stores inside, edges included; at most ${MOST_CORNERS} corners` },
);

const Body = Type.Object(
  {
    origins: Type.Array(Type.Object({ lat, lon }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: MOST_ORIGINS,
      description: 'In the datum; the answers come in the same order',
    }),
    ...rest,
    category: Type.Optional(
      Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,64}$' }), {
        minItems: 1,
        maxItems: 10,
        description: 'Stores in any of these categories, or below them',
      }),
    ),
    widen: Type.Optional(
      Type.Boolean({
        default: false,
        description: `${String(Object(widen).description)}. Not unless asked for`,
      }),
    ),
    within: Type.Optional(Within),
  },
  {
    additionalProperties: false,
    title: 'NearbyBatch',
    description: 'What is asked for, and for which places',
  },
);
type Body = Static<typeof Body>;

const Answers = Type.Object(
  { answers: Type.Array(NearbyAnswerSchema) },
  { title: 'NearbyAnswers', description: 'An answer for each origin, in their order' },
);

const batch: FastifyPluginAsyncTypebox = async (app) => {
  app.post(
    '/stores/nearby',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'findNearbyStoresOfMany',
        summary: 'The published stores nearest to each of many positions',
        description: `Up to ${MOST_ORIGINS.toLocaleString('en')} origins, each answered as by GET, but never widened unless asked for; also only stores inside a polygon.`,
        tags: ['stores'],
        body: Body,
        response: answers(Answers, 400, 401, 413, 415, 429, 503),
      },
    },
    async (request, reply) => {
      if (!app.nearby.ready) {
        reply.header('retry-after', '1');
        throw new IndexNotReady();
      }
      const queries = queriesOf(request.body);
      const base = publicBase(request);
      const pieces = Readable.from(answered(queries, base), { objectMode: false });
      return reply
        .headers({ 'cache-control': 'no-store' })
        .type('application/json; charset=utf-8')
        .send(pieces as never);
    },
  );

  /** Each answer is copied into a larger piece, and the memory it was written in serves the next: nothing is allocated for one. */
  async function* answered(queries: readonly NearbyQuery[], base: string): AsyncGenerator<Buffer> {
    let piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    let end = piece.write('{"answers":[');
    for (const [i, query] of queries.entries()) {
      const answered = app.nearby.answer(query, base);
      const { json } = answered instanceof Promise ? await answered : answered;
      if (end + json.length + ROOM_AROUND > piece.length) {
        yield piece.subarray(0, end);
        piece = Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, json.length + ROOM_AROUND));
        end = 0;
      }
      if (i > 0) end += piece.write(',', end);
      end += json.copy(piece, end);
      giveBack(json);
      if ((i + 1) % AT_ONCE === 0) await new Promise(setImmediate);
    }
    end += piece.write(']}', end);
    yield piece.subarray(0, end);
  }
};
export default batch;

/** @throws INVALID_PARAMETER */
function queriesOf({ origins, category, within, ...asked }: Body): NearbyQuery[] {
  const [first] = origins as [Body['origins'][0]];
  // The rules of the query string hold here too.
  const text = Object.fromEntries(
    Object.entries({ ...asked, ...first }).map(([name, value]) => [name, String(value)]),
  );
  const query: NearbyQuery = {
    ...readNearbyQuery({ widen: 'false', ...text }),
    categories: category,
    within: within && ringsOf(within),
  };
  return origins.map(({ lat, lon }) => ({ ...query, position: [lon, lat] }));
}

function ringsOf(within: Static<typeof Within>): Rings[] {
  const polygons: Position[][][] = within.type === 'Polygon' ? [within.coordinates] : within.coordinates;
  const corners = polygons.flat(2);
  if (corners.length > MOST_CORNERS) {
    throw invalidParameter('/within', corners.length, `must have at most ${MOST_CORNERS} corners`);
  }
  for (const ring of polygons.flat()) {
    const [first, last] = [ring[0]!, ring.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) {
      throw invalidParameter('/within', first, 'must have rings whose last position is their first');
    }
  }
  return polygons;
}
