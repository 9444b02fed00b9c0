// The ops' table and map: all stores by any filter, in any order, from any place.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { type Sort, SortSchema, StoreFilterSchema } from '../../../shared/store-filter.ts';
import {
  ClustersSchema,
  FacetsSchema,
  type StoreCluster,
  type StoreFacets,
  StoreWindowSchema,
} from '../../../shared/store-table.ts';
import { clustersOf } from '../../catalogue/clusters.ts';
import { instantOf, storeConditions } from '../../catalogue/store-conditions.ts';
import { StoreOrders } from '../../catalogue/store-orders.ts';
import { storeRow } from '../../catalogue/store-row.ts';
import { workingFields } from '../../catalogue/working-store.ts';
import type { Worked } from '../../storage/catalogue/contract.ts';
import { answers } from '../answers.ts';
import { plainNumbers } from '../plain-numbers.ts';

const tags = ['table'];
const config = { access: 'view' } as const;
const filters = StoreFilterSchema.properties;

const table: FastifyPluginAsyncTypebox = async (app) => {
  const { catalogue } = app.storage;
  const orders = new StoreOrders(catalogue);
  let told: { readonly key: string; readonly facets: StoreFacets } | undefined;

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/stores/window',
    {
      config,
      preValidation: plainNumbers('from', 'limit'),
      schema: {
        operationId: 'getStoreWindow',
        summary: 'Some rows of all stores in an order, from any place',
        description:
          'As they are worked on; filters and orders go by the stores themselves, not by drafts beside them. Rows keep their places while the next windows are asked with the same `order`.',
        tags,
        querystring: Type.Object(
          {
            ...filters,
            sort: Type.Unsafe<Sort>({ ...SortSchema, default: 'name' }),
            from: Type.Integer({
              minimum: 0,
              maximum: 100_000_000,
              default: 0,
              description: 'The first place',
            }),
            limit: Type.Integer({ minimum: 0, maximum: 500, default: 100 }),
            order: Type.Optional(Type.String({ maxLength: 60, description: '`order` of a window before' })),
            at: Type.Optional(
              Type.String({
                format: 'date-time',
                description: 'The moment that `open` is told of; absent: now',
              }),
            ),
          },
          { additionalProperties: false },
        ),
        response: answers(StoreWindowSchema, 400, 401, 403, 429),
      },
    },
    async (request) => {
      const { sort, from, limit, order: wanted, at, ...filter } = request.query;
      const moment = at === undefined ? new Date() : instantOf('at', at);
      const conditions = storeConditions(filter, request.actor.limits);
      const { name, ids, current } = await orders.find(conditions, sort, wanted);
      const asked = ids.slice(from, from + limit);
      const found = new Map((await catalogue.workedMany(asked)).map((worked) => [worked.store.id, worked]));
      const rows = asked.map((id) => {
        const worked = found.get(id);
        return worked ? storeRow(worked, moment) : null;
      });
      return { order: name, current, numberMatched: ids.length, from, rows };
    },
  );

  app.get(
    '/stores/clusters',
    {
      config,
      preValidation: plainNumbers('zoom'),
      schema: {
        operationId: 'getStoreClusters',
        summary: 'The same stores on a map, in at most 250 groups',
        tags,
        querystring: Type.Object(
          {
            ...filters,
            bbox: Type.String({
              maxLength: 200,
              description: 'What the map shows: west,south,east,north, WGS-84',
            }),
            zoom: Type.Number({
              minimum: 0,
              maximum: 22,
              description: 'Of a web map: 0 shows the world in 256 pixels',
            }),
          },
          { additionalProperties: false },
        ),
        response: answers(ClustersSchema, 400, 401, 403, 429),
      },
    },
    async (request) => {
      const { zoom, ...filter } = request.query;
      const { bbox, ...conditions } = storeConditions(filter, request.actor.limits);
      const clusters = clustersOf(await orders.find(conditions, 'name', undefined), bbox!, zoom);
      const single = clusters.flatMap(({ stores, id }) => (stores === 1 ? id : []));
      const named = new Map((await catalogue.workedMany(single)).map((worked) => [worked.store.id, worked]));
      return {
        numberMatched: clusters.reduce((sum, { stores }) => sum + stores, 0),
        clusters: clusters.map(({ id, bbox, ...cluster }) => {
          const worked = cluster.stores === 1 ? named.get(id) : undefined;
          return { ...cluster, bbox: [...bbox] as [number, number, number, number], ...namedOf(worked) };
        }),
      };
    },
  );

  app.get(
    '/stores/facets',
    {
      config,
      schema: {
        operationId: 'getStoreFacets',
        summary: 'What stores can be filtered by, with counts',
        tags,
        querystring: Type.Object({}, { additionalProperties: false }),
        response: answers(FacetsSchema, 400, 401, 403, 429),
      },
    },
    async (request) => {
      const { limits: within } = request.actor;
      const { stores, drafts } = await catalogue.revision();
      const key = JSON.stringify([stores, drafts, within]);
      if (told?.key !== key) {
        const here = within ? { within } : {};
        const facets = {
          statuses: await catalogue.counted('status', within),
          provinces: await catalogue.counted('province', within),
          cities: await catalogue.counted('city', within),
          tags: await catalogue.counted('tag', within),
          unpublished: await catalogue.count({ ...here, unpublished: true }),
          requested: await catalogue.count({ ...here, plan: 'requested' }),
          scheduled: await catalogue.count({ ...here, plan: 'scheduled' }),
        };
        told = { key, facets };
      }
      return told.facets;
    },
  );
};
export default table;

function namedOf(worked: Worked | undefined): Pick<StoreCluster, 'id' | 'name' | 'status'> {
  if (worked === undefined) return { id: null, name: null, status: null };
  const { name, branch } = workingFields(worked).fields;
  const { id, status } = worked.store;
  return { id, name: branch === undefined ? name : `${name} ${branch}`, status };
}
