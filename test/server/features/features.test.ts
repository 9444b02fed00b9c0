import { afterAll, expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';
import type { StoreFields } from '../../../shared/store.ts';
import { builtPages } from '../../support/app.ts';
import { aStore, tester } from '../../support/stores.ts';

const items = '/ogc/collections/stores/items';

const wudaokou = aStore({
  sid: 'BJ-0007',
  categories: ['cafe', 'bakery'],
  phones: ['010-82600000', '010-82600001'],
  // gcoord 1.0.7 converts it to 116.3254315, 39.9914102 in WGS-84.
  position: { longitude: 116.33157, latitude: 39.99272, datum: 'gcj02' },
});
const taveuni = aStore({
  name: 'Bula',
  branch: undefined,
  address: {},
  phones: [],
  region: 'other',
  timeZone: 'Pacific/Fiji',
  position: { longitude: -179.97, latitude: -16.85, datum: 'wgs84' },
});

const opened = new Map<string, Promise<ReturnType<typeof buildApp>>>();
afterAll(async () => {
  for (const app of opened.values()) await (await app).close();
});

/** A service that holds these; the same one for every test that asks for the same, and writes nothing. */
async function openWith(
  stores: Readonly<Record<string, StoreFields>>,
  settings: Readonly<Record<string, string>> = {},
) {
  const key = JSON.stringify([stores, settings]);
  const app = await (opened.get(key) ?? opened.set(key, open(stores, settings)).get(key)!);
  const get = (url: string, accept?: string) => app.inject({ url, ...(accept && { headers: { accept } }) });
  return { app, get };
}

async function open(
  stores: Readonly<Record<string, StoreFields>>,
  settings: Readonly<Record<string, string>> = {},
) {
  const app = buildApp({
    config: readConfig({ DATA_DIR: ':memory:', PUBLIC_URL: 'https://stores.example.com', ...settings }),
    webFolder: builtPages(),
  });
  await app.ready();
  const puts = Object.entries(stores).map(([id, fields]) => ({ id, fields }));
  await app.storage.stores.put(puts, tester);
  return app;
}

it('a store is a feature with flat properties, all of them always there', async () => {
  const { get } = await openWith({ wudaokou, taveuni });
  const { json, headers } = await get(items);
  const { features, ...page } = json();
  expect(headers['content-type']).toBe('application/geo+json; charset=utf-8');
  expect(page).toMatchObject({ type: 'FeatureCollection', numberMatched: 2, numberReturned: 2 });
  const [fiji, beijing] = features;
  expect(fiji.geometry).toEqual({ type: 'Point', coordinates: [-179.97, -16.85] });
  expect(beijing.geometry.coordinates).toEqual([
    expect.closeTo(116.3254315, 5),
    expect.closeTo(39.9914102, 5),
  ]);
  expect(beijing.properties).toMatchObject({
    sid: 'BJ-0007',
    phones: '010-82600000;010-82600001',
    categories: 'cafe;bakery',
    gcj02_longitude: 116.33157,
    gcj02_latitude: 39.99272,
    time_zone: 'Asia/Shanghai',
    url: 'https://stores.example.com/s/wudaokou',
    website: null,
  });
  expect(fiji.properties).toMatchObject({
    branch: null,
    phones: null,
    address: null,
    gcj02_longitude: -179.97,
  });
  expect(Object.keys(fiji.properties)).toEqual(Object.keys(beijing.properties));
  for (const value of Object.values(beijing.properties))
    expect(typeof value === 'object' && value !== null).toBe(false);
});

type Page = {
  readonly numberMatched: number;
  readonly features: readonly { readonly id: string }[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
};

it('every store comes once over the pages, each page by the link in the one before', async () => {
  const stores = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`s${10 + i}`, aStore()]));
  const { get } = await openWith({ ...stores, 'a-draft': aStore({ status: 'draft' }) });
  const ids: string[] = [];
  let next: string | undefined = `${items}?limit=10&city=${encodeURIComponent('北京市')}`;
  while (next !== undefined) {
    const page: Page = (await get(next.replace('https://stores.example.com', ''))).json();
    expect(page.numberMatched).toBe(25);
    ids.push(...page.features.map(({ id }) => id));
    next = page.links.find(({ rel }) => rel === 'next')?.href;
  }
  expect(ids).toEqual(Object.keys(stores));
});

it('more than the largest page is the largest page, and a larger one takes turns', async () => {
  const stores = Object.fromEntries(Array.from({ length: 1_100 }, (_, i) => [`s${i}`, aStore()]));
  const { get } = await openWith(stores);
  const page = (await get(`${items}?limit=99999999`)).json();
  expect(page.numberReturned).toBe(1_100);
  expect(new Set(page.features.map(({ id }: { id: string }) => id)).size).toBe(1_100);
});

it.each([
  ['limit=0', 'INVALID_PARAMETER', 'limit'],
  ['limit=1e1', 'INVALID_PARAMETER', 'limit'],
  ['offset=-1', 'INVALID_PARAMETER', 'offset'],
  ['limit=1&limit=2', 'INVALID_PARAMETER', 'limit'],
  ['colour=red', 'UNKNOWN_PARAMETER', 'colour'],
  ['bbox=1,2,3', 'INVALID_PARAMETER', 'bbox'],
  ['bbox=1,2,3,x', 'INVALID_PARAMETER', 'bbox'],
  ['bbox=1,5,3,2', 'INVALID_PARAMETER', 'bbox'],
  ['bbox-crs=EPSG:4326', 'INVALID_PARAMETER', 'bbox-crs'],
  ['crs=http://www.opengis.net/def/crs/EPSG/0/2154', 'INVALID_PARAMETER', 'crs'],
  ['datetime=yesterday', 'INVALID_PARAMETER', 'datetime'],
  ['datetime=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z', 'INVALID_PARAMETER', 'datetime'],
  ['f=xml', 'INVALID_PARAMETER', 'f'],
  ['version=one', 'INVALID_PARAMETER', 'version'],
  ['category=%E2%98%95', 'INVALID_PARAMETER', 'category'],
  ['filter=', 'INVALID_PARAMETER', 'filter'],
  ['filter=colour%3D1', 'INVALID_FILTER', 'filter'],
  ['filter-lang=cql', 'INVALID_PARAMETER', 'filter-lang'],
  ['cursor=x', 'INVALID_CURSOR', undefined],
])('%s is refused', async (query, code, parameter) => {
  const { get } = await openWith({});
  const answer = await get(`${items}?${query}`);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code, ...(parameter && { parameter }) });
});

it.each([
  ['bbox=116,39,117,40', ['wudaokou']],
  ['bbox=116,39,-100,117,40,9000', ['wudaokou']],
  // As QGIS writes it.
  [
    'bbox=116.123456789012345678,39.123456789012345678,117.123456789012345678,40.123456789012345678',
    ['wudaokou'],
  ],
  ['bbox=170,-20,-175,-10', ['taveuni']],
  ['bbox=-180,-90,180,90', ['taveuni', 'wudaokou']],
  ['bbox=-270,-90,270,90', ['taveuni', 'wudaokou']],
  ['bbox=39,116,40,117&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326', ['wudaokou']],
  // 116 and 117 east are 12,913,061 and 13,024,380 m, 39 and 40 north 4,721,671 and 4,865,942 m (PROJ).
  [
    'bbox=12913061,4721671,13024380,4865942&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/3857',
    ['wudaokou'],
  ],
  ['category=food', ['taveuni', 'wudaokou']],
  ['category=bakery&offset=0', ['wudaokou']],
  ['category=bakery', ['wudaokou']],
  ['region=other', ['taveuni']],
  ['sid=BJ-0007', ['wudaokou']],
  ['version=1', ['taveuni', 'wudaokou']],
  ['datetime=2020-01-01T00:00:00Z/..', ['taveuni', 'wudaokou']],
  ['datetime=../2020-01-01T00:00:00Z', []],
  [
    `filter=${encodeURIComponent("name = 'Bula' AND S_INTERSECTS(geometry, BBOX(170,-20,-175,-10))")}`,
    ['taveuni'],
  ],
  [
    `filter-lang=cql2-json&filter=${encodeURIComponent('{"op":"=","args":[{"property":"name"},"Bula"]}')}`,
    ['taveuni'],
  ],
])('finds by %s', async (query, ids) => {
  const { get } = await openWith({ wudaokou, taveuni });
  const { features, numberMatched } = (await get(`${items}?${query}`)).json();
  expect(features.map(({ id }: { id: string }) => id)).toEqual(ids);
  expect(numberMatched).toBe(ids.length);
});

it.each([
  ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', [-179.97, -16.85]],
  ['http://www.opengis.net/def/crs/EPSG/0/4326', [-16.85, -179.97]],
  // PROJ: echo -179.97 -16.85 | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857
  [
    'http://www.opengis.net/def/crs/EPSG/0/3857',
    [expect.closeTo(-20034168.76, 1), expect.closeTo(-1903371.12, 1)],
  ],
])('comes in %s, and says so', async (crs, coordinates) => {
  const { get } = await openWith({ taveuni });
  for (const url of [`${items}?crs=${encodeURIComponent(crs)}`, `${items}/taveuni?crs=${crs}`]) {
    const { json, headers } = await get(url);
    expect(headers['content-crs']).toBe(`<${crs}>`);
    expect((json().features?.[0] ?? json()).geometry.coordinates).toEqual(coordinates);
  }
});

it('gives out no converted position where that is forbidden, nor lets one be searched for', async () => {
  const { get } = await openWith({ wudaokou, taveuni }, { CONVERTED_POSITIONS: 'off' });
  const { features } = (await get(items)).json();
  expect(features.map(({ geometry }: { geometry: unknown }) => geometry)).toEqual([
    { type: 'Point', coordinates: [-179.97, -16.85] },
    null,
  ]);
  expect(features[1].properties.gcj02_longitude).toBe(116.33157);
  expect((await get(`${items}/wudaokou`)).json().geometry).toBe(null);
  expect((await get(`${items}?bbox=116,39,117,40`)).json().numberMatched).toBe(0);
  const not = encodeURIComponent('NOT S_INTERSECTS(geometry, BBOX(0,0,1,1))');
  expect((await get(`${items}?filter=${not}`)).json().numberMatched).toBe(1);
  const { headers, json } = await get('/api/v1/stores?f=geojson');
  expect(headers['content-type']).toBe('application/geo+json; charset=utf-8');
  expect(json().features[1].geometry).toBe(null);
});

it('an answer is held until the catalogue changes; pages and JSON are told apart', async () => {
  const app = await open({ taveuni });
  onTestFinished(() => app.close());
  const { headers } = await app.inject(items);
  expect(headers.vary).toContain('accept');
  const again = () => app.inject({ url: items, headers: { 'if-none-match': String(headers.etag) } });
  expect((await again()).statusCode).toBe(304);
  await app.storage.stores.put([{ id: 'taveuni', fields: { ...taveuni, name: 'Vinaka' } }], tester);
  expect((await again()).statusCode).toBe(200);
});

it('nothing is where nothing is', async () => {
  const { get } = await openWith({ hidden: aStore({ status: 'draft' }) });
  for (const url of ['/ogc/collections/shops', `${items}/nowhere`, `${items}/hidden`, '/ogc/nothing']) {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  }
});

it.each([
  ['/ogc', 'OGC API Features'],
  ['/ogc/conformance', 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core'],
  ['/ogc/collections', 'href="collections/stores?f=html"'],
  ['/ogc/collections/stores', '-179.97'],
  ['/ogc/collections/stores/schema', '<code>gcj02_longitude</code>'],
  ['/ogc/collections/stores/queryables', '<code>updated</code>'],
  [items, '<a href="items/taveuni?f=html">Bula</a>'],
  [`${items}/taveuni`, '<th scope="row">time_zone</th><td>Pacific/Fiji</td>'],
  ['/ogc/api', '<code>GET /collections/stores/items</code>'],
])('%s is a page too, without scripts', async (url, text) => {
  const { get } = await openWith({ taveuni });
  for (const page of [
    await get(url, 'text/html,application/xhtml+xml,*/*;q=0.8'),
    await get(`${url}?f=html`),
  ]) {
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain(text);
    expect(page.body).not.toContain('<script');
  }
  const chinese = await get(`${url}?f=html`, 'application/json');
  expect(chinese.headers['content-language']).toBe('zh-CN');
});

// What QGIS 3.40 asks when somebody adds the service and opens the layer, and what it looks for in the answers.
it('QGIS finds what it looks for', async () => {
  const { app, get } = await openWith({ wudaokou, taveuni });
  const href = (links: { rel: string; href: string }[], rel: string) =>
    links.find((link) => link.rel === rel)!.href.replace('https://stores.example.com', '');
  const landing = (await get('/ogc', 'application/json')).json();
  const definition = await get(
    href(landing.links, 'service-desc'),
    'application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0, application/json',
  );
  expect(definition.headers['content-type']).toBe('application/vnd.oai.openapi+json;version=3.0');
  const { paths, components } = definition.json();
  expect(components.parameters.limit.schema).toMatchObject({
    type: 'integer',
    maximum: 10_000,
    default: 100,
  });
  const { parameters } = paths['/collections/stores/items'].get;
  for (const { $ref } of parameters) {
    const parameter = components.parameters[$ref.split('/').pop()];
    expect(parameter).toMatchObject({ in: 'query', style: 'form', explode: false });
    expect(typeof parameter.schema.type).toBe('string');
  }
  const { conformsTo } = (await get(href(landing.links, 'conformance'))).json();
  for (const name of [
    'cql2/1.0/conf/basic-cql2',
    'cql2/1.0/conf/cql2-text',
    'ogcapi-features-3/1.0/conf/filter',
    'ogcapi-features-3/1.0/conf/features-filter',
    'ogcapi-features-2/1.0/conf/crs',
  ]) {
    expect(conformsTo).toContain(`http://www.opengis.net/spec/${name}`);
  }
  const [collection] = (await get(href(landing.links, 'data'))).json().collections;
  const queryables = await get(
    href(collection.links, 'http://www.opengis.net/def/rel/ogc/1.0/queryables'),
    'application/schema+json',
  );
  expect(queryables.headers['content-type']).toBe('application/schema+json');
  expect(queryables.json().properties.geometry).toMatchObject({
    'x-ogc-role': 'primary-geometry',
    $ref: 'https://geojson.org/schema/Point.json',
  });
  const schema = await get(
    href(collection.links, 'http://www.opengis.net/def/rel/ogc/1.0/schema'),
    'application/schema+json',
  );
  const { geometry, ...fields } = schema.json().properties;
  expect(geometry).toMatchObject({ 'x-ogc-role': 'primary-geometry', format: 'geometry-point' });
  for (const field of Object.values<Record<string, unknown>>(fields)) {
    expect(field.type).toBeTypeOf('string');
    expect(field['x-ogc-propertySeq']).toBeTypeOf('number');
  }
  const options = await app.inject({ method: 'OPTIONS', url: items });
  expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
  const sample = (await get(`${items}?limit=10`, 'application/geo+json, application/json')).json();
  const declared = Object.keys(fields).filter((name) => name !== 'id');
  expect(Object.keys(sample.features[0].properties)).toEqual(declared);
  const filter = encodeURIComponent(`("name" = 'Bula')`);
  const window =
    'bbox=-180.000000000000000000,-20.000000000000000000,-170.000000000000000000,-10.000000000000000000';
  const found = (await get(`${items}?limit=1000&${window}&filter=${filter}&filter-lang=cql2-text`)).json();
  expect(found.features.map(({ id }: { id: string }) => id)).toEqual(['taveuni']);
});

it('the definition is there in OpenAPI 3.1 for whoever asks for that', async () => {
  const { get } = await openWith({ taveuni });
  const type = 'application/vnd.oai.openapi+json;version=3.1';
  const { headers, json } = await get('/ogc/api', type);
  expect(headers['content-type']).toBe(type);
  const { openapi, components } = json();
  expect(openapi).toBe('3.1.0');
  const { geometry, properties } = components.schemas.feature.properties;
  expect(geometry).toMatchObject({ type: ['object', 'null'], required: ['type', 'coordinates'] });
  expect(properties.properties.phones.type).toEqual(['string', 'null']);
  expect(JSON.stringify(components)).not.toContain('nullable');
});

it('ogc-client adds f=json to every request', async () => {
  const { get } = await openWith({ taveuni });
  for (const path of [
    '',
    '/',
    '/conformance',
    '/api',
    '/collections',
    '/collections/stores',
    '/collections/stores/queryables',
    '/collections/stores/items',
    '/collections/stores/items/taveuni',
  ]) {
    const answer = await get(`/ogc${path}?f=json`, 'text/html');
    expect([path, answer.statusCode]).toEqual([path, 200]);
    expect(answer.headers['content-type']).toMatch(/json/);
  }
});

it('needs a key where stores are not read by everybody, also as the password of a program that knows no other', async () => {
  const { get } = await openWith({}, { PUBLIC_READ: 'off' });
  const answer = await get(items);
  expect(answer.statusCode).toBe(401);
  expect(String(answer.headers['www-authenticate'])).toContain('Basic');
});
