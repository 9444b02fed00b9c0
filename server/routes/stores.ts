import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { categoriesWithin } from '../../shared/category.ts';
import { DatumSchema } from '../../shared/store.ts';
import { PUBLIC_FILTERS, type Sort, SortSchema } from '../../shared/store-filter.ts';
import { storeConditions } from '../catalogue/store-conditions.ts';
import { StoreNotFound } from '../errors.ts';
import { isHeld, sendHeld } from '../freshness.ts';
import { publicBase } from '../public-base.ts';
import { keptAnswers } from './answers.ts';
import { bboxInWgs84 } from './bbox-parameter.ts';
import { storeFeature } from './features/feature.ts';
import { plainNumbers } from './plain-numbers.ts';
import { RecentItems } from './recent-items.ts';
import { fieldsParameter, only, readFields, sendSparse } from './sparse-fields.ts';
import {
  CSV,
  csvHead,
  csvLine,
  Feature,
  FeatureCollection,
  formParameter,
  GEOJSON,
  geoJsonPage,
  JSON_TYPE,
  refuseOtherDatums,
} from './store-forms.ts';
import { itemUntil, StoreItemSchema, storeItem } from './store-item.ts';

const tags = ['stores'];
const StoreId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'Id of a store' });
const AnswerDatum = Type.Unsafe<'wgs84' | 'gcj02' | 'bd09'>({ ...DatumSchema, default: 'wgs84' });

const ListQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Stores on a page' }),
    cursor: Type.Optional(
      Type.String({ minLength: 1, maxLength: 4_000, description: 'As in `next` of the page before' }),
    ),
    ...PUBLIC_FILTERS,
    sort: Type.Unsafe<Sort>({ ...SortSchema, default: 'id' }),
    fields: fieldsParameter,
    bbox: Type.Optional(
      Type.String({
        maxLength: 200,
        description:
          'west,south,east,north in degrees of the datum; a west over the east crosses the antimeridian',
      }),
    ),
    datum: AnswerDatum,
    f: formParameter('json', 'geojson', 'csv'),
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
  { title: 'StorePage', description: 'Some of the published stores' },
);

const stores: FastifyPluginAsyncTypebox = async (app) => {
  const givesConverted = app.config.convertedPositions;
  const recent = new RecentItems(app.storage.stores);
  app.addHook('onClose', async () => recent.stop());

  app.get(
    '/stores',
    {
      preValidation: plainNumbers('limit'),
      config: { access: 'read' },
      schema: {
        operationId: 'listStores',
        summary: 'Published stores, page by page',
        description:
          'By id, or as `sort` says; every store exactly once over the pages, also while stores are added and removed.',
        tags,
        querystring: ListQuery,
        response: keptAnswers(
          { [JSON_TYPE]: Page, [GEOJSON]: FeatureCollection, [CSV]: Type.String() },
          400,
          401,
          429,
        ),
      },
    },
    async (request, reply) => {
      const { limit, cursor, sort, fields, bbox, datum, f, ...filters } = request.query;
      const { category } = filters;
      refuseOtherDatums(f, datum);
      const shown = fields === undefined ? undefined : readFields(fields);
      const revision = await app.storage.features.revision();
      const { stores, next } = await app.storage.stores.list({
        ...storeConditions(filters, undefined, datum),
        ...(bbox === undefined ? {} : { bbox: bboxInWgs84(bbox, datum) }),
        status: 'published',
        sort,
        limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const at = new Date();
      const base = publicBase(request);
      const items = stores.map((store) => storeItem(store, datum, at, base));
      const tree = category === undefined ? [] : await app.storage.categories.all();
      const freshness = {
        stamp: `${revision}${category === undefined ? '' : `.${categoriesWithin(tree, category)}`}`,
        until: Math.min(Infinity, ...items.map((item) => itemUntil(item, at.getTime()))),
      };
      if (isHeld(request, reply, freshness)) return sendHeld(request, reply);
      const nextAddress = next === undefined ? null : pageAddress(base, request.query, next);
      if (nextAddress !== null) reply.header('link', `<${nextAddress}>; rel="next"`);
      switch (f) {
        case 'json': {
          const page = { numberReturned: items.length, stores: items, next: nextAddress };
          return shown
            ? sendSparse(reply, { ...page, stores: items.map((item) => only(item, shown)) })
            : page;
        }
        case 'geojson':
          return reply.type(GEOJSON).send(geoJsonPage(stores, base, givesConverted, nextAddress));
        case 'csv':
          return reply
            .type(CSV)
            .send(csvHead() + stores.map((store) => csvLine(store, base, givesConverted)).join(''));
      }
    },
  );

  app.get(
    '/stores/:id',
    {
      config: { access: 'read' },
      // Its ETag is that of these bytes.
      compress: false,
      schema: {
        operationId: 'getStore',
        summary: 'One published store',
        description:
          'With its opening state. If-None-Match with the ETag of the last answer brings 304 while nothing changed, and costs next to nothing. If-Match takes the same ETag when the store is changed.',
        tags,
        params: Type.Object({ id: StoreId }),
        querystring: Type.Object(
          { datum: AnswerDatum, f: formParameter('json', 'geojson') },
          { additionalProperties: false },
        ),
        response: keptAnswers({ [JSON_TYPE]: StoreItemSchema, [GEOJSON]: Feature }, 400, 401, 404, 429),
      },
    },
    (request, reply) => {
      const { id } = request.params;
      const { datum, f } = request.query;
      refuseOtherDatums(f, datum);
      const at = new Date();
      const known = recent.get(id, at.getTime());
      // At once, without a promise: there is little else to it.
      if (known && isHeld(request, reply, { stamp: known.version, until: known.until, exact: true })) {
        return void sendHeld(request, reply);
      }
      const read = async () => {
        const keep = recent.keeper();
        const store = await app.storage.stores.get(id);
        if (store?.status !== 'published') throw new StoreNotFound(id);
        const base = publicBase(request);
        const item = storeItem(store, datum, at, base);
        const until = itemUntil(item, at.getTime());
        keep(id, { version: store.version, until });
        if (isHeld(request, reply, { stamp: store.version, until, exact: true }))
          return sendHeld(request, reply);
        if (f === 'json') return item;
        return reply.type(GEOJSON).send(JSON.stringify(storeFeature(store, base, givesConverted)));
      };
      return read();
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
