import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { NearbyAnswerSchema } from '../../shared/nearby.ts';
import { IndexNotReady } from '../errors.ts';
import { isHeld, sendHeld } from '../freshness.ts';
import type { NearbyAnswered } from '../nearby/nearby.ts';
import { type NearbyQuery, NearbyQuerySchema, readNearbyQuery } from '../nearby/nearby-query.ts';
import { publicBase } from '../public-base.ts';
import { keptAnswers } from './answers.ts';

const nearby: FastifyPluginAsyncTypebox = async (app) => {
  app.get<{ Querystring: NearbyQuery }>(
    '/stores/nearby',
    {
      config: { access: 'read' },
      // It has no body that could be compressed.
      decompress: false,
      schema: {
        operationId: 'findNearbyStores',
        summary: 'The published stores nearest to a position',
        description:
          'By distance on the WGS-84 ellipsoid, then id. Where nothing is within the radius it is widened, and the answer says how far.',
        tags: ['stores'],
        querystring: NearbyQuerySchema,
        response: keptAnswers({ 'application/json': NearbyAnswerSchema }, 400, 401, 429, 503),
      },
      validatorCompiler: () => (given) => {
        try {
          return { value: readNearbyQuery(given) };
        } catch (error) {
          return { error: error as Error };
        }
      },
    },
    (request, reply) => {
      if (!app.nearby.ready) {
        reply.header('retry-after', '1');
        throw new IndexNotReady();
      }
      const { revision } = app.nearby;
      const send = ({ json, until }: NearbyAnswered) => {
        if (isHeld(request, reply, { stamp: revision, until })) return void sendHeld(request, reply);
        reply.type('application/json; charset=utf-8');
        if (!app.wholeAnswers.send(request, reply, json)) reply.send(json);
      };
      const base = publicBase(request);
      const answered = app.nearby.answer(request.query, base, (cursor) => {
        const next = new URL(request.url, base);
        next.searchParams.set('cursor', cursor);
        return next.href;
      });
      return answered instanceof Promise ? answered.then(send).then(() => reply) : send(answered);
    },
  );
};
export default nearby;
