// The quality desk: what is doubtful about the stores, and what was decided about that.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import {
  BrokenCoverSchema,
  type Duplicate,
  FINDING_KINDS,
  type FindingKind,
  FindingSchema,
  type PositionDoubt,
  QualitySummarySchema,
} from '../../shared/quality.ts';
import { authorOf, checkMayWrite } from '../access/actor.ts';
import { deskStoresOf } from '../quality/desk-store.ts';
import type { KeptFinding } from '../storage/quality/contract.ts';
import { answers, noAnswer } from './answers.ts';
import { PageQuery, pageOf } from './desk-page.ts';
import { plainNumbers } from './plain-numbers.ts';

const tags = ['quality'];
const view = { access: 'view' } as const;
const USUAL_STALE_MONTHS = 6;

const Kind = Type.Unsafe<FindingKind>(Type.Union(FINDING_KINDS.map((kind) => Type.Literal(kind))));
const Id = (description: string) => Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description });
const Dismissal = Type.Object(
  { kind: Kind, store: Id('Of the finding'), other: Type.Optional(Id('Of the finding, where it has one')) },
  { additionalProperties: false },
);
const Cursor = Type.Union([Type.String(), Type.Null()], { description: 'null: there are no more' });

const quality: FastifyPluginAsyncTypebox = async (app) => {
  const { quality, catalogue, stores } = app.storage;
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get(
    '/quality',
    {
      config: view,
      preValidation: plainNumbers('staleMonths'),
      schema: {
        operationId: 'getQuality',
        summary: 'How much there is to look at',
        tags,
        querystring: Type.Object(
          { staleMonths: Type.Integer({ minimum: 1, maximum: 120, default: USUAL_STALE_MONTHS }) },
          { additionalProperties: false },
        ),
        response: answers(QualitySummarySchema, 400, 401, 403, 429),
      },
    },
    async ({ query: { staleMonths }, actor: { limits: within } }) => {
      const staleBefore = monthsAgo(staleMonths);
      const here = { status: 'published' as const, ...(within ? { within } : {}) };
      const [counts, stale, noCover, noHours, scan] = await Promise.all([
        quality.counts(within),
        catalogue.count({ ...here, confirmedBefore: staleBefore }),
        catalogue.count({ ...here, missing: 'cover' }),
        catalogue.count({ ...here, missing: 'hours' }),
        quality.scan(),
      ]);
      return {
        counts: { ...counts, stale, noCover, noHours },
        staleBefore,
        scan: scan ? { ...scan, finishedAt: scan.finishedAt ?? null } : null,
      };
    },
  );

  app.post(
    '/quality/scans',
    {
      config: { access: 'edit' },
      schema: {
        operationId: 'scanStores',
        summary: 'Look at all stores again',
        description: 'It goes on by itself; `scan` of the summary says when it is over.',
        tags,
        response: noAnswer(401, 403, 429),
      },
    },
    async (_request, reply) => {
      await app.qualityDesk.begin();
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/quality/findings',
    {
      config: view,
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listFindings',
        summary: 'Possible duplicates, or doubtful positions',
        tags,
        querystring: Type.Object({ ...PageQuery.properties, kind: Kind }, { additionalProperties: false }),
        response: answers(
          Type.Object({ findings: Type.Array(FindingSchema), cursor: Cursor }, { title: 'QualityFindings' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { items, next } = await quality.findings(request.query.kind, pageOf(request));
      const found = await deskStoresOf(
        stores,
        items.flatMap(({ storeId, otherId }) => [storeId, otherId]),
      );
      const findings = items.flatMap((item) => {
        const store = found.get(item.storeId);
        return store ? [{ store, other: found.get(item.otherId) ?? null, ...doubtOf(item) }] : [];
      });
      return { findings, cursor: next ?? null };
    },
  );

  for (const [method, operationId, summary] of [
    ['PUT', 'dismissFinding', 'A finding is none: it is not told again'],
    ['DELETE', 'restoreFinding', 'Tell a finding again that was dismissed'],
  ] as const) {
    app.route({
      method,
      url: '/quality/dismissals',
      config: { access: 'edit' },
      schema: { operationId, summary, tags, querystring: Dismissal, response: noAnswer(400, 401, 403, 429) },
      handler: async (request, reply) => {
        const { kind, store, other = '' } = request.query;
        const key = { kind, storeId: store, otherId: other };
        checkMayWrite(request.actor, ...(await stores.getMany([store])));
        if (method === 'PUT') await quality.dismiss(key, authorOf(request));
        else await quality.restore(key);
        return reply.code(204).send(null);
      },
    });
  }

  app.get(
    '/quality/covers',
    {
      config: view,
      preValidation: plainNumbers('limit'),
      schema: {
        operationId: 'listBrokenCovers',
        summary: 'Stores whose cover does not load',
        description: 'Every cover is asked for once a week.',
        tags,
        querystring: PageQuery,
        response: answers(
          Type.Object({ covers: Type.Array(BrokenCoverSchema), cursor: Cursor }, { title: 'BrokenCovers' }),
          400,
          401,
          403,
          429,
        ),
      },
    },
    async (request) => {
      const { items, next } = await quality.faultyCovers(pageOf(request));
      const found = await deskStoresOf(
        stores,
        items.map(({ storeId }) => storeId),
      );
      const covers = items.flatMap(({ storeId, address, fault, checkedAt }) => {
        const store = found.get(storeId);
        return store ? [{ store, cover: address, fault, checkedAt }] : [];
      });
      return { covers, cursor: next ?? null };
    },
  );
};
export default quality;

const doubtOf = ({ kind, detail }: KeptFinding) =>
  kind === 'duplicate' ? { duplicate: detail as Duplicate } : { position: detail as PositionDoubt };

function monthsAgo(months: number): string {
  const at = new Date();
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString();
}
