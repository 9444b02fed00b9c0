// That stores were confirmed, and links for whoever knows: their managers.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { OperationSchema } from '../../shared/operation.ts';
import { ConfirmLinkSchema } from '../../shared/quality.ts';
import { StoreFilterSchema } from '../../shared/store-filter.ts';
import { authorOf, checkMayWrite } from '../access/actor.ts';
import { storeConditions } from '../catalogue/store-conditions.ts';
import { invalidParameter } from '../errors.ts';
import { publicBase } from '../public-base.ts';
import { CONFIRM_LINKS, confirmToken } from '../quality/confirm-link.ts';
import { confirmStores } from '../quality/confirming.ts';
import { answers } from './answers.ts';

const tags = ['quality'];
const MOST_STORES = 5_000;
const Ids = Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }), {
  minItems: 1,
  maxItems: MOST_STORES,
});
const DAY_MILLISECONDS = 86_400_000;

const confirmations: FastifyPluginAsyncTypebox = async (app) => {
  const { stores, catalogue } = app.storage;

  app.post(
    '/confirmations',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'confirmStores',
        summary: 'What is said of these stores is right',
        description: 'Live at once: their `confirmedAt` is now. Drafts beside them stay drafts.',
        tags,
        body: Type.Object({ ids: Ids }, { additionalProperties: false }),
        response: answers(
          Type.Object(
            {
              operation: Type.Union([OperationSchema, Type.Null()], {
                description: 'null: none of them is there',
              }),
            },
            { title: 'Confirmation' },
          ),
          400,
          401,
          403,
          409,
          429,
        ),
      },
    },
    async (request) => {
      const check = (store: Parameters<typeof checkMayWrite>[1]) => checkMayWrite(request.actor, store!);
      const operation = await confirmStores(app.storage, request.body.ids, authorOf(request), check);
      return { operation: operation ?? null };
    },
  );

  app.post(
    '/confirm-links',
    {
      config: { access: 'edit', secret: true },
      schema: {
        operationId: 'makeConfirmLinks',
        summary: 'Links for the managers of published stores',
        description:
          'Whoever opens one sees what is known of that store, and may confirm it or propose changes, which go to review. It opens until it expires.',
        tags,
        body: Type.Object(
          {
            ids: Type.Optional(Ids),
            filter: Type.Optional(StoreFilterSchema),
            days: Type.Integer({ minimum: 1, maximum: 90, default: 14, description: 'Until it expires' }),
          },
          { additionalProperties: false, description: 'By `ids` or `filter`, one of the two' },
        ),
        response: answers(
          Type.Object({ links: Type.Array(ConfirmLinkSchema) }, { title: 'ConfirmLinks' }),
          400,
          401,
          403,
          409,
          429,
        ),
      },
    },
    async (request) => {
      const { ids, filter, days } = request.body;
      if ((ids === undefined) === (filter === undefined)) {
        throw invalidParameter('/ids', ids, 'or /filter must say which stores, one of the two');
      }
      const meant = ids ?? (await catalogue.order(storeConditions(filter!, request.actor.limits), 'id')).ids;
      if (meant.length > MOST_STORES) {
        throw invalidParameter('/filter', meant.length, `must leave at most ${MOST_STORES} stores`);
      }
      const found = (await stores.getMany(meant)).filter(({ status }) => status === 'published');
      checkMayWrite(request.actor, ...found);
      const key = app.secretOf(CONFIRM_LINKS);
      const expiresAt = new Date(Date.now() + days * DAY_MILLISECONDS);
      const base = publicBase(request);
      return {
        links: found.map(({ id, sid, name, branch, phones }) => ({
          id,
          sid: sid ?? null,
          name,
          branch: branch ?? null,
          phones,
          url: `${base}/confirm/${confirmToken(key, id, expiresAt)}`,
          expiresAt: expiresAt.toISOString(),
        })),
      };
    },
  );
};
export default confirmations;
