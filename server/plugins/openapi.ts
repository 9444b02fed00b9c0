// The document that describes the API, made from the routes' own schemas; a route without a tag is not part of it.
import swagger from '@fastify/swagger';
import fp from 'fastify-plugin';
import packageJson from '../../package.json' with { type: 'json' };
import type { Language } from '../../shared/language.ts';
import { ProblemSchema } from '../../shared/problem.ts';
import { problemKinds } from '../errors.ts';
import { docsPage } from '../pages/docs-page.ts';
import { languageOf } from '../pages/language.ts';
import { pageDirectives } from '../pages/layout.ts';
import { sendPage } from '../pages/send-page.ts';
import { webhookDocument } from '../webhooks/document.ts';
import { securitySchemes, withAccess } from './openapi-access.ts';
import { withUpload } from './openapi-bodies.ts';
import { type Json, tidied } from './openapi-document.ts';
import { withExamples } from './openapi-examples.ts';
import { withProblems } from './openapi-problems.ts';
import { withRefusals } from './openapi-refusals.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes the document beforehand: that holds up others' requests for longer than any answer. */
    describeApi(): void;
  }
}

type Described = { readonly document: string; readonly pages: Readonly<Record<Language, string>> };

function descriptionOf(api: { [key: string]: Json }): Described {
  const document = withProblems(withExamples(tidied(api)));
  const page = (language: Language) => docsPage(document, [...problemKinds.values()], language);
  return { document: JSON.stringify(document), pages: { 'zh-CN': page('zh-CN'), en: page('en') } };
}

export default fp(
  async (app) => {
    app.addSchema({ ...ProblemSchema, $id: 'Problem' });
    await app.register(swagger, {
      hideUntagged: true,
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Nearby Stores',
          version: packageJson.version,
          license: { name: packageJson.license, identifier: packageJson.license },
          contact: { name: 'Whoever runs this service' },
          description:
            'Published stores and the nearest of them. Positions name their datum; absent means wgs84. ' +
            'Errors are problem details (RFC 9457): branch on `code`. Parameters that are not listed are refused. ' +
            'Anything may be answered 503 with Retry-After: while the database cannot be used, or more comes than can be answered.',
        },
        components: { securitySchemes },
        webhooks: webhookDocument,
        servers: [{ url: app.config.publicUrl ?? '/' }],
        tags: [
          { name: 'stores', description: 'Published stores' },
          { name: 'changes', description: 'What changed among the published stores, for copies' },
          { name: 'drafts', description: 'Stores worked on, published, closed' },
          { name: 'table', description: 'All stores by any filter, for the console; bulk changes' },
          { name: 'history', description: 'Who did what, and how to have it undone' },
          { name: 'holidays', description: 'Holiday sets' },
          { name: 'webhooks', description: 'Addresses that are told of changes' },
          { name: 'places', description: 'Places by name, and what links of map services lead to' },
          { name: 'imports', description: 'Files of stores on their way in, and out again' },
          { name: 'media', description: 'Pictures of stores' },
          { name: 'insights', description: 'What customers asked for and did not find' },
          { name: 'quality', description: 'What is doubtful about stores, and who confirms them' },
          { name: 'settings', description: 'What the panel works with' },
          { name: 'access', description: 'Who may do what: sessions, users, keys, and what they did' },
          { name: 'health', description: 'Whether the service works' },
        ],
      },
      transform: ({ schema, url, route }) => ({
        url,
        schema: withUpload(
          withRefusals(
            withAccess(schema, { method: route.method, access: route.config?.access }, app.config.publicRead),
          ),
        ),
      }),
      refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) },
    });
    let described: Described | undefined;
    const describe = (): Described => {
      // The plugin's own type of it lists every version of OpenAPI; what is sent is JSON.
      described ??= descriptionOf(JSON.parse(JSON.stringify(app.swagger())));
      return described;
    };
    app.decorate('describeApi', () => void describe());
    app.get('/api/openapi.json', { config: { access: 'open' } }, (_request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(describe().document),
    );
    app.get(
      '/api/docs',
      { config: { access: 'open', headers: app.securityHeaders(pageDirectives) } },
      (request, reply) => sendPage(request, reply, describe().pages[languageOf(request)]),
    );
  },
  { name: 'openapi', dependencies: ['security'] },
);
