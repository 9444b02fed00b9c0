// Assembles the service; never listens. main.ts serves it, tests inject into it.
import { join } from 'node:path';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import type { Config } from './config.ts';
import problems, { answerProblem } from './plugins/problems.ts';
import security from './plugins/security.ts';
import storage from './plugins/storage.ts';
import webPages from './plugins/web-pages.ts';
import { requestId } from './request-id.ts';
import { logSerializers, RequestLog } from './request-log.ts';
import health from './routes/health.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Config;
  }
}

export type AppOptions = {
  readonly config: Config;
  /** Where the log goes, a JSON object a line; absent: nowhere. */
  readonly log?: { write(line: string): void };
  /** The built pages; absent: web/dist. */
  readonly webFolder?: string;
  /** The origin that the simulated client's foreign pages come from, when it runs. */
  readonly clientOrigin?: string;
};

// Ten ids of at most 64 characters with commas between: the longest list of stores in an address.
const longestParameter = 10 * 64 + 9;

export function buildApp({ config, log, webFolder, clientOrigin }: AppOptions) {
  const app = Fastify({
    logger: log ? { level: 'info', stream: log, serializers: logSerializers } : false,
    logController: new RequestLog(),
    genReqId: requestId,
    trustProxy: trusted(config.trustProxy),
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: longestParameter },
    requestTimeout: 30_000,
    connectionTimeout: 120_000,
    // What a parameter may be is said once, in its schema: nothing is removed or guessed around it.
    ajv: { customOptions: { removeAdditional: false } },
    frameworkErrors: answerProblem,
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.decorate('config', config);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.register(problems);
  app.register(security);
  app.register(storage, { address: config.dataDir });
  app.register(webPages, {
    folder: webFolder ?? join(import.meta.dirname, '..', 'web', 'dist'),
    clientOrigin,
  });
  app.register(health);
  return app;
}

/** A number counts the proxies from ours outwards. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
