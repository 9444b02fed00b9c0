// Assembles the service; never listens. main.ts serves it, tests inject into it.
import { join } from 'node:path';
import { constants } from 'node:zlib';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import Fastify from 'fastify';
import { keepRules } from './access/rules.ts';
import { BodyWatch } from './body-watch.ts';
import { answerBrokenRequest } from './broken-request.ts';
import type { Config } from './config.ts';
import { lazyCompilers } from './lazy-compilers.ts';
import confirmPages from './pages/confirm-routes.ts';
import pages from './pages/routes.ts';
import access from './plugins/access.ts';
import catalogueTimers from './plugins/catalogue-timers.ts';
import condition from './plugins/condition.ts';
import cors from './plugins/cors.ts';
import demoStores from './plugins/demo-stores.ts';
import idempotency from './plugins/idempotency.ts';
import imports from './plugins/imports.ts';
import insights from './plugins/insights.ts';
import metrics from './plugins/metrics.ts';
import nearbyIndex from './plugins/nearby-index.ts';
import openapi from './plugins/openapi.ts';
import { withOtherMethods } from './plugins/other-methods.ts';
import overload from './plugins/overload.ts';
import places from './plugins/places.ts';
import problems, { answerProblem } from './plugins/problems.ts';
import quality from './plugins/quality.ts';
import rateLimit from './plugins/rate-limit.ts';
import reloadPages from './plugins/reload.ts';
import requestTallies from './plugins/request-tallies.ts';
import secrets from './plugins/secrets.ts';
import security from './plugins/security.ts';
import storage from './plugins/storage.ts';
import tracing from './plugins/tracing.ts';
import upstreams from './plugins/upstreams.ts';
import webPages from './plugins/web-pages.ts';
import webhooks, { type WebhookOptions } from './plugins/webhooks.ts';
import { requestId } from './request-id.ts';
import { logSerializers, RequestLog } from './request-log.ts';
import audit from './routes/audit.ts';
import catalogue from './routes/catalogue/index.ts';
import categories from './routes/categories.ts';
import changes from './routes/changes.ts';
import confirmations from './routes/confirmations.ts';
import exportRoutes from './routes/exports.ts';
import features from './routes/features/routes.ts';
import health from './routes/health.ts';
import importRoutes from './routes/imports.ts';
import insightRoutes from './routes/insights.ts';
import keys from './routes/keys.ts';
import media from './routes/media.ts';
import metricsRoute from './routes/metrics.ts';
import nearby from './routes/nearby.ts';
import nearbyBatch from './routes/nearby-batch.ts';
import openingHours from './routes/opening-hours.ts';
import pictures from './routes/pictures.ts';
import placeRoutes from './routes/places.ts';
import qualityRoutes from './routes/quality.ts';
import reports from './routes/reports.ts';
import session from './routes/session.ts';
import settings from './routes/settings.ts';
import storeStreams from './routes/store-streams.ts';
import stores from './routes/stores.ts';
import tiles from './routes/tiles.ts';
import users from './routes/users.ts';
import webhookRoutes from './routes/webhooks.ts';
import { logTraces, tracesRequests } from './tracing/tracing.ts';
import type { Connect } from './upstream/pool.ts';

declare module 'fastify' {
  interface FastifyInstance {
    config: Config;
    bodies: BodyWatch;
    /** Compiles the schemas that nobody needed yet. */
    compileSchemas(): Promise<void>;
  }
}

export type AppOptions = {
  readonly config: Config;
  /** Where the log goes, a JSON object a line; absent: nowhere. */
  readonly log?: { write(line: string): void };
  /** What is worth a line: every request (`info`, unless told otherwise), or only what somebody should look at. */
  readonly logLevel?: 'info' | 'warn';
  /** A catalogue that never held a store gets the demo stores. */
  readonly demo?: boolean | undefined;
  /** The built pages; absent: web/dist. */
  readonly webFolder?: string;
  /** The port that the simulated client's foreign pages come from, when there is one. */
  readonly clientPort?: number;
  /** For development: open pages reload after a restart. */
  readonly reload?: boolean;
  /** What requests to other services go through; absent: connections to them. */
  readonly connect?: Connect;
  /** How webhooks know the time and find their receivers; absent: as this machine does. */
  readonly webhooks?: WebhookOptions;
};

/** Where web/build.ts puts the pages. */
export const builtPages = join(import.meta.dirname, '..', 'web', 'dist');

// Ten ids of at most 64 characters with commas between: the longest list of stores in an address.
const longestParameter = 10 * 64 + 9;

// The nearby answer, some 7 KB, goes out as it is: squeezing it takes longer than finding it. Brotli at its default
// quality is made for files that are compressed once.
const compression: FastifyCompressOptions = {
  threshold: 16_384,
  encodings: ['br', 'gzip'],
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
};

export function buildApp({
  config,
  log,
  logLevel = 'info',
  webFolder = builtPages,
  clientPort,
  reload,
  connect,
  webhooks: webhookOptions = {},
  demo,
}: AppOptions) {
  const { compilersFactory, compileAll } = lazyCompilers();
  const app = Fastify({
    schemaController: { compilersFactory },
    // A large catalogue is migrated while storage starts, or another node does it, however long that takes.
    pluginTimeout: 0,
    logger: log ? { level: logLevel, stream: log, serializers: logSerializers, ...logTraces() } : false,
    logController: new RequestLog(),
    genReqId: requestId,
    trustProxy: trusted(config.trustProxy),
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: longestParameter },
    // Bodies are watched, so that large ones may take their time; what comes before them has to come at once.
    requestTimeout: 0,
    http: { headersTimeout: 30_000 },
    // A request that comes on an open connection while the service closes is answered, and the connection ends with it.
    return503OnClosing: false,
    connectionTimeout: 120_000,
    // What a parameter may be is said once, in its schema: nothing is removed or guessed around it.
    ajv: { customOptions: { removeAdditional: false } },
    clientErrorHandler: answerBrokenRequest,
    // These come before any hook, so they bring their own headers.
    frameworkErrors: (error, request, reply) =>
      answerProblem(
        error,
        request,
        reply.headers(request.server.dataHeaders).header('x-request-id', request.id),
      ),
  }).withTypeProvider<TypeBoxTypeProvider>();

  keepRules(app);
  app.decorate('config', config);
  app.decorate('bodies', new BodyWatch(app.server));
  app.decorate('compileSchemas', compileAll);
  app.register(requestTallies);
  const tracesOfRequests = tracesRequests();
  if (tracesOfRequests) app.register(tracing, { tracing: tracesOfRequests });
  app.register(security);
  app.register(cors);
  app.register(problems);
  app.register(storage, {
    address: config.databaseUrl ?? config.dataDir,
    replica: config.databaseReplicaUrl,
  });
  app.register(condition);
  app.register(overload);
  app.register(secrets);
  app.register(access);
  if (demo) app.register(demoStores);
  app.register(catalogueTimers);
  app.register(nearbyIndex);
  app.register(insights);
  app.register(quality);
  app.register(upstreams, { connect });
  app.register(webhooks, webhookOptions);
  app.register(imports);
  app.register(metrics);
  app.register(places);
  app.register(openapi);
  if (reload) app.register(reloadPages);
  app.register(webPages, { folder: webFolder, clientPort });
  app.register(pages);
  app.register(
    (scope) =>
      withOtherMethods(scope, async () => {
        await scope.register(rateLimit);
        await scope.register(confirmPages);
      }),
    { prefix: '/confirm' },
  );
  app.register(
    (api) =>
      withOtherMethods(api, async () => {
        await api.register(rateLimit);
        await api.register(idempotency);
        await api.register(compress, compression);
        await api.register(nearby);
        await api.register(nearbyBatch);
        await api.register(stores);
        await api.register(storeStreams);
        await api.register(catalogue);
        await api.register(changes);
        await api.register(categories);
        await api.register(placeRoutes);
        await api.register(openingHours);
        await api.register(settings);
        await api.register(session);
        await api.register(users);
        await api.register(keys);
        await api.register(webhookRoutes);
        await api.register(audit);
        await api.register(importRoutes);
        await api.register(insightRoutes);
        await api.register(reports);
        await api.register(qualityRoutes);
        await api.register(confirmations);
        await api.register(exportRoutes);
        await api.register(media);
      }),
    { prefix: '/api/v1' },
  );
  app.register(
    (ogc) =>
      withOtherMethods(ogc, async () => {
        await ogc.register(rateLimit);
        await ogc.register(compress, compression);
        await ogc.register(features);
      }),
    { prefix: '/ogc' },
  );
  app.register((scope) => withOtherMethods(scope, async () => void (await scope.register(tiles))), {
    prefix: '/tiles',
  });
  app.register(pictures);
  app.register(health);
  app.register(metricsRoute);
  return app;
}

/** A number counts the proxies from ours outwards. */
const trusted = (proxies: Config['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;
