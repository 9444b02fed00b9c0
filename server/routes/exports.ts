import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { StoreStatusSchema } from '../../shared/store.ts';
import { limitsOf } from '../access/actor.ts';
import { EXPORT_FORMATS, EXTENSIONS, type ExportFormat, exported, MEDIA_TYPES } from '../export/export.ts';
import { exportedStores } from '../export/rows.ts';
import { fileAnswers } from './answers.ts';

const files = fileAnswers(Object.values(MEDIA_TYPES), 'The file', 400, 401, 403, 429);

const ExportedFeatures = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(
      Type.Object({
        type: Type.Literal('Feature'),
        id: Type.String(),
        geometry: Type.Object({
          type: Type.Literal('Point'),
          coordinates: Type.Tuple([Type.Number(), Type.Number()], {
            description: 'Longitude, latitude in WGS-84',
          }),
        }),
        properties: Type.Object({}, { additionalProperties: true, description: 'By the headers of the CSV' }),
      }),
    ),
  },
  { title: 'ExportedFeatures', description: 'The file as a GeoJSON feature collection' },
);

const exports: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/exports',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'exportStores',
        summary: 'The stores as a file',
        description:
          'CSV, XLSX and GeoJSON hold all that is kept of a store: an import of the same file changes nothing. `wechat-pay` is the table of 微信支付品牌门店 with what its limits are broken by.',
        tags: ['imports'],
        querystring: Type.Object(
          {
            format: Type.Unsafe<ExportFormat>({ type: 'string', enum: [...EXPORT_FORMATS] }),
            status: Type.Optional(StoreStatusSchema),
            category: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,64}$' })),
            tag: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
            province: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            city: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
            q: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          },
          { additionalProperties: false },
        ),
        response: {
          ...files,
          200: {
            ...files[200],
            content: { ...files[200].content, [MEDIA_TYPES.geojson]: { schema: ExportedFeatures } },
          },
        },
      },
    },
    async (request, reply) => {
      const { format, q, ...filter } = request.query;
      const limits = limitsOf(request.actor);
      const pages = exportedStores(app.storage.stores, {
        ...filter,
        ...(q !== undefined && { text: q }),
        ...(limits && { within: limits }),
      });
      const day = new Date().toISOString().slice(0, 10);
      return reply
        .type(MEDIA_TYPES[format])
        .header('content-disposition', `attachment; filename="stores-${day}.${EXTENSIONS[format]}"`)
        .header('cache-control', 'no-store')
        .send(exported(format, pages));
    },
  );
};
export default exports;
