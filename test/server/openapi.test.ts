import { expect, it } from 'vitest';
import { ApiSchemas } from '../support/api-document.ts';
import { openApp } from '../support/app.ts';

const read = async () => (await (await openApp()).inject('/api/openapi.json')).json();

it('describes every route of the API, and no page', async () => {
  const app = await openApp();
  const { openapi, paths } = (await app.inject('/api/openapi.json')).json();
  expect(openapi).toBe('3.1.0');
  const isApi = (url: string) => /^\/(api\/v1\/|healthz$|readyz$|metrics$)/.test(url);
  const urls = app.rules.map(({ url }) => url.replaceAll(/:(\w+)/g, '{$1}')).filter(isApi);
  expect(Object.keys(paths).filter(isApi).sort()).toEqual([...new Set(urls)].sort());
  expect(Object.keys(paths)).not.toContain('/plugin/');
  expect(Object.keys(paths['/api/v1/categories'])).toContain('get');
});

it('names its schemas, and every reference leads to one', async () => {
  const document = await read();
  const names = Object.keys(document.components.schemas);
  expect(names).toEqual(expect.arrayContaining(['NearbyAnswer', 'Problem', 'Store', 'StoreRecord']));
  const references = JSON.stringify(document).match(/"#\/components\/schemas\/\w+"/g) ?? [];
  expect(new Set(references.map((reference) => JSON.parse(reference).split('/').pop()))).toEqual(
    new Set(names),
  );
});

it('answers problems in their own media type, and names each operation once', async () => {
  const { paths } = await read();
  const operations = Object.values<Record<string, { operationId: string }>>(paths).flatMap(Object.values);
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(paths['/api/v1/stores'].get.responses['400'].content).toMatchObject({
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  });
});

it('shows at each error the problems that it may be, each kind as it comes', async () => {
  const { paths, components } = await read();
  const { responses } = paths['/api/v1/stores/{id}'].put;
  expect(Object.keys(responses['412'].content['application/problem+json'].examples)).toEqual([
    'PRECONDITION_FAILED',
  ]);
  expect(components.examples.PRECONDITION_FAILED.value).toMatchObject({
    status: 412,
    code: 'PRECONDITION_FAILED',
    detail: 'The store demo-beijing-01 is at "4" by now, not at "3": `changes` has what others changed',
  });
  const operations = Object.values<Record<string, { responses: object }>>(paths).flatMap(Object.values);
  const bare = operations.flatMap(({ operationId, responses }) =>
    Object.entries<{ content?: Record<string, { examples?: object }> }>(responses)
      .filter(([status, { content }]) => status >= '400' && !content?.['application/problem+json']?.examples)
      .map(([status]) => `${operationId} ${status}`),
  );
  expect(bare).toEqual([]);
  const schemas = new ApiSchemas({ components });
  const isProblem = schemas.check({ $ref: '#/components/schemas/Problem' });
  for (const { value } of Object.values<{ value: unknown }>(components.examples)) {
    expect(isProblem(value)).toEqual([]);
  }
});

it('says which body may be left out, and how files are handed in', async () => {
  const { paths } = await read();
  expect(paths['/api/v1/stores/{id}/publish'].post.requestBody.required).toBe(false);
  expect(paths['/api/v1/stores'].post.requestBody.required).toBe(true);
  expect(Object.keys(paths['/api/v1/imports'].post.requestBody.content)).toEqual([
    'application/octet-stream',
    'multipart/form-data',
  ]);
});

it('writes choices as one list, and pairs as JSON Schema 2020-12 has them', async () => {
  const { components } = await read();
  const { open, hoursToday, region } = components.schemas.StoreRecord.properties;
  expect(open.properties.state).toEqual({
    type: 'string',
    enum: ['open', 'closed', 'temporarily-closed', 'unknown'],
  });
  expect(region.enum).toEqual(['CN', 'HK', 'MO', 'TW', 'other']);
  expect(hoursToday.anyOf[0].items).toMatchObject({
    type: 'array',
    prefixItems: [{ type: 'string' }, { type: 'string' }],
    maxItems: 2,
  });
});

it('can be read on a page that loads nothing', async () => {
  const { headers, body } = await (await openApp()).inject('/api/docs');
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain('<code>GET /api/v1/stores/nearby</code>');
  expect(body).toContain('<tr id="INVALID_PARAMETER"><td><code>INVALID_PARAMETER</code></td><td>400</td>');
  expect(body).not.toMatch(/<script|<link(?! rel="icon")|src=/);
  const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  const places = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
  expect(links.filter((id) => !places.has(id))).toEqual([]);
});

it('says on that page what is sent with a request, and what receivers of webhooks are sent', async () => {
  const { body } = await (await openApp()).inject('/api/docs?lang=en');
  const [, adding] = /<section class="part" id="addWebhook">(.*?)<\/section>/s.exec(body)!;
  expect(adding).toContain('body: <code>application/json</code>');
  expect(adding).toContain('<code>changesAtOnce</code>');
  expect(body).toContain('<code>POST stores.changed</code>');
  expect(body).toContain('body: <code>application/json</code> <a href="#StoresChanged">StoresChanged</a>');
});

it('can be read in Chinese, but for what the document says itself', async () => {
  const app = await openApp();
  const { headers, body } = await app.inject('/api/docs');
  expect(headers['content-language']).toBe('zh-CN');
  expect(body).toContain('<h1>Nearby Stores 接口文档</h1>');
  expect(body).toContain('<th scope="col">参数</th>');
  const english = await app.inject({ url: '/api/docs', headers: { 'accept-language': 'en' } });
  expect(english.body).toContain('<h1>Nearby Stores API</h1>');
  expect(english.body).toContain('<th scope="col">parameter</th>');
});

it('says of each route who may ask, and how others are refused', async () => {
  const { paths, components } = await read();
  expect(Object.keys(components.securitySchemes)).toEqual(['bearer', 'basic', 'session', 'csrf']);
  const anybody = paths['/api/v1/stores/nearby'].get;
  expect(anybody.security).toEqual([{}, { bearer: [] }, { basic: [] }, { session: [] }]);
  const admins = paths['/api/v1/users'].post;
  expect(admins.security).toEqual([{ bearer: [] }, { basic: [] }, { session: [], csrf: [] }]);
  expect(admins.description).toBe('Needs the permission `admin`.');
  expect(Object.keys(admins.responses)).toEqual(expect.arrayContaining(['200', '401', '403']));
  expect(paths['/healthz'].get.security).toEqual([]);
  expect(paths['/metrics'].get).toMatchObject({
    description: expect.stringMatching(/ Needs the permission `view`\.$/),
    security: [{ bearer: [] }, { basic: [] }, { session: [] }],
    responses: { 200: { content: { 'text/plain': { example: expect.stringContaining('# TYPE ') } } } },
  });
});
