import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';

const Answer = Type.Object({ status: Type.Literal('ok') });

const health: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/healthz',
    { schema: { summary: 'Whether the process answers', tags: ['health'], response: { 200: Answer } } },
    async () => ({ status: 'ok' as const }),
  );
  app.get(
    '/readyz',
    { schema: { summary: 'Whether stores can be found', tags: ['health'], response: { 200: Answer } } },
    async () => ({ status: 'ok' as const }),
  );
};
export default health;
