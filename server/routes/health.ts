import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { IndexNotReady } from '../errors.ts';
import { answers } from './answers.ts';

const Answer = Type.Object({ status: Type.Literal('ok') }, { title: 'Health', description: 'It does' });

const NoParameters = Type.Object({}, { additionalProperties: false });

const health: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/healthz',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'getHealth',
        summary: 'Whether the process answers',
        tags: ['health'],
        description: 'For whoever restarts what hangs: it looks at nothing else.',
        querystring: NoParameters,
        response: answers(Answer, 400),
      },
    },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'open' },
      schema: {
        operationId: 'getReadiness',
        summary: 'Whether stores can be found',
        tags: ['health'],
        description: 'For whoever sends requests to one of several nodes.',
        querystring: NoParameters,
        response: answers(Answer, 400, 503),
      },
    },
    async (_request, reply) => {
      if (app.nearby.ready) return { status: 'ok' as const };
      reply.header('retry-after', '1');
      throw new IndexNotReady();
    },
  );
};
export default health;
