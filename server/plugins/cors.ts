// Pages of other origins that may read what this service answers. They send keys, never cookies: no page elsewhere acts in
// the name of somebody who is signed in here.
import cors from '@fastify/cors';
import fp from 'fastify-plugin';

/** What a page may read of an answer beside its body. */
const EXPOSED = [
  'etag',
  'link',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];
const DAY_SECONDS = 86_400;

export default fp(
  async (app) => {
    const { corsOrigins } = app.config;
    if (corsOrigins.length === 0) return;
    app.addHook('onRoute', (route) => {
      // The route that lets preflights in, which cannot be told at its making.
      if (route.url === '*' && route.method === 'OPTIONS') route.config = { ...route.config, access: 'open' };
    });
    await app.register(cors, {
      origin: corsOrigins.includes('*') ? '*' : [...corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: EXPOSED,
      maxAge: DAY_SECONDS,
      // OPTIONS without the headers of a preflight is answered as any other method: 405 with Allow.
      strictPreflight: false,
    });
  },
  { name: 'cors' },
);
