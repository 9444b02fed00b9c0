import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { IndexNotReady } from '../errors.ts';
import type { Trouble } from '../health/condition.ts';
import { answers } from './answers.ts';

const Answer = Type.Object({ status: Type.Literal('ok') }, { title: 'Health', description: 'It does' });
const Readiness = Type.Object(
  {
    status: Type.Unsafe<'ok' | 'degraded'>({
      type: 'string',
      enum: ['ok', 'degraded'],
      description:
        'degraded: stores are found as they were last known, and what needs the part at fault is refused',
    }),
    problems: Type.Array(
      Type.Object({
        part: Type.Unsafe<Trouble['part']>({ type: 'string', enum: ['database', 'clock'] }),
        fault: Type.Unsafe<Trouble['fault']>({
          type: 'string',
          enum: ['full', 'read-only', 'corrupt', 'unreachable', 'slow', 'broken', 'set-back'],
        }),
        detail: Type.String(),
        since: Type.String({ format: 'date-time', description: 'When it was first seen' }),
      }),
    ),
  },
  { title: 'Readiness', description: 'Stores can be found' },
);

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
        description:
          'For whoever sends requests to one of several nodes: 503 only where stores cannot be found. What else is wrong stands in `problems`.',
        querystring: NoParameters,
        response: answers(Readiness, 400, 503),
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      if (app.nearby.ready) {
        const problems = [...(await app.condition.troubles())];
        return { status: problems.length === 0 ? ('ok' as const) : ('degraded' as const), problems };
      }
      reply.header('retry-after', '1');
      throw new IndexNotReady();
    },
  );
};
export default health;
