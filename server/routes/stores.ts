import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { DatumSchema } from '../../shared/store.ts';
import { StoreNotFound } from '../errors.ts';
import { publicBase } from '../public-base.ts';
import { answers } from './answers.ts';
import { bboxInWgs84 } from './bbox-parameter.ts';
import { plainNumbers } from './plain-numbers.ts';
import { StoreItemSchema, storeItem } from './store-item.ts';

const tags = ['stores'];
const StoreId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'Id of a store' });
const AnswerDatum = Type.Unsafe<'wgs84' | 'gcj02' | 'bd09'>({ ...DatumSchema, default: 'wgs84' });

const ListQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Stores on a page' }),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'As in `next` of the page before' }),
    ),
    category: Type.Optional(
      Type.String({
        pattern: '^[a-z0-9-]{1,64}$',
        description: 'A category id; the categories below it count',
      }),
    ),
    sid: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "The owner's own key" })),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Text in name, branch, address or sid' }),
    ),
    bbox: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'west,south,east,north in degrees of the datum; a west over the east crosses the antimeridian',
      }),
    ),
    datum: AnswerDatum,
  },
  { additionalProperties: false },
);

const Page = Type.Object(
  {
    numberReturned: Type.Integer(),
    stores: Type.Array(StoreItemSchema),
    next: Type.Union([Type.String(), Type.Null()], {
      description: 'Address of the next page, with the same filters; null on the last one',
    }),
  },
  { title: 'StorePage', description: 'Some of the published stores, by id' },
);

const stores: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/stores',
    {
      preValidation: plainNumbers('limit'),
      config: { access: 'read' },
      schema: {
        operationId: 'listStores',
        summary: 'Published stores, page by page',
        description:
          'By id; every store exactly once over the pages, also while stores are added and removed.',
        tags,
        querystring: ListQuery,
        response: answers(Page, 400, 401, 429),
      },
    },
    async (request) => {
      const { limit, cursor, category, sid, q, bbox, datum } = request.query;
      const { stores, next } = await app.storage.stores.list({
        status: 'published',
        limit,
        cursor,
        category,
        sid,
        text: q,
        bbox: bbox === undefined ? undefined : bboxInWgs84(bbox, datum),
      });
      const at = new Date();
      const base = publicBase(request);
      return {
        numberReturned: stores.length,
        stores: stores.map((store) => storeItem(store, datum, at, base)),
        next: next === undefined ? null : pageAddress(base, request.query, next),
      };
    },
  );

  app.get(
    '/stores/:id',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'getStore',
        summary: 'One published store',
        tags,
        params: Type.Object({ id: StoreId }),
        querystring: Type.Object({ datum: AnswerDatum }, { additionalProperties: false }),
        response: answers(StoreItemSchema, 400, 401, 404, 429),
      },
    },
    async (request) => {
      const store = await app.storage.stores.get(request.params.id);
      if (store?.status !== 'published') throw new StoreNotFound(request.params.id);
      return storeItem(store, request.query.datum, new Date(), publicBase(request));
    },
  );
};
export default stores;

function pageAddress(base: string, query: Readonly<Record<string, unknown>>, cursor: string): string {
  const given = Object.entries({ ...query, cursor }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${base}/api/v1/stores?${new URLSearchParams(given)}`;
}
