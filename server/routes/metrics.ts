// GET /metrics in Prometheus' format, for whoever may see drafts: a key with the scope `view`.
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { Registry } from 'prom-client';
import { problemAnswers } from './answers.ts';

const example = `# HELP nearby_stores_index_stores Published stores that can be found
# TYPE nearby_stores_index_stores gauge
nearby_stores_index_stores 56
`;

const metrics: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/metrics',
    {
      config: { access: 'view' },
      schema: {
        operationId: 'getMetrics',
        summary: 'What the service did and how it is, in numbers',
        tags: ['health'],
        description:
          'For Prometheus, in its text format: requests by route and status, how long nearby answers took, the index, imports, upstreams, and the process itself; all processes of the machine together.',
        querystring: Type.Object({}, { additionalProperties: false }),
        response: {
          200: {
            description: 'Numbers and what they are of, a line each',
            content: { 'text/plain': { schema: Type.String(), example } },
          },
          ...problemAnswers(400),
        },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store').type(Registry.PROMETHEUS_CONTENT_TYPE);
      return app.metrics.text();
    },
  );
};
export default metrics;
